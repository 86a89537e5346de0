"""What becomes of the terms that a corrected event started: reckoned anew from the true moment, or no longer owed.

Their rule, reading and length stay those of the day they began: another text for the new day is a new decision.
"""

from datetime import datetime

from idi_platform.audit.public import Correction, Event, JSONValue, record
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.errors import PauseTime
from idi_platform.deadlines.models import Deadline
from idi_platform.tenancy.public import Actor

from .ending import cancel_anchored
from .reckoning import hold, locked, rearm, reckon, store_computation

_RECKONED = ("started_at", "unrolled_at", "due_at", "provisional", "computation_hash", "missed_at", "plan_version")


def has_started_terms(event: Event) -> bool:
    """Whether a term, open or ended, runs from the event."""
    return Deadline.objects.filter(city_id=event.city_id, started_by=event).exists()


def follow_correction(correction: Correction, *, by: Actor, at: datetime) -> None:
    """Open terms follow the correction; ended ones stay as they ended, and their page tells of it. PauseTime."""
    if correction.happened_at is None:
        cancel_anchored(correction.event, reason=correction.reason, by=by, at=at)
        return
    for deadline in locked(by=by, started_by=correction.event):
        _reckon_from(correction.happened_at, deadline, by=by, at=at)


def _reckon_from(started_at: datetime, deadline: Deadline, *, by: Actor, at: datetime) -> None:
    """A miss that was marked is unmarked; if it stands under the new date, the sweep marks it again."""
    pauses = list(deadline.pauses.all())
    if any(pause.from_at < started_at for pause in pauses):
        raise PauseTime(field="happened_at")
    was: dict[str, JSONValue] = {
        "was_due_at": deadline.due_at.isoformat(),
        "was_computation": deadline.computation_hash,
    }
    due = reckon(deadline.term, started_at, pauses)
    deadline.started_at, deadline.missed_at = started_at, None
    deadline.unrolled_at, deadline.due_at, deadline.provisional = due.unrolled_at, due.due_at, due.provisional
    deadline.computation_hash = store_computation(due)
    deadline.plan_version += 1
    deadline.save(update_fields=_RECKONED)
    rearm(deadline, due, at=at)
    if deadline.suspended_since is not None:
        hold([deadline.timer])
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        **was,
        "due_at": deadline.due_at.isoformat(),
        "computation": deadline.computation_hash,
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.RECOMPUTED, by=by, at=at, payload=payload)
