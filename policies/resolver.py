"""This app's answer to deadlines: which duties an event starts for a project, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from idi_platform.deadlines.public import (
    Corrected,
    Direction,
    RecomputationCause,
    ResolvedDuty,
    Term,
    Unit,
    register_resolver,
)
from idi_platform.dossiers.public import Dossier
from policies.contract_terms import contract_terms
from policies.deciding import decided_in, decisions_of
from policies.models import Trace
from policies.register import NATION, compiled_revision, regime_of
from policies.rules.pack import Span
from policies.rules.readings import readings, suspendable
from policies.rules.regime import ContractTerm, Regime
from policies.rules.replay import answers_again, day_of
from policies.rules.resolve import Resolution, resolve, resolve_event
from policies.rules.vocabulary import vocabulary
from policies.selectors import (
    ExplanationView,
    corrected_in,
    explain,
    parameter_label,
    reasoning,
    resting_on_earlier,
    resting_on_reading,
    stored_reasoning,
)
from policies.services.traces import keep_traces


class PolicyResolver:
    """Answers from the version pinned to the project, the nation's law, and the law of the event's day."""

    explanation_template = "policies/_explanation.html"

    def duties(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The terms that `event` starts on that civil day, their reasoning stored. Raises MissingFact.

        Two texts for one duty give both, the one that is better for the owner first, and that one drives service. A
        project without a pin is answered by the law of the day and the nation's; its traces say so.
        """
        return tuple(_duties(_kept(_answers(project_dossier_id, event, on, facts), on)))

    def foreseen(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The same, and nothing stored: the hash of each is that of a reasoning not kept."""
        found = _answers(project_dossier_id, event, on, facts)
        return tuple(_duties((resolution, resolution.trace(on).hash) for resolution in found))

    def anew(self, *, project_dossier_id: UUID, trace_hash: str, keep: bool) -> ResolvedDuty | None:
        """The answer of today's revisions to the same question; of two, that of the same rule. None for none."""
        told = stored_reasoning(trace_hash)
        if told is None:
            return None
        standing = standing_of(project_dossier_id)
        on = date.fromisoformat(told["on"])
        answers = resolve(
            standing.regime,
            parameter=told["parameter"],
            on=on,
            facts=told["facts"],
            pinned=told["pin"] or None,
            since=standing.since,
            contract=standing.contract,
        )
        timed = tuple(found for found in answers if found.is_clocked)
        told_how = _kept(timed, on) if keep else tuple((found, found.trace(on).hash) for found in timed)
        duties = list(_duties(told_how))
        return next((duty for duty in duties if duty.rule_id == told["rule"]), duties[0] if duties else None)

    def replayed(self, trace_hash: str) -> ResolvedDuty | None:
        """The stored reasoning computed again from the revisions it names; None when it gives another answer."""
        body = Trace.objects.filter(pk=trace_hash).values_list("body", flat=True).first()
        if body is None:
            return None
        on = day_of(body)
        answers = (found for found in answers_again(body, compiled_revision) if found.is_clocked)
        duties = _duties((found, found.trace(on).hash) for found in answers)
        return next((duty for duty in duties if duty.trace_hash == trace_hash), None)

    def corrected(self, jurisdiction: str) -> tuple[Corrected, ...]:
        """The nation's versions and the city's own that were corrected, and the readings that the city decided."""
        texts = tuple(
            Corrected(found.version.code, found.version.instrument.name, found.number, found.known_from)
            for found in corrected_in(jurisdiction)
        )
        newest = decisions_of(jurisdiction).order_by("reading_id", "-decided_at").distinct("reading_id")
        return texts + tuple(
            Corrected(found.reading_id, found.reading.title, 1, found.decided_at, RecomputationCause.READING)
            for found in newest.select_related("reading")
        )

    def resting_on_earlier(self, version: str) -> tuple[str, ...]:
        """Hashes of the reasonings that name an earlier revision than the newest; of a reading, all that rest on it."""
        return resting_on_reading(version) if version in readings() else resting_on_earlier(version)

    def is_suspendable(self, duty: str, trace_hash: str) -> bool:
        """Always, never, or as the officers of the reasoning's city decided the reading that it hangs on."""
        told = stored_reasoning(trace_hash)
        return suspendable(duty, decided_in(told["jurisdiction"] if told else NATION))[0]

    def label(self, duty: str) -> str:
        """What the reader's language calls a duty; its parameter key once the vocabulary has dropped it."""
        return parameter_label(duty)

    def known_duties(self) -> dict[str, str]:
        """The parameters whose term an event starts."""
        starting = [code for code, entry in vocabulary().parameters.items() if entry.event]
        return {code: label for label, code in sorted((parameter_label(code), code) for code in starting)}

    def explanation(self, trace_hash: str) -> ExplanationView | None:
        """The stored reasoning in the reader's language; None for an unknown hash."""
        return explain(trace_hash)

    def reasoning(self, trace_hash: str) -> Mapping[str, Any] | None:
        """The stored reasoning with the clause it rests on, as JSON; None for an unknown hash."""
        return reasoning(trace_hash)


def resolve_parameter(
    *, project_dossier_id: UUID, parameter: str, on: date, facts: Mapping[str, str]
) -> tuple[tuple[Resolution, str], ...]:
    """The answers for one parameter of a project, each with its trace's hash; silence is an answer too."""
    standing = standing_of(project_dossier_id)
    found = resolve(
        standing.regime,
        parameter=parameter,
        on=on,
        facts=facts,
        pinned=standing.pinned,
        since=standing.since,
        contract=standing.contract,
    )
    return _kept(found, on)


def resolve_on(
    *, jurisdiction: str, parameter: str, on: date, facts: Mapping[str, str], version: str | None = None
) -> tuple[tuple[Resolution, str], ...]:
    """What a jurisdiction's rules answer on a day without a project (GB/T 2260 code), each with its trace's hash.

    `version` names the version that governs; without it the city's version in force that day does, and where none is,
    the outcome says so. LookupError for a version that is not loaded.
    """
    regime = regime_of(jurisdiction)
    governing = regime.version(version) if version else regime.city_version(on)
    pinned = governing.code if governing else None
    return _kept(resolve(regime, parameter=parameter, on=on, facts=facts, pinned=pinned), on)


@dataclass(frozen=True, slots=True)
class Standing:
    """What answers for a project: its jurisdiction's rules, its pinned version since when, its contract's terms."""

    regime: Regime
    pinned: str | None
    since: date | None
    contract: tuple[ContractTerm, ...]


def standing_of(project_dossier_id: UUID) -> Standing:
    """Dossier.DoesNotExist for a project that is absent or of another city."""
    told = Dossier.objects.values_list("city__code", "pins__version__code", "pins__anchor_on")
    jurisdiction, pinned, since = told.get(pk=project_dossier_id)
    return Standing(regime_of(jurisdiction), pinned, since, contract_terms(project_dossier_id))


def _answers(project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]) -> tuple[Resolution, ...]:
    standing = standing_of(project_dossier_id)
    return resolve_event(
        standing.regime,
        event=event,
        on=on,
        facts=facts,
        pinned=standing.pinned,
        since=standing.since,
        contract=standing.contract,
    )


