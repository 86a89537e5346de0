"""Versions compiled for resolution: plain values, indexed by parameter, grouped by jurisdiction and layer."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from policies.constants import Effect, Layer

from .pack import Limit, OpenParent, RuleText, Span
from .readings import NOTHING_DECIDED, Decided


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its article, as far as a resolution needs them."""

    article: str
    text: RuleText

    @property
    def is_timer(self) -> bool:
        term = self.text.term
        return self.text.effect == Effect.TIMER and term is not None and term.is_counted


@dataclass(frozen=True, slots=True)
class CompiledVersion:
    """One revision of one version. `valid_to` is the first day after it; without `valid_from` no day is known.

    `parents` are the texts it rests on; a guideline names there the version that it is annexed to.
    """

    code: str
    revision: int
    pack_hash: str
    layer: str
    jurisdiction: str
    title: str
    anchor: str
    valid_from: date | None
    valid_to: date | None
    rules: Mapping[str, tuple[CompiledRule, ...]]
    open_parents: tuple[OpenParent, ...] = ()
    parents: tuple[str, ...] = ()

    def is_in_force(self, on: date) -> bool:
        return self.valid_from is not None and self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    @property
    def last_day(self) -> date | None:
        """The last day of validity, as the texts write it; None while open."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None

    @property
    def is_guideline(self) -> bool:
        return self.layer == Layer.GUIDELINE

    def is_held_by(self, pinned: str | None) -> bool:
        """Whether a project pinned to that version is governed by this one: itself, or the guideline annexed to it."""
        return pinned is not None and pinned in ((self.code, *self.parents) if self.is_guideline else (self.code,))

    def left_to(self, parameter: str) -> str:
        """The text, not loaded, that governs the parameter; empty for none."""
        return next((parent.text for parent in self.open_parents if parent.is_about(parameter)), "")


@dataclass(frozen=True, slots=True)
class ContractTerm:
    """A term of the insurance contract, with the document that shows it. Comes from the apps above as a value.

    `anchor` is the event it counts from, where the texts do not say (a text that is not loaded).
    """

    parameter: str
    obliged: str
    term: Span
    evidence: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Regime:
    """Everything that may answer in one jurisdiction: national versions first, then the city's own.

    `defaults` holds the facts that need not be told, `ends` the period whose end an event is,
    `any_of` the events that count as a wider one, `decided` how officers decided that unclear words are read,
    `renewed` the versions to which more than one version of a guideline is annexed, one after the other.
    `cache` is filled by resolve(), one plan per question and period.
    """

    jurisdiction: str
    versions: tuple[CompiledVersion, ...]
    defaults: Mapping[str, str]
    event_of: Mapping[str, str]
    better: Mapping[str, str]
    boundaries: tuple[date, ...]
    started_by: Mapping[str, tuple[str, ...]]
    asked_facts: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, str] = field(default_factory=dict)
    any_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decided: Decided = NOTHING_DECIDED
    renewed: frozenset[str] = frozenset()
    cache: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def is_started_by(self, event: str, trigger: str) -> bool:
        """Whether the event is the trigger, or one of those that count as it."""
        return event == trigger or event in self.any_of.get(trigger, ())

    def decided_of(self, parameter: str, versions: Collection[str]) -> dict[str, dict[str, object]]:
        """As codes for a trace: what was decided of the readings that those versions' rules on it rest on."""
        if not self.decided:
            return {}
        heard = (version for version in self.versions if version.code in versions)
        rules = (rule for version in heard for rule in version.rules.get(parameter, ()))
        asked = sorted({reading for rule in rules for reading in rule.text.readings})
        found = {reading: self.decided.option(reading, parameter) for reading in asked}
        return {reading: option.codes for reading, option in found.items() if option}

    def period(self, on: date) -> int:
        """Days between the same two boundaries of validity resolve alike."""
        return bisect_right(self.boundaries, on)

    def version(self, code: str) -> CompiledVersion:
        """The version named. LookupError when it is not loaded in this jurisdiction."""
        for version in self.versions:
            if version.code == code:
                return version
        raise LookupError(code)

    def city_version(self, on: date) -> CompiledVersion | None:
        """The city's version in force that day; None where there is none."""
        return next((version for version in self.of_layer(Layer.CITY) if version.is_in_force(on)), None)

    def is_law_on(self, version: CompiledVersion, on: date) -> bool:
        """Whether it is the law of that day; a guideline only as long as a version that it is annexed to is."""
        if not version.is_in_force(on):
            return False
        return not version.is_guideline or any(
            parent.code in version.parents and parent.is_in_force(on) for parent in self.versions
        )

    def held(self, layer: str, pinned: str | None, since: date) -> CompiledVersion | None:
        """What the layer holds for a project pinned to that version.

        Of a guideline that was renewed, the version of the day on which the project was pinned, else the one before.
        """
        found = sorted(
            (version for version in self.of_layer(layer) if version.is_held_by(pinned)),
            key=lambda version: version.valid_from or date.max,
        )
        begun = [version for version in found if version.valid_from and version.valid_from <= since]
        return begun[-1] if begun else next(iter(found), None)

    def of_layer(self, *layers: str) -> tuple[CompiledVersion, ...]:
        return tuple(version for version in self.versions if version.layer in layers)


