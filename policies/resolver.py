"""This app's answer to deadlines: which duties an event starts for a project, and why."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from idi_platform.deadlines.public import Direction, ResolvedDuty, Term, Unit, register_resolver
from idi_platform.dossiers.public import Dossier
from policies.models import Pin
from policies.register import regime_of
from policies.rules.pack import Span
from policies.rules.resolve import Resolution, resolve, resolve_event
from policies.selectors import ExplanationView, explain, parameter_label
from policies.services.traces import keep_traces


class PolicyResolver:
    """Answers from the version pinned to the project, the nation's law, and the law of the event's day."""

    explanation_template = "policies/_explanation.html"

    def duties(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The terms that `event` starts on that civil day, their reasoning stored. Raises MissingFact.

        A project without a pin is answered by the law of the day and the nation's; its traces say so.
        """
        jurisdiction, pinned = _standing(project_dossier_id)
        found = resolve_event(regime_of(jurisdiction), event=event, on=on, facts=facts, pinned=pinned)
        traces = [resolution.trace(on) for resolution in found]
        keep_traces(traces)
        return tuple(_duty(resolution, trace.hash) for resolution, trace in zip(found, traces, strict=True))

    def label(self, duty: str) -> str:
        """What the reader's language calls a duty; its parameter key once the vocabulary has dropped it."""
        return parameter_label(duty)

    def explanation(self, trace_hash: str) -> ExplanationView | None:
        """The stored reasoning in the reader's language; None for an unknown hash."""
        return explain(trace_hash)


def resolve_parameter(
    *, project_dossier_id: UUID, parameter: str, on: date, facts: Mapping[str, str]
) -> tuple[tuple[Resolution, str], ...]:
    """The answers for one parameter of a project, each with its trace's hash; silence is an answer too."""
    jurisdiction, pinned = _standing(project_dossier_id)
    found = resolve(regime_of(jurisdiction), parameter=parameter, on=on, facts=facts, pinned=pinned)
    traces = [resolution.trace(on) for resolution in found]
    keep_traces(traces)
    return tuple((resolution, trace.hash) for resolution, trace in zip(found, traces, strict=True))


def _standing(project_dossier_id: UUID) -> tuple[str, str | None]:
    """The project's jurisdiction and the code of its pinned version."""
    jurisdiction = Dossier.objects.values_list("city__code", flat=True).get(pk=project_dossier_id)
    pinned = Pin.objects.filter(dossier_id=project_dossier_id).values_list("version__code", flat=True).first()
    return jurisdiction, pinned


def _duty(resolution: Resolution, trace_hash: str) -> ResolvedDuty:
    return ResolvedDuty(
        duty=resolution.parameter,
        obliged=resolution.obliged,
        term=_term(resolution.term),
        basis=resolution.basis,
        rule_id=resolution.rule,
        citation=resolution.citation,
        trace_hash=trace_hash,
    )


def _term(span: Span | None) -> Term:
    if span is None:
        raise ValueError(span)
    return Term(span.value, Unit(span.unit), Direction(span.direction), span.roll)


register_resolver(PolicyResolver())
