"""Starting deadlines."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.audit.public import Event, JSONValue, record
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.errors import NobodyObliged
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.resolver import ResolvedDuty, resolver
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.tenancy.public import Actor

from .reckoning import arm, reckon, store_computation

Obliged = Mapping[str, UUID | None]


@transaction.atomic
def start_duties(
    *, dossier: Dossier, event: Event, obliged: Obliged, by: Actor, facts: Mapping[str, str] | None = None
) -> list[Deadline]:
    """Starts every clock that the pinned rules attach to `event` in the dossier's project.

    `obliged` names the organisation behind each actor word of the rules; None behind a word: a waiting time that
    nobody can be late by, not started. NobodyObliged when a duty's actor is missing. Where two texts set one duty
    (LEGAL.md, dual) both run. The same event starts a duty once, however often this is called.
    """
    return [deadline for deadline, _is_new in start(dossier=dossier, event=event, obliged=obliged, facts=facts, by=by)]


def start(
    *, dossier: Dossier, event: Event, obliged: Obliged, facts: Mapping[str, str] | None, by: Actor
) -> list[tuple[Deadline, bool]]:
    """The deadlines that `event` has started, each with whether it is new."""
    duties = resolver().duties(
        project_dossier_id=dossier.parent_project_id or dossier.pk,
        event=event.code,
        on=event.occurred_at.astimezone(CIVIL_ZONE).date(),
        facts=facts or {},
    )
    bearers: list[tuple[ResolvedDuty, UUID]] = []
    for duty in duties:
        if duty.obliged not in obliged:
            raise NobodyObliged(rule=duty.citation)
        if (bearer := obliged[duty.obliged]) is not None:
            bearers.append((duty, bearer))
    return [_start(duty=duty, dossier=dossier, event=event, obliged_id=bearer, by=by) for duty, bearer in bearers]


def _start(*, duty: ResolvedDuty, dossier: Dossier, event: Event, obliged_id: UUID, by: Actor) -> tuple[Deadline, bool]:
    due = reckon(duty.term, event.occurred_at)
    deadline, is_new = Deadline.objects.get_or_create(
        city_id=by.tenant_id,
        dossier=dossier,
        duty=duty.duty,
        started_by=event,
        rule_id=duty.rule_id,
        defaults={
            "citation": duty.citation,
            "obliged_id": obliged_id,
            "basis": duty.basis,
            "term_value": duty.term.value or 0,
            "term_unit": duty.term.unit,
            "term_direction": duty.term.direction,
            "term_rolls": duty.term.roll,
            "started_at": event.occurred_at,
            "unrolled_at": due.unrolled_at,
            "due_at": due.due_at,
            "provisional": due.provisional,
            "drives_service": duty.drives_service,
            "trace_hash": duty.trace_hash,
            "computation_hash": store_computation(due),
        },
    )
    if is_new:
        arm(deadline, due)
        _record_start(deadline, by=by, at=event.occurred_at)
    return deadline, is_new


def _record_start(deadline: Deadline, *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        "due_at": deadline.due_at.isoformat(),
        # What replay builds the term from again (services/replaying.py).
        "event": str(deadline.started_by_id),
        "obliged": str(deadline.obliged_id),
        "trace": deadline.trace_hash,
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.STARTED, by=by, at=at, payload=payload)
