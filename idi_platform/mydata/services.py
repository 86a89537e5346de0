"""Asking for erasure, taking it back, carrying it out by a second person; placing and lifting a legal hold."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import User
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.dossiers.public import Dossier
from idi_platform.privacy.public import retention
from idi_platform.tenancy.public import (
    Actor,
    City,
    MovedOn,
    OneWaits,
    acting_as,
    require_another_person,
    system_actor,
    unless_taken,
)

from .erasure import erase
from .errors import HeldByLaw, HoldReasonMissing, NoSuchFile, NotRipe
from .models import ErasureRequest, ErasureState, LegalHold

WAIT = "erasure_wait"


@transaction.atomic
def ask_erasure(*, by: Actor, at: datetime, on: date) -> ErasureRequest:
    """A person asks for their own data to be erased; it waits, so that it can be taken back. OneWaits."""
    ripe_on = retention(WAIT).last_day(on) or on
    with unless_taken(OneWaits()):
        request = ErasureRequest.objects.create(person_id=by.person_id, asked_at=at, ripe_on=ripe_on)
    _record("erasure_asked", request, by=by, at=at)
    return request


@transaction.atomic
def withdraw_erasure(*, by: Actor, at: datetime) -> None:
    """Takes the open request back. MovedOn."""
    mine = ErasureRequest.objects.filter(person_id=by.person_id, state=ErasureState.ASKED)
    request = mine.select_for_update().first()
    if request is None:
        raise MovedOn
    mine.update(state=ErasureState.WITHDRAWN)
    _record("erasure_withdrawn", request, by=by, at=at)


@transaction.atomic
def carry_out_erasure(*, request_id: UUID, by: Actor, at: datetime, on: date) -> ErasureRequest:
    """Erases what nothing makes us keep. `at` is real time, `on` the business day retention is judged by.

    Raises:
        ErasureRequest.DoesNotExist, MovedOn, SamePerson, NotRipe, HeldByLaw.
    """
    request = ErasureRequest.objects.select_for_update().get(pk=request_id)
    if request.state != ErasureState.ASKED:
        raise MovedOn
    require_another_person(by, request.person_id)
    if on < request.ripe_on:
        raise NotRipe(rule=request.ripe_on.isoformat())
    if is_held(request.person_id):
        raise HeldByLaw
    fates = erase(request.person_id, on=on)
    request.state, request.done_by_id, request.done_at = ErasureState.DONE, by.person_id, at
    request.erased, request.kept = sum(fate.erased for fate in fates), sum(fate.kept for fate in fates)
    request.save(update_fields=["state", "done_by", "done_at", "erased", "kept"])
    _record("erasure_done", request, by=by, at=at, told={"erased": request.erased, "kept": request.kept})
    return request


@transaction.atomic
def place_hold(*, person: User, reason: str, by: Actor, at: datetime) -> LegalHold:
    """Nothing of the person is erased from now on. HoldReasonMissing."""
    if not reason.strip():
        raise HoldReasonMissing(field="reason")
    hold = LegalHold.objects.create(person=person, reason=reason.strip(), placed_by_id=by.person_id, placed_at=at)
    _record_hold("legal_hold_placed", hold, by=by, at=at)
    return hold


@transaction.atomic
def place_hold_on_file(*, city: City, number: str, reason: str, by: Actor, at: datetime) -> LegalHold:
    """Nothing of the case file of this number is erased from now on, nor of the files below it.

    HoldReasonMissing, NoSuchFile.
    """
    if not reason.strip():
        raise HoldReasonMissing(field="reason")
    with acting_as(system_actor(city.pk)):
        dossier = Dossier.objects.filter(city=city, number=number.strip()).first()
    if dossier is None:
        raise NoSuchFile(field="number")
    hold = LegalHold.objects.create(
        city=city,
        dossier_id=dossier.pk,
        number=dossier.number,
        reason=reason.strip(),
        placed_by_id=by.person_id,
        placed_at=at,
    )
    _record_hold("legal_hold_placed", hold, by=by, at=at)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: UUID, by: Actor, at: datetime) -> LegalHold:
    """LegalHold.DoesNotExist when none of that id stands."""
    hold = LegalHold.objects.select_for_update().get(pk=hold_id, lifted_at=None)
    hold.lifted_by_id, hold.lifted_at = by.person_id, at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    _record_hold("legal_hold_lifted", hold, by=by, at=at)
    return hold


def is_held(person_id: UUID) -> bool:
    return LegalHold.objects.filter(person_id=person_id, lifted_at=None).exists()


def _record(
    code: str, request: ErasureRequest, *, by: Actor, at: datetime, told: dict[str, JSONValue] | None = None
) -> None:
    payload: dict[str, JSONValue] = {"request": str(request.pk), **(told or {})}
    record_platform(code=code, subject="accounts.User", subject_id=request.person_id, by=by, at=at, payload=payload)


def _record_hold(code: str, hold: LegalHold, *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"hold": str(hold.pk)}
    subject = ("accounts.User", hold.person_id) if hold.person_id else ("dossiers.Dossier", hold.dossier_id)
    record_platform(code=code, subject=subject[0], subject_id=subject[1], by=by, at=at, payload=payload)
