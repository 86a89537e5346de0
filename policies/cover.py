"""What is covered in a project, and from when: the catalogue that an insurance policy writes its windows from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from idi_platform.registry.public import MilestoneKind
from policies.resolver import standing_of
from policies.rules.cover_parts import CoverPart, cover_parts
from policies.rules.pack import Span
from policies.rules.resolve import Resolution
from policies.rules.vocabulary import vocabulary
from policies.selectors import label_of, parameter_label
from policies.services.traces import keep_traces


@dataclass(frozen=True, slots=True)
class CoverTerm:
    """One component: how long it is covered (`period`), and how long after `anchor` that begins (`wait`).

    `anchor` is a MilestoneKind value, empty while unknown; completion filing is never read as acceptance (LEGAL.md).
    `is_open`: something is left to the contract and no ContractTerm supplies it yet; supply it under `parameter`
    (period) or `wait_parameter` (wait). Bases and citations are empty where there is no value.
    """

    component: str
    label: str
    outcome: str
    period: Span | None
    wait: Span | None
    anchor: str
    basis: str
    citation: str
    trace_hash: str
    wait_basis: str
    wait_citation: str
    wait_trace_hash: str
    parameter: str
    wait_parameter: str

    @property
    def is_open(self) -> bool:
        return self.period is None or self.wait is None or not self.anchor


def cover_terms(*, project_dossier_id: UUID, on: date) -> tuple[CoverTerm, ...]:
    """Every component covered by the version pinned to the project and by its contract, reasoning stored.

    Nothing for a project without pin and without contract terms.
    """
    standing = standing_of(project_dossier_id)
    parts = cover_parts(standing.regime, on=on, pinned=standing.pinned, contract=standing.contract)
    keep_traces(answer.trace(on) for part in parts for answer in (part.period, part.wait))
    return tuple(_term(part, on) for part in parts)


def _term(part: CoverPart, on: date) -> CoverTerm:
    period, wait = part.period, part.wait
    components = vocabulary().components
    known = part.component in components
    return CoverTerm(
        component=part.component,
        label=label_of(components, part.component) if known else parameter_label(period.parameter),
        outcome=period.outcome,
        period=_settled(period),
        wait=_settled(wait),
        anchor=wait.trigger if wait.trigger in MilestoneKind.values else "",
        basis=period.basis,
        citation=period.citation,
        trace_hash=period.trace(on).hash,
        wait_basis=wait.basis,
        wait_citation=wait.citation,
        wait_trace_hash=wait.trace(on).hash,
        parameter=period.parameter,
        wait_parameter=wait.parameter,
    )


def _settled(answer: Resolution) -> Span | None:
    """A bound is no value: what the contract agrees within it is."""
    return None if answer.is_bound or not answer.is_clocked else answer.term