def build_regime(
    *,
    jurisdiction: str,
    versions: Iterable[CompiledVersion],
    defaults: Mapping[str, str],
    event_of: Mapping[str, str],
    better: Mapping[str, str],
    ends: Mapping[str, str] | None = None,
    any_of: Mapping[str, tuple[str, ...]] | None = None,
    decided: Decided | None = None,
) -> Regime:
    """Indexes versions for resolution: by event, by the facts they ask for, by the days on which anything changes."""
    order = {layer: rank for rank, layer in enumerate(Layer.values)}
    read = [_as_decided(version, decided) for version in versions] if decided else versions
    kept = tuple(sorted(read, key=lambda version: (order[version.layer], version.code)))
    days = {day for version in kept for day in (version.valid_from, version.valid_to) if day}
    started: dict[str, set[str]] = {}
    asked: dict[str, set[str]] = {}
    for parameter, event in event_of.items():
        _start(started, parameter, event, any_of or {})
    for version in kept:
        for parameter, rules in version.rules.items():
            for rule in rules:
                asked.setdefault(parameter, set()).update(rule.text.when or ())
                if rule.is_timer:
                    _start(started, parameter, rule.text.trigger, any_of or {})
    return Regime(
        jurisdiction=jurisdiction,
        versions=kept,
        defaults=defaults,
        event_of=event_of,
        better=better,
        boundaries=tuple(sorted(days)),
        started_by={event: tuple(sorted(parameters)) for event, parameters in started.items()},
        asked_facts={parameter: tuple(sorted(facts)) for parameter, facts in asked.items()},
        ends=ends or {},
        any_of=any_of or {},
        decided=decided or NOTHING_DECIDED,
        renewed=_renewed(kept),
    )


def _renewed(versions: Iterable[CompiledVersion]) -> frozenset[str]:
    annexed = Counter(parent for version in versions if version.is_guideline for parent in version.parents)
    return frozenset(parent for parent, count in annexed.items() if count > 1)


def _as_decided(version: CompiledVersion, decided: Decided) -> CompiledVersion:
    """The version with its terms as officers decided that their words are read."""
    rules = {
        parameter: tuple(replace(rule, text=_read_as(rule.text, decided)) for rule in found)
        for parameter, found in version.rules.items()
    }
    return replace(version, rules=rules)


def _read_as(rule: RuleText, decided: Decided) -> RuleText:
    """A term that does not roll anyway (a text says so, or cover) is left as it is."""
    options = (decided.option(reading, rule.parameter) for reading in rule.readings)
    roll = next((option.roll for option in options if option and option.roll is not None), None)
    if rule.term is None or not rule.term.roll or roll is None:
        return rule
    return replace(rule, term=replace(rule.term, roll=roll))


def _start(started: dict[str, set[str]], parameter: str, event: str, any_of: Mapping[str, tuple[str, ...]]) -> None:
    for one in (event, *any_of.get(event, ())):
        started.setdefault(one, set()).add(parameter)


def limit_codes(limits: Iterable[Limit]) -> list[dict[str, str]]:
    """Limits as codes for a trace."""
    return [{"name": limit.name, "op": limit.op, "value": str(limit.value), "unit": limit.unit} for limit in limits]


def span_codes(term: Span | None) -> dict[str, object] | None:
    """A term as codes for a trace."""
    if term is None:
        return None
    return {"value": term.value, "unit": term.unit, "direction": term.direction, "roll": term.roll}
