"""From a question to its value, basis and reasoning: nation → city → guideline → contract (DESIGN.md §4, LEGAL.md).

Pure. A question is planned once per period between two boundaries of validity; the plan then answers any day in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Basis
from idi_platform.tenancy.public import DomainError
from policies.constants import Merge, Outcome, Took

from .governing import Question, city_candidates, city_silence, national_candidate, passed_over
from .merging import Merged, merge_sides
from .pack import Limit, RuleText, Span
from .regime import ContractTerm, Regime, limit_codes, span_codes
from .trace import SCHEMA, Trace, TraceForm

_PLANS_KEPT = 20_000
_VALUE = (Outcome.VALUE, "")


class MissingFact(DomainError):
    """A duty depends on a fact of the case that nobody told."""

    code = "need_fact"
    message = _("The term cannot be determined: a fact of the case is missing.")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one parameter. `outcome` VALUE without a term means: the text asks it, but gives no number.

    `is_bound`: the term is only the bound of what a contract has to agree, and none has agreed anything within it.
    `basis` is one of in_force, contract, carried, national; empty without a value. `citation` names text and article.
    """

    parameter: str
    outcome: str
    reason: str
    basis: str
    term: Span | None
    limits: tuple[Limit, ...]
    is_bound: bool
    trigger: str
    effect: str
    obliged: str
    rule: str
    citation: str
    form: TraceForm

    @property
    def is_clocked(self) -> bool:
        """Whether a clock can count it: "before" an event without a number is a bound, and no clock."""
        return self.term is not None and self.term.is_counted

    def trace(self, on: date) -> Trace:
        """The reasoning for that day, hashed."""
        return self.form.on(on.isoformat())


def resolve(
    regime: Regime,
    *,
    parameter: str,
    on: date,
    facts: Mapping[str, str],
    pinned: str | None = None,
    since: date | None = None,
    contract: tuple[ContractTerm, ...] = (),
) -> tuple[Resolution, ...]:
    """The answers for `parameter` on a civil day: one, or two of a dual rule with two versions (owner-better first).

    `facts` are read only where a rule asks for one; `since`, the day of the pin, only where a guideline of the pinned
    version was renewed.
    """
    asked = regime.asked_facts.get(parameter, ())
    told = tuple((fact, facts.get(fact) or regime.defaults.get(fact, "")) for fact in asked)
    agreed = next((term for term in contract if term.parameter == parameter), None)
    asked_since = since if pinned in regime.renewed else None
    key = (pinned, asked_since, regime.period(on), parameter, told, agreed)
    found: tuple[Resolution, ...] | None = regime.cache.get(key)
    if found is None:
        if len(regime.cache) >= _PLANS_KEPT:
            regime.cache.clear()
        question = Question(parameter, dict(told), pinned or "", asked_since)
        found = regime.cache[key] = _plan(regime, question, on, agreed)
    return found


def resolve_event(
    regime: Regime,
    *,
    event: str,
    on: date,
    facts: Mapping[str, str],
    pinned: str | None = None,
    since: date | None = None,
    contract: tuple[ContractTerm, ...] = (),
) -> tuple[Resolution, ...]:
    """The terms that `event` starts on that day. MissingFact rather than a clock that silently does not start."""
    started = []
    for parameter in regime.started_by.get(event, ()):
        answers = resolve(
            regime, parameter=parameter, on=on, facts=facts, pinned=pinned, since=since, contract=contract
        )
        for found in answers:
            if found.outcome == Outcome.NEED_FACT:
                raise MissingFact(field=found.reason, rule=found.citation or parameter)
            if found.is_clocked and regime.is_started_by(event, found.trigger):
                started.append(found)
    return tuple(started)


def _plan(regime: Regime, asked: Question, on: date, agreed: ContractTerm | None) -> tuple[Resolution, ...]:
    nation = national_candidate(regime, asked.parameter, on, asked.facts)
    city = city_candidates(regime, asked, on)
    better = regime.better.get(asked.parameter, "")
    if agreed and nation is None and not city and _is_about_other_cases(regime, asked, on):
        agreed = None
    merged = merge_sides(nation, city, agreed, better)
    silence = city_silence(regime, on, asked.pin or None)
    return tuple(_resolution(regime, on, asked, found, silence) for found in _ordered(merged, better))


