"""Correcting a wrongly entered event: never by changing it, always by another event that names it, with its reason.

Whoever may make such an entry asks. Where something hangs on the event (its clocks), another person decides, and what
hangs on it follows. Layers above say what does (`register_anchored`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.tenancy.public import Actor, decide, require_another_person, unless_taken

from .errors import CorrectedAlready, NotCorrectable, NotYourEntry, SameMoment
from .models import Correction, CorrectionState, Event
from .services import JSONValue, record

CORRECTION_ASKED, CORRECTION_MADE, CORRECTION_REFUSED = "correction_asked", "event_corrected", "correction_refused"


@dataclass(frozen=True, slots=True)
class Anchored:
    """What hangs on events: whether anything hangs on one, and how that follows a correction.

    `follow(correction, by=..., at=...)` runs in the transaction of the correction.
    """

    hangs_on: Callable[[Event], bool]
    follow: Callable[..., None]


_anchored: list[Anchored] = []
_following: set[str] = {CORRECTION_ASKED, CORRECTION_MADE, CORRECTION_REFUSED}


def register_anchored(anchored: Anchored, *, following: Iterable[str]) -> None:
    """`following` are codes that the layer writes by itself; they cannot be corrected. Called from ready()."""
    _anchored.append(anchored)
    _following.update(following)


def is_anchor(event: Event) -> bool:
    """Whether something hangs on the event, so that a second person decides."""
    return any(anchored.hangs_on(event) for anchored in _anchored)


def may_ask(event: Event, by: Actor) -> bool:
    """Whether `by` may make such an entry: the same role in the same organisation."""
    is_like = by.role == event.actor_role and by.organisation_id == event.actor_organisation_id
    return is_like and by.organisation_id is not None and event.code not in _following


@transaction.atomic
def ask_correction(*, event: Event, reason: str, happened_at: datetime | None, by: Actor, at: datetime) -> Correction:
    """Asks for the correction of a visible event; makes it at once where nothing hangs on it. `at` is business time.

    `happened_at`: when it happened in truth; None: it never did. Raises NotCorrectable, NotYourEntry, SameMoment,
    CorrectedAlready.
    """
    if event.code in _following:
        raise NotCorrectable
    if not may_ask(event, by):
        raise NotYourEntry
    if happened_at is not None and (happened_at > at or happened_at == event.occurred_at):
        raise SameMoment(field="happened_at")
    with unless_taken(CorrectedAlready()):
        correction = Correction.objects.create(
            city_id=by.tenant_id,
            event=event,
            reason=reason,
            happened_at=happened_at,
            asked_by=by.person_id,
            asked_at=at,
        )
    if is_anchor(event):
        _tell(CORRECTION_ASKED, correction, by=by, at=at)
        return correction
    return correct_event(correction_id=correction.pk, by=by, at=at)


@transaction.atomic
def correct_event(*, correction_id: UUID, by: Actor, at: datetime) -> Correction:
    """Makes the correction that was asked for: one event names the first, and what hangs on it follows.

    Decided by somebody of the organisation that made the entry. Raises Correction.DoesNotExist, NotYourEntry,
    SamePerson, MovedOn.
    """
    correction = _decided(correction_id, CorrectionState.MADE, by=by, at=at)
    told = _tell(CORRECTION_MADE, correction, by=by, at=at)
    Correction.objects.filter(city_id=by.tenant_id, pk=correction.pk).update(told_by=told)
    correction.told_by = told
    for anchored in _anchored:
        anchored.follow(correction, by=by, at=at)
    return correction


@transaction.atomic
def refuse_correction(*, correction_id: UUID, by: Actor, at: datetime) -> Correction:
    """Leaves the event as it was entered. Raises as correct_event does."""
    correction = _decided(correction_id, CorrectionState.REFUSED, by=by, at=at)
    _tell(CORRECTION_REFUSED, correction, by=by, at=at)
    return correction


def _decided(correction_id: UUID, state: CorrectionState, *, by: Actor, at: datetime) -> Correction:
    correction = Correction.objects.select_related("event").get(city_id=by.tenant_id, pk=correction_id)
    if by.organisation_id != correction.event.actor_organisation_id:
        raise NotYourEntry
    if is_anchor(correction.event):
        require_another_person(by, correction.asked_by)
    decide(correction, state, waits=CorrectionState.ASKED, by=by, at=at)
    return correction


def _tell(code: str, correction: Correction, *, by: Actor, at: datetime) -> Event:
    event = correction.event
    payload: dict[str, JSONValue] = {
        "correction": str(correction.pk),
        "event": str(event.pk),
        "code": event.code,
        "reason": correction.reason,
        "entered_at": event.occurred_at.isoformat(),
        "happened_at": correction.happened_at.isoformat() if correction.happened_at else None,
    }
    return record(dossier_id=event.dossier_id, code=code, by=by, at=at, payload=payload)
