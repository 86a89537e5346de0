"""Ownership changes hands: one person of the lead insurer records it, a second approves, access follows on the day.

Nothing runs on the day: what a person may see is read from the dates of ownership.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import Q, QuerySet

from idi_platform.accounts.public import Role, User
from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import project_grants
from idi_platform.registry.constants import TransferCause, TransferState
from idi_platform.registry.errors import (
    ChangesInOrder,
    NotYourHome,
    OwnersMissing,
    OwnerTwice,
    ReasonMissing,
    SharesIncomplete,
)
from idi_platform.registry.models import NewOwner, Ownership, Project, Transfer, Unit
from idi_platform.tenancy.public import Actor, MovedOn, OneWaits, decide, move_on, require_another_person, unless_taken

from .entry import let_owner_in

RECORDERS = (Role.UNDERWRITER, Role.ADJUSTER)
APPROVERS = (Role.INSURER_MANAGER,)


@dataclass(frozen=True, slots=True)
class Holding:
    """One owner from the day on; no share for a sole owner or for owners in common without shares."""

    person: User
    share: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFacts:
    """`owners`: everybody who owns the home from `on` on, whoever stays included. `document`: which paper proves it."""

    cause: str
    on: date
    title: str
    document: str
    owners: Sequence[Holding]


@transaction.atomic
def record_transfer(*, unit: Unit, facts: TransferFacts, by: Actor, at: datetime) -> Transfer:
    """Writes a change of owners down. Nothing changes until another person approves it.

    Raises:
        NotYourHome, OwnersMissing, OwnerTwice, SharesIncomplete, ChangesInOrder, OneWaits.
    """
    _require_lead(unit, by, RECORDERS)
    _check_owners(facts.owners)
    _lock(unit)
    _check_order(unit, facts.on)
    told = {"cause": facts.cause, "on": facts.on, "title": facts.title, "document": facts.document}
    transfer = _write_down(Transfer(unit=unit, **told), by=by, at=at)
    NewOwner.objects.bulk_create(
        NewOwner(
            city_id=by.tenant_id,
            transfer=transfer,
            person=owner.person,
            numerator=owner.share.numerator if owner.share else None,
            denominator=owner.share.denominator if owner.share else None,
        )
        for owner in facts.owners
    )
    _record("transfer_recorded", transfer, by=by, at=at)
    return transfer


@transaction.atomic
def record_correction(*, wrong: Transfer, document: str, by: Actor, at: datetime) -> Transfer:
    """Asks that an approved change be taken back; `document` says what shows that it is wrong.

    Nothing changes until another person approves it. What is right is then recorded as any change is.

    Raises:
        NotYourHome, MovedOn: it does not stand. ChangesInOrder: not the latest. OneWaits.
    """
    _require_lead(wrong.unit, by, RECORDERS)
    _lock(wrong.unit)
    if not Transfer.objects.filter(city_id=by.tenant_id, pk=wrong.pk, state=TransferState.APPROVED).exists():
        raise MovedOn
    _check_latest(wrong)
    told = {"cause": TransferCause.CORRECTION, "on": wrong.on, "title": wrong.title, "document": document}
    transfer = _write_down(Transfer(unit=wrong.unit, corrects=wrong, **told), by=by, at=at)
    _record("transfer_recorded", transfer, by=by, at=at)
    return transfer


@transaction.atomic
def approve_transfer(*, transfer: Transfer, by: Actor, at: datetime, real: datetime) -> None:
    """Closes the ownership of before on the transfer's day and opens the new one; new owners may sign in from now on.

    Of a correction: the change that it names is taken back, and the home is whose it was before.

    `at` is business time, `real` real time, of which memberships are.

    Raises:
        NotYourHome, SamePerson, MovedOn, ChangesInOrder.
    """
    _require_second(transfer, by)
    _lock(transfer.unit)
    decide(transfer, TransferState.APPROVED, waits=TransferState.ASKED, by=by, at=at)
    if transfer.corrects is not None:
        _take_back(transfer.corrects)
    else:
        _put_in_force(transfer, by=by, real=real)
    project_grants(dossier_id=transfer.unit_id, by=by)
    _record("transfer_approved", transfer, by=by, at=at)


def _put_in_force(transfer: Transfer, *, by: Actor, real: datetime) -> None:
    _check_order(transfer.unit, transfer.on)
    _owning(transfer.unit).filter(Q(to_on=None) | Q(to_on__gt=transfer.on)).update(to_on=transfer.on)
    owners = list(transfer.owners.select_related("person"))
    Ownership.objects.bulk_create(
        Ownership(
            city_id=by.tenant_id,
            unit=transfer.unit,
            owner=owner.person,
            from_on=transfer.on,
            title=transfer.title,
            numerator=owner.numerator,
            denominator=owner.denominator,
        )
        for owner in owners
    )
    for owner in owners:
        let_owner_in(owner.person, by=by, real=real)


def _take_back(wrong: Transfer) -> None:
    """The periods that the wrong change opened go, those that it ended run on; row history keeps both."""
    move_on(wrong, TransferState.TAKEN_BACK, waits=TransferState.APPROVED)
    _check_latest(wrong)
    _owning(wrong.unit).filter(from_on=wrong.on).delete()
    _owning(wrong.unit).filter(to_on=wrong.on).update(to_on=None)


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, by: Actor, at: datetime) -> None:
    """Does not approve it, for a reason. ReasonMissing, NotYourHome, SamePerson, MovedOn."""
    if not reason:
        raise ReasonMissing(field="reason")
    _require_second(transfer, by)
    decide(transfer, TransferState.REFUSED, waits=TransferState.ASKED, by=by, at=at, reason=reason)
    _record("transfer_refused", transfer, by=by, at=at)


def may_decide(transfer: Transfer, by: Actor) -> bool:
    """A manager of the lead insurer, never the person who recorded it."""
    return by.role in APPROVERS and by.user_id != transfer.recorded_by_id and transfer.state == TransferState.ASKED


def may_correct(transfer: Transfer, by: Actor) -> bool:
    """Whoever records changes, of the home's latest one, while it stands."""
    stands = transfer.state == TransferState.APPROVED and transfer.corrects_id is None
    return stands and by.role in RECORDERS and not _later(transfer).exists()


