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
from .reckoning import locked, move_date, reckon


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
    pauses = list(deadline.pauses.all())
    if any(pause.from_at < started_at for pause in pauses):
        raise PauseTime(field="happened_at")
    deadline.started_at = started_at
    told = move_date(deadline, reckon(deadline.term, started_at, pauses), at=at, also=("started_at",))
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        "started_at": started_at.isoformat(),
        **told,
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.RECOMPUTED, by=by, at=at, payload=payload)
