"""From a term and its pauses to a stored computation and an armed timer: what every service here ends in."""

import hashlib
import json
from collections.abc import Collection, Sequence
from datetime import datetime

from idi_platform.audit.public import JSONValue
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.models import Computation, Deadline, DeadlinePlan, DeadlineTimer, Move, Pause, Recomputation
from idi_platform.deadlines.rules.legal_clock import Due, Suspended, Suspension, Term, compute
from idi_platform.deadlines.rules.plan import Ladder, Plan, plan
from idi_platform.deadlines.standing import Standing, ladder_for
from idi_platform.tenancy.public import Actor

_RECKONED = ("unrolled_at", "due_at", "provisional", "computation_hash", "missed_at", "plan_version")


def locked(*, by: Actor, **wanted: object) -> list[Deadline]:
    """The open deadlines that fit, oldest first, each locked with its timer.

    Every lock is taken timer first, as the sweep does, so the two cannot deadlock. `wanted` are conditions on the
    deadline; they are read anew under the lock.
    """
    mine = DeadlineTimer.objects.select_for_update(of=("self",)).filter(city_id=by.tenant_id)
    of_these = {f"deadline__{condition}": value for condition, value in wanted.items()}
    ids = list(mine.filter(**of_these).order_by("deadline_id").values_list("deadline_id", flat=True))
    return list(
        Deadline.objects.select_for_update(of=("self",))
        .select_related("timer", "obliged", "dossier")
        .filter(city_id=by.tenant_id, pk__in=ids, closed_at=None, **wanted)
        .order_by("pk")
    )


def reckon(term: Term, started_at: datetime, pauses: Collection[Pause] = ()) -> Due:
    """When the term ends, the finished pauses deducted; one that still lasts says nothing yet."""
    due = due_of(term, started_at, [pause.suspension for pause in pauses if pause.to_at])
    if isinstance(due, Suspended):
        raise ValueError(due)
    return due


def due_of(term: Term, event_at: datetime, suspensions: Sequence[Suspension] = ()) -> Due | Suspended:
    """When the term ends by the loaded calendar; Suspended while a stop is open. Raises the legal clock's errors."""
    return compute(term, event_at, civil_calendar(), suspensions)


def computation_of(due: Due) -> tuple[str, str]:
    """The canonical JSON of the clock's steps, behind its SHA-256."""
    body = json.dumps([step.as_row() for step in due.steps], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(body.encode()).hexdigest(), body


def store_computation(due: Due) -> str:
    """Stores the clock's steps once under the SHA-256 of their canonical JSON, and returns that hash."""
    sha256, body = computation_of(due)
    Computation.objects.bulk_create([Computation(sha256=sha256, body=body)], ignore_conflicts=True)
    return sha256


def arm(deadline: Deadline, due: Due) -> None:
    """Gives a new deadline its timer."""
    standing = standing_for(deadline)
    planned = plan_by(standing, deadline, due)
    _keep_plan(deadline, planned, standing)
    DeadlineTimer.objects.create(
        deadline=deadline,
        city_id=deadline.city_id,
        plan=list(planned.instants),
        due_step=planned.due_step,
        fire_at=None if deadline.suspended_since else planned.instants[0],
    )


def rearm(deadline: Deadline, due: Due, *, at: datetime) -> None:
    """A new plan, by the ladder that speaks now. Reminders told under the old plan are not told again.

    Of the same ladder as many reminders are left as were left before, of another one all; none lies behind `at`.
    """
    standing, timer = standing_for(deadline), deadline.timer
    planned = plan_by(standing, deadline, due)
    left = max(0, timer.due_step - timer.step)
    step = max(0, planned.due_step - left) if is_planned_by(standing, deadline) else 0
    while step < planned.due_step and planned.instants[step] <= at:
        step += 1
    timer.plan_version = deadline.plan_version
    timer.plan, timer.due_step, timer.step = list(planned.instants), planned.due_step, step
    timer.fire_at, timer.quarantined = planned.instants[step], ""
    timer.save(update_fields=["plan_version", "plan", "due_step", "step", "fire_at", "quarantined"])
    _keep_plan(deadline, planned, standing)


def move_date(deadline: Deadline, due: Due, *, at: datetime, also: Collection[str] = ()) -> dict[str, JSONValue]:
    """A new date and plan for a locked deadline; `also` are further columns that changed. Both values, for the record.

    A miss that was marked is unmarked; if it stands under the new date, the sweep marks it again.
    """
    was: dict[str, JSONValue] = {
        "was_due_at": deadline.due_at.isoformat(),
        "was_computation": deadline.computation_hash,
    }
    deadline.unrolled_at, deadline.due_at, deadline.provisional = due.unrolled_at, due.due_at, due.provisional
    deadline.computation_hash = store_computation(due)
    deadline.missed_at = None
    deadline.plan_version += 1
    deadline.save(update_fields=[*_RECKONED, *also])
    rearm(deadline, due, at=at)
    if deadline.suspended_since is not None:
        hold([deadline.timer])
    return {**was, "due_at": deadline.due_at.isoformat(), "computation": deadline.computation_hash}


def keep_before(deadline: Deadline, row: Recomputation, *, at: datetime) -> Move:
    """What a locked deadline is before `row` moves it, not saved yet: the new date is the caller's to add."""
    return Move(
        city_id=deadline.city_id,
        recomputation=row,
        deadline=deadline,
        was_due_at=deadline.due_at,
        was_citation=deadline.citation,
        was_trace_hash=deadline.trace_hash,
        was_computation_hash=deadline.computation_hash,
        moved_at=at,
    )


def hold(timers: Sequence[DeadlineTimer]) -> None:
    """Silences timers whose terms stand still; their place in the plan is kept."""
    DeadlineTimer.objects.filter(pk__in=[timer.pk for timer in timers]).update(fire_at=None)


def standing_for(deadline: Deadline) -> Standing:
    """The ladder that speaks about the term if it is planned now."""
    return ladder_for(city_id=deadline.city_id, duty=deadline.duty, basis=deadline.basis)


def plan_by(standing: Standing, deadline: Deadline, due: Due) -> Plan:
    """The side of a dual duty that does not drive the service tells its miss and nothing else."""
    ladder = standing.ladder
    if not deadline.drives_service:
        ladder = Ladder(at_miss=ladder.at_miss)
    return plan(due, ladder, calendar=civil_calendar(), started_at=deadline.started_at)


def is_planned_by(standing: Standing, deadline: Deadline) -> bool:
    """Whether the plan that the timer holds was made by that ladder."""
    kept = DeadlinePlan.objects.filter(city_id=deadline.city_id, deadline=deadline, ladder=standing.ladder_id)
    return kept.filter(version=deadline.timer.plan_version).exists()


def _keep_plan(deadline: Deadline, planned: Plan, standing: Standing) -> None:
    DeadlinePlan.objects.create(
        city_id=deadline.city_id,
        deadline=deadline,
        version=deadline.plan_version,
        ladder=standing.row,
        due_step=planned.due_step,
        instants=list(planned.instants),
        tells=[int(audience) for audience in planned.tells],
    )
