"""Whose rule answers: the pinned version, the law of the event's day, or both (LEGAL.md, "How a regime lives on")."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from idi_platform.deadlines.public import Basis
from policies.constants import Layer, Outcome, PinReason, TemporalMode, Took

from .regime import CompiledRule, CompiledVersion, Regime, span_codes


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a parameter, the facts that its rules ask for, and the pinned version's code ("" for none).

    `since` is the day of the pin, told only where a guideline of that version was renewed.
    """

    parameter: str
    facts: Mapping[str, str]
    pin: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One layer's say. `rule` is None where the version is silent; `missing_fact` where it cannot tell without one."""

    version: CompiledVersion
    rule: CompiledRule | None
    basis: str
    missing_fact: str = ""

    def codes(self, *, took: Took) -> dict[str, object]:
        """This layer in a trace; `took` is what became of it."""
        version, rule = self.version, self.rule
        return {
            "layer": version.layer,
            "version": version.code,
            "revision": version.revision,
            "pack": version.pack_hash,
            "anchor": version.anchor,
            "from": version.valid_from.isoformat() if version.valid_from else "",
            "to": version.valid_to.isoformat() if version.valid_to else "",
            "rule": rule.text.code if rule else "",
            "article": rule.article if rule else "",
            "term": span_codes(rule.text.term) if rule else None,
            "mode": rule.text.temporal_mode if rule else "",
            "merge": rule.text.merge if rule else "",
            "force": rule.text.force if rule else "",
            "basis": self.basis,
            "took": took.value,
        }


def national_candidate(regime: Regime, parameter: str, on: date, facts: Mapping[str, str]) -> Candidate | None:
    """The national rule in force on that day, if any."""
    for version in regime.of_layer(Layer.NATION):
        if version.is_in_force(on) and (found := _candidate(version, parameter, facts, Basis.NATIONAL.value)):
            return found
    return None


def city_candidates(regime: Regime, asked: Question, on: date) -> tuple[Candidate, ...]:
    """The city's rules that govern on that day: none, one, or two for a dual rule whose versions differ.

    pinned: the pinned version, in force or carried. event: the law of the day; none in force, the pinned one carries
    on. dual: both; one side missing, the other sets the clock. A guideline is pinned with the version it is annexed to,
    and law of the day as long as that version is; it speaks only of what that version leaves open (packs that repeat a
    parameter are refused).
    """
    candidates = []
    for layer in (Layer.CITY, Layer.GUIDELINE):
        candidates += _of_layer(regime, layer, asked, on)
    return tuple(candidates)


def _of_layer(regime: Regime, layer: Layer, asked: Question, on: date) -> list[Candidate]:
    today = next((version for version in regime.of_layer(layer) if regime.is_law_on(version, on)), None)
    held = regime.held(layer, asked.pin or None, asked.since or on)
    basis = Basis.IN_FORCE if held and regime.is_law_on(held, on) else Basis.CARRIED
    by_pin = _candidate(held, asked.parameter, asked.facts, basis.value) if held else None
    by_day = _candidate(today, asked.parameter, asked.facts, Basis.IN_FORCE.value) if today else None
    mode = next((side.rule.text.temporal_mode for side in (by_pin, by_day) if side and side.rule), "")
    if mode == TemporalMode.PINNED:
        return [by_pin] if by_pin else []
    if mode == TemporalMode.EVENT:
        governing = by_day if today else by_pin
        return [governing] if governing else []
    sides = [side for side in (by_pin, by_day) if side]
    return sides[:1] if held is today else sides


def _candidate(version: CompiledVersion, parameter: str, facts: Mapping[str, str], basis: str) -> Candidate | None:
    """The version's first rule on the parameter that the facts admit; a rule with a term goes before one without."""
    rules = sorted(version.rules.get(parameter, ()), key=lambda rule: rule.text.term is None)
    for rule in rules:
        conditions = rule.text.when or {}
        untold = next((fact for fact in conditions if not facts.get(fact)), "")
        if untold:
            return Candidate(version, rule, basis, missing_fact=untold)
        if all(facts[fact] in allowed for fact, allowed in conditions.items()):
            return Candidate(version, rule, basis)
    return None


def city_silence(regime: Regime, on: date, pinned: str | None) -> tuple[Outcome, str]:
    """What to answer when no layer has a rule: silence where a city version governs, else why none does."""
    city = regime.of_layer(Layer.CITY)
    if pinned or any(version.is_in_force(on) for version in city):
        return Outcome.NO_RULE, "silence"
    if not city:
        return Outcome.NO_CITY_INSTRUMENT, PinReason.NOT_LOADED.value
    if any(version.valid_from is None for version in city):
        return Outcome.UNKNOWN_DATE, PinReason.UNKNOWN_DATE.value
    is_coming = any(version.valid_from and on < version.valid_from for version in city)
    return Outcome.NOT_IN_FORCE, (PinReason.NOT_YET if is_coming else PinReason.ENDED).value


def passed_over(
    regime: Regime, asked: Question, layers: tuple[dict[str, object], ...], on: date
) -> list[dict[str, object]]:
    """The versions that were looked at and did not answer, each with why: silence has to be shown and replayed too."""
    answered = {layer.get("version") for layer in layers}
    return [
        Candidate(version, None, "").codes(took=_why_passed_over(regime, version, asked, on))
        for version in regime.versions
        if version.code not in answered and (version.layer != Layer.NATION or asked.parameter in version.rules)
    ]


def _why_passed_over(regime: Regime, version: CompiledVersion, asked: Question, on: date) -> Took:
    if version.valid_from is None:
        return Took.UNKNOWN_DATE
    if not version.is_held_by(asked.pin) and not regime.is_law_on(version, on):
        return Took.NOT_IN_FORCE
    rules = version.rules.get(asked.parameter)
    if not rules:
        return Took.LEFT_TO_PARENT if version.left_to(asked.parameter) else Took.SILENT
    return Took.NOT_GOVERNING if _candidate(version, asked.parameter, asked.facts, "") else Took.NOT_APPLICABLE