def _require_lead(unit: Unit, by: Actor, roles: Sequence[str]) -> None:
    if by.role not in roles or not Project.objects.led_by(by).filter(pk=unit.project_id).exists():
        raise NotYourHome(field="unit")


def _require_second(transfer: Transfer, by: Actor) -> None:
    _require_lead(transfer.unit, by, APPROVERS)
    require_another_person(by, transfer.recorded_by_id)


def _check_owners(owners: Sequence[Holding]) -> None:
    if not owners:
        raise OwnersMissing
    if len({owner.person.pk for owner in owners}) != len(owners):
        raise OwnerTwice
    shares = [owner.share for owner in owners if owner.share is not None]
    if shares and (len(shares) != len(owners) or sum(shares) != 1):
        raise SharesIncomplete


def _write_down(transfer: Transfer, *, by: Actor, at: datetime) -> Transfer:
    """One at a time waits for a home: OneWaits."""
    transfer.city_id, transfer.recorded_by_id, transfer.recorded_at = by.tenant_id, by.person_id, at
    with unless_taken(OneWaits()):
        transfer.save(force_insert=True)
    return transfer


def _check_latest(wrong: Transfer) -> None:
    if _later(wrong).exists():
        raise ChangesInOrder(field="on")


def _later(transfer: Transfer) -> QuerySet[Ownership]:
    return _owning(transfer.unit).filter(from_on__gt=transfer.on)


def _lock(unit: Unit) -> None:
    """Two changes of one home are made one after the other."""
    Unit.objects.select_for_update(of=("self",)).get(city_id=unit.city_id, pk=unit.pk)


def _check_order(unit: Unit, on: date) -> None:
    """Each change closes the one before: nothing may begin, or have ended by plan, on its day or later."""
    if _owning(unit).filter(from_on__gte=on).exists():
        raise ChangesInOrder(field="on")


def _owning(unit: Unit) -> QuerySet[Ownership]:
    return Ownership.objects.filter(city_id=unit.city_id, unit=unit)


def _record(code: str, transfer: Transfer, *, by: Actor, at: datetime) -> None:
    told: dict[str, JSONValue] = {
        "transfer": str(transfer.pk),
        "on": transfer.on.isoformat(),
        "cause": transfer.cause,
        "owners": [str(person) for person in transfer.owners.values_list("person_id", flat=True)],
        "corrects": str(transfer.corrects_id) if transfer.corrects_id else None,
    }
    record(dossier_id=transfer.unit_id, code=code, by=by, at=at, payload=told)
