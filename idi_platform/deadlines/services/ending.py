"""How deadlines end: met, replaced by another term, or no longer owed."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from idi_platform.audit.public import Event, JSONValue, record
from idi_platform.deadlines.constants import Closing, EventCode
from idi_platform.deadlines.errors import NothingToReplace
from idi_platform.deadlines.models import Deadline, Pause
from idi_platform.deadlines.resolver import resolver
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor

from .pausing import run_on, stop
from .reckoning import hold, locked
from .running import Obliged, start


@transaction.atomic
def meet(
    *,
    dossier: Dossier,
    duty: str,
    by: Actor,
    at: datetime,
    recorded_at: datetime | None = None,
    started_by: Event | None = None,
) -> Deadline | None:
    """Records that an open duty of the dossier was done at `at`; late or in time is read from the dates.

    Of several open ones that of the event `started_by`, without it the oldest, is met, with every other text's term for
    it that the same event started, each in time or late by its own date; returned is the one that drives the service.
    None when no such duty is open: doing more than the law asks is no error.
    An act in time that is entered (at business time `recorded_at`, by default `at`) after the sweep has marked the miss
    takes the mark away, and leaves an event of its own: people have been told of a miss.
    """
    found = locked(by=by, dossier=dossier, duty=duty, **({"started_by": started_by} if started_by else {}))
    sides = [deadline for deadline in found if deadline.started_by_id == found[0].started_by_id]
    for deadline in sides:
        was_marked = deadline.missed_at is not None
        _close(deadline, Closing.MET, by=by, at=at, recorded_at=recorded_at or at)
        _record_met(deadline, by=by, at=at, recorded_at=recorded_at or at, is_withdrawn=was_marked)
    return min(sides, key=lambda deadline: not deadline.drives_service, default=None)


@transaction.atomic
def supersede(
    *,
    dossier: Dossier,
    event: Event,
    duties: Collection[str],
    obliged: Obliged,
    facts: Mapping[str, str],
    reason: str,
    by: Actor,
    at: datetime,
) -> list[Deadline]:
    """Closes the open `duties` as replaced and starts what `event` starts under the new `facts`; returns the new ones.

    A request for documents that stopped a replaced term stops the new one from the same moment, where the rules let
    it: what was deducted, or stands still, is so still. A term that was missed before stays missed. NothingToReplace
    when none of `duties` is open or `event` starts nothing new: no duty is left without a clock.
    """
    closed = locked(by=by, dossier=dossier, duty__in=list(duties))
    pauses = list(Pause.objects.filter(city_id=by.tenant_id, deadline__in=closed))
    owed = start(dossier=dossier, event=event, obliged=obliged, facts=facts, by=by)
    started = [deadline for deadline, is_new in owed if is_new]
    if not closed or not started:
        raise NothingToReplace(field=", ".join(duties))
    for deadline in closed:
        _close(deadline, Closing.SUPERSEDED, by=by, at=at, recorded_at=at)
        _record_end(deadline, EventCode.SUPERSEDED, by=by, at=at, reason=reason)
    for deadline in started:
        _carry_over(pauses, deadline, by=by, at=at)
    return started


@transaction.atomic
def cancel(*, dossier: Dossier, duties: Collection[str] | None, reason: str, by: Actor, at: datetime) -> int:
    """Closes the open `duties` of the dossier (None: all of them) as no longer owed; how many.

    One that was missed before stays missed.
    """
    found = locked(by=by, dossier=dossier, **({} if duties is None else {"duty__in": list(duties)}))
    for deadline in found:
        _close(deadline, Closing.CANCELLED, by=by, at=at, recorded_at=at)
        _record_end(deadline, EventCode.CANCELLED, by=by, at=at, reason=reason)
    return len(found)


def cancel_anchored(event: Event, *, reason: str, by: Actor, at: datetime) -> None:
    """Closes the open terms that an event started, when it never happened. One that was missed before stays missed."""
    for deadline in locked(by=by, started_by=event):
        _close(deadline, Closing.CANCELLED, by=by, at=at, recorded_at=at)
        _record_end(deadline, EventCode.CANCELLED, by=by, at=at, reason=reason)


def _close(deadline: Deadline, closing: Closing, *, by: Actor, at: datetime, recorded_at: datetime) -> None:
    """Ends one locked deadline. One that stands still runs on first, so that its date is known."""
    if deadline.suspended_since is not None:
        run_on(deadline, to_at=at, by=by, at=recorded_at)
    deadline.timer.delete()
    deadline.closed_at, deadline.closed_as = at, closing
    if closing is Closing.MET:
        deadline.met_at = at
    deadline.missed_at = deadline.due_at if deadline.is_missed(at) else None
    deadline.save(update_fields=["met_at", "closed_at", "closed_as", "missed_at"])


def _carry_over(pauses: Collection[Pause], deadline: Deadline, *, by: Actor, at: datetime) -> None:
    """The one request of the term before, for the term that took its place."""
    if not resolver().is_suspendable(deadline.duty, deadline.trace_hash):
        return
    carried: set[str] = set()
    for pause in pauses:
        if pause.cause in carried:
            continue
        carried.add(pause.cause)
        stop(deadline, cause=pause.cause, document_id=pause.document_id, from_at=pause.from_at, by=by, at=at)
        if pause.to_at is not None:
            run_on(deadline, to_at=pause.to_at, by=by, at=at)
    if deadline.suspended_since is not None:
        hold([deadline.timer])


def _record_met(deadline: Deadline, *, by: Actor, at: datetime, recorded_at: datetime, is_withdrawn: bool) -> None:
    told: dict[str, JSONValue] = {"deadline": str(deadline.pk), "duty": deadline.duty}
    code = EventCode.MET_LATE if deadline.missed_at else EventCode.MET
    is_withdrawn = is_withdrawn and deadline.missed_at is None
    ended = {**told, "mark_withdrawn": True} if is_withdrawn else told
    record(dossier_id=deadline.dossier_id, code=code, by=by, at=at, payload=ended)
    if is_withdrawn:
        withdrawn = {**told, "met_at": at.isoformat()}
        record(dossier_id=deadline.dossier_id, code=EventCode.MISS_WITHDRAWN, by=by, at=recorded_at, payload=withdrawn)


def _record_end(deadline: Deadline, code: EventCode, *, by: Actor, at: datetime, reason: str) -> None:
    payload: dict[str, JSONValue] = {"deadline": str(deadline.pk), "duty": deadline.duty, "reason": reason}
    record(dossier_id=deadline.dossier_id, code=code, by=by, at=at, payload=payload)
