"""Starting and meeting deadlines. Every lock is taken timer first, as the sweep does, so the two cannot deadlock."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.audit.public import Event, JSONValue, record
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.errors import NobodyObliged, TwoTermsForOneDuty
from idi_platform.deadlines.ladder import ladder
from idi_platform.deadlines.models import Computation, Deadline, DeadlineTimer
from idi_platform.deadlines.resolver import ResolvedDuty, resolver
from idi_platform.deadlines.rules.calendar import Calendar
from idi_platform.deadlines.rules.legal_clock import Due, compute
from idi_platform.deadlines.rules.plan import plan
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.tenancy.public import Actor


@transaction.atomic
def start_duties(
    *, dossier: Dossier, event: Event, obliged: Mapping[str, UUID], by: Actor, facts: Mapping[str, str] | None = None
) -> list[Deadline]:
    """Starts every clock that the pinned rules attach to `event` in the dossier's project.

    `obliged` names the organisation behind each actor word of the rules. NobodyObliged when a duty's actor is missing;
    TwoTermsForOneDuty when two texts set one duty (LEGAL.md, dual): a row holds one, and neither may vanish silently.
    The same event starts a duty once, however often this is called.
    """
    duties = resolver().duties(
        project_dossier_id=dossier.parent_project_id or dossier.pk,
        event=event.code,
        on=event.occurred_at.astimezone(CIVIL_ZONE).date(),
        facts=facts or {},
    )
    started: dict[str, ResolvedDuty] = {}
    for duty in duties:
        if duty.obliged not in obliged:
            raise NobodyObliged(rule=duty.citation)
        if (other := started.setdefault(duty.duty, duty)) is not duty:
            raise TwoTermsForOneDuty(field=duty.duty, rule=f"{other.citation} · {duty.citation}")
    calendar = civil_calendar()
    return [
        _start(duty=duty, dossier=dossier, event=event, obliged_id=obliged[duty.obliged], calendar=calendar, by=by)
        for duty in duties
    ]


def _start(
    *, duty: ResolvedDuty, dossier: Dossier, event: Event, obliged_id: UUID, calendar: Calendar, by: Actor
) -> Deadline:
    due = compute(duty.term, event.occurred_at, calendar)
    deadline, is_new = Deadline.objects.get_or_create(
        city_id=by.tenant_id,
        dossier=dossier,
        duty=duty.duty,
        started_by=event,
        defaults={
            "rule_id": duty.rule_id,
            "citation": duty.citation,
            "obliged_id": obliged_id,
            "basis": duty.basis,
            "term_value": duty.term.value or 0,
            "term_unit": duty.term.unit,
            "started_at": event.occurred_at,
            "unrolled_at": due.unrolled_at,
            "due_at": due.due_at,
            "provisional": due.provisional,
            "trace_hash": duty.trace_hash,
            "computation_hash": store_computation(due),
        },
    )
    if is_new:
        _arm(deadline, due, calendar)
        record(
            dossier_id=dossier.pk,
            code=EventCode.STARTED,
            by=by,
            at=event.occurred_at,
            payload={"deadline": str(deadline.pk), "duty": duty.duty, "due_at": due.due_at.isoformat()},
        )
    return deadline


def _arm(deadline: Deadline, due: Due, calendar: Calendar) -> None:
    instants = plan(due, ladder(), calendar=calendar, started_at=deadline.started_at)
    DeadlineTimer.objects.create(
        deadline=deadline,
        city_id=deadline.city_id,
        plan=list(instants.instants),
        due_step=instants.due_step,
        fire_at=instants.instants[0],
    )


def store_computation(due: Due) -> str:
    """Stores the clock's steps once under the SHA-256 of their canonical JSON, and returns that hash."""
    body = json.dumps([step.as_row() for step in due.steps], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    Computation.objects.bulk_create([Computation(sha256=sha256, body=body)], ignore_conflicts=True)
    return sha256


@transaction.atomic
def meet(
    *, dossier: Dossier, duty: str, by: Actor, at: datetime, recorded_at: datetime | None = None
) -> Deadline | None:
    """Records that an open duty of the dossier was done at `at`; late or in time is read from the dates.

    Of several open ones the oldest is met. None when no such duty is open: doing more than the law asks is no error.
    An act in time that is entered (at business time `recorded_at`, by default `at`) after the sweep has marked the miss
    takes the mark away, and leaves an event of its own: people have been told of a miss.
    """
    timer = (
        DeadlineTimer.objects.select_for_update(of=("self",))
        .filter(city_id=by.tenant_id, deadline__dossier=dossier, deadline__duty=duty, deadline__closed_at=None)
        .order_by("deadline_id")
        .first()
    )
    if timer is None:
        return None
    deadline = Deadline.objects.select_for_update().get(pk=timer.pk)
    timer.delete()
    was_marked = deadline.missed_at is not None
    deadline.met_at = deadline.closed_at = at
    deadline.missed_at = deadline.due_at if deadline.is_missed(at) else None
    deadline.save(update_fields=["met_at", "closed_at", "missed_at"])
    _record_end(
        deadline, by=by, at=at, recorded_at=recorded_at or at, is_withdrawn=was_marked and not deadline.missed_at
    )
    return deadline


def _record_end(deadline: Deadline, *, by: Actor, at: datetime, recorded_at: datetime, is_withdrawn: bool) -> None:
    told: dict[str, JSONValue] = {"deadline": str(deadline.pk), "duty": deadline.duty}
    code = EventCode.MET_LATE if deadline.missed_at else EventCode.MET
    ended = {**told, "mark_withdrawn": True} if is_withdrawn else told
    record(dossier_id=deadline.dossier_id, code=code, by=by, at=at, payload=ended)
    if is_withdrawn:
        withdrawn = {**told, "met_at": at.isoformat()}
        record(dossier_id=deadline.dossier_id, code=EventCode.MISS_WITHDRAWN, by=by, at=recorded_at, payload=withdrawn)
