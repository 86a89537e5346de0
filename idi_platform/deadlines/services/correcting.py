"""What becomes of the terms that a corrected event started: reckoned anew from the true moment, or no longer owed.

Their rule, reading and length stay those of the day they began: another text for the new day is a new decision.
"""

from datetime import datetime

from idi_platform.audit.public import Correction, Event, JSONValue, record
from idi_platform.deadlines.constants import EventCode, RecomputationCause
from idi_platform.deadlines.errors import PauseTime
from idi_platform.deadlines.models import Deadline, Recomputation, RecomputationState
from idi_platform.tenancy.public import Actor

from .ending import cancel_anchored
from .reckoning import keep_before, locked, move_date, reckon


def has_started_terms(event: Event) -> bool:
    """Whether a term, open or ended, runs from the event."""
    return Deadline.objects.filter(city_id=event.city_id, started_by=event).exists()


def follow_correction(correction: Correction, *, by: Actor, at: datetime) -> None:
    """Open terms follow the correction; ended ones stay as they ended, and their page tells of it. PauseTime."""
    if correction.happened_at is None:
        cancel_anchored(correction.event, reason=correction.reason, by=by, at=at)
        return
    terms = locked(by=by, started_by=correction.event)
    if terms:
        row = _recomputation(correction, len(terms), by=by, at=at)
        for deadline in terms:
            _reckon_from(correction.happened_at, deadline, row, by=by, at=at)


def _recomputation(correction: Correction, terms: int, *, by: Actor, at: datetime) -> Recomputation:
    """Of a correction: two persons have agreed on it already, and it is done in its transaction."""
    return Recomputation.objects.create(
        city_id=by.tenant_id,
        cause=RecomputationCause.EVENT,
        subject=str(correction.event_id),
        reference=correction.event.code,
        reason=correction.reason,
        state=RecomputationState.DONE,
        asked_by_id=correction.asked_by,
        asked_at=correction.asked_at,
        decided_by_id=by.person_id,
        decided_at=at,
        finished_at=at,
        total=terms,
        done=terms,
        moved=terms,
    )


def _reckon_from(started_at: datetime, deadline: Deadline, row: Recomputation, *, by: Actor, at: datetime) -> None:
    pauses = list(deadline.pauses.all())
    if any(pause.from_at < started_at for pause in pauses):
        raise PauseTime(field="happened_at")
    move = keep_before(deadline, row, at=at)
    deadline.started_at = started_at
    told = move_date(deadline, reckon(deadline.term, started_at, pauses), at=at, also=("started_at",))
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        "started_at": started_at.isoformat(),
        **told,
        "recomputation": str(row.pk),
    }
    move.due_at = deadline.due_at
    move.save(force_insert=True)
    record(dossier_id=deadline.dossier_id, code=EventCode.RECOMPUTED, by=by, at=at, payload=payload)