def _kept(found: tuple[Resolution, ...], on: date) -> tuple[tuple[Resolution, str], ...]:
    traces = [resolution.trace(on) for resolution in found]
    keep_traces(traces)
    return tuple((resolution, trace.hash) for resolution, trace in zip(found, traces, strict=True))


def _duties(found: Iterable[tuple[Resolution, str]]) -> Iterator[ResolvedDuty]:
    """Of several answers on one duty the first is the better one for the owner, and drives service."""
    told: set[str] = set()
    for resolution, trace_hash in found:
        yield _duty(resolution, trace_hash, drives_service=resolution.parameter not in told)
        told.add(resolution.parameter)


def _duty(resolution: Resolution, trace_hash: str, *, drives_service: bool) -> ResolvedDuty:
    return ResolvedDuty(
        duty=resolution.parameter,
        obliged=resolution.obliged,
        term=term_of(resolution.term),
        basis=resolution.basis,
        rule_id=resolution.rule,
        citation=resolution.citation,
        trace_hash=trace_hash,
        drives_service=drives_service,
    )


def term_of(span: Span | None) -> Term:
    """The span as the legal clock takes it. ValueError for none."""
    if span is None:
        raise ValueError(span)
    direction = Direction(span.direction)
    return Term(span.value, Unit(span.unit), direction, span.roll) if span.unit else Term(None, direction=direction)


register_resolver(PolicyResolver())