def _is_about_other_cases(regime: Regime, asked: Question, on: date) -> bool:
    """Whether a text that governs has the parameter, only not for this case: a contract's term is not for it either."""
    layers = passed_over(regime, asked, (), on)
    return any(layer["took"] == Took.NOT_APPLICABLE for layer in layers)


def _ordered(merged: list[Merged], better: str) -> list[Merged]:
    """The owner-better first: it drives service, never by itself a breach. Of equals, that in force; no term: last."""
    sign = -1 if better == "longer" else 1
    return sorted(
        merged, key=lambda found: (found.term is None, sign * found.nominal_days, found.basis == Basis.CARRIED)
    )


def _resolution(regime: Regime, on: date, asked: Question, merged: Merged, silence: tuple[Outcome, str]) -> Resolution:
    parameter = asked.parameter
    winner = merged.winner
    layers = [*merged.layers, *passed_over(regime, asked, merged.layers, on)]
    outcome, reason = _VALUE if winner or merged.contract else _why_silent(regime, parameter, layers, silence)
    rule = winner.rule.text if winner and winner.rule else None
    if winner and winner.missing_fact:
        outcome, reason = Outcome.NEED_FACT, winner.missing_fact
    term = merged.term if outcome == Outcome.VALUE else None
    basis = merged.basis if outcome == Outcome.VALUE else ""
    limits = rule.limits if rule and outcome == Outcome.VALUE else ()
    cited = winner if winner and winner.rule else None
    decided = regime.decided_of(parameter, [str(layer.get("version", "")) for layer in layers])
    return Resolution(
        parameter=parameter,
        outcome=outcome.value,
        reason=reason,
        basis=basis,
        term=term,
        limits=limits,
        is_bound=bool(rule and rule.merge == Merge.BOUND and not merged.is_agreed),
        trigger=_trigger(regime, parameter, rule, merged),
        effect=rule.effect if rule else "",
        obliged=_obliged(rule, merged),
        rule=rule.code if rule else "",
        citation=f"《{cited.version.title}》{cited.rule.article}" if cited and cited.rule else "",
        form=TraceForm.of(
            {
                "schema": SCHEMA,
                "jurisdiction": regime.jurisdiction,
                "parameter": parameter,
                "facts": dict(asked.facts),
                "pin": asked.pin,
                "better": regime.better.get(parameter, ""),
                "outcome": outcome.value,
                "reason": reason,
                "basis": basis,
                "term": span_codes(term),
                "limits": limit_codes(limits),
                "rule": rule.code if rule else "",
                "readings": list(rule.readings) if rule else [],
                "layers": layers,
                **({"decided": decided} if decided else {}),
                **({"since": asked.since.isoformat()} if asked.since else {}),
            }
        ),
    )


def _obliged(rule: RuleText | None, merged: Merged) -> str:
    if rule:
        return rule.actors[0]
    return merged.contract.obliged if merged.contract else ""


def _trigger(regime: Regime, parameter: str, rule: RuleText | None, merged: Merged) -> str:
    """The event that the answer counts from: the text says, else the contract, else the vocabulary."""
    if rule:
        return rule.trigger
    return (merged.contract and merged.contract.anchor) or regime.event_of.get(parameter, "")


def _why_silent(
    regime: Regime, parameter: str, layers: list[dict[str, object]], silence: tuple[Outcome, str]
) -> tuple[Outcome, str]:
    """A text that has a rule, only not for this case, is not silent; nor one that leaves it to a text not loaded."""
    for layer in layers:
        if layer["took"] == Took.LEFT_TO_PARENT:
            return Outcome.PARENT_NOT_LOADED, regime.version(str(layer["version"])).left_to(parameter)
    if silence[0] == Outcome.NO_RULE and any(layer["took"] == Took.NOT_APPLICABLE for layer in layers):
        return Outcome.NO_RULE, Took.NOT_APPLICABLE.value
    return silence
