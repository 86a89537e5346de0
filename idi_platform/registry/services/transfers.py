"""Ownership changes hands: one person of the lead insurer records it, a second approves, access follows on the day.

Nothing runs on the day: what a person may see is read from the dates of ownership.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from idi_platform.accounts.public import Role, User
from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import project_grants
from idi_platform.registry.constants import TransferState
from idi_platform.registry.errors import (
    ChangesInOrder,
    NotYourHome,
    OwnersMissing,
    OwnerTwice,
    ReasonMissing,
    SamePerson,
    SharesIncomplete,
    TransferDecided,
    TransferWaits,
)
from idi_platform.registry.models import NewOwner, Ownership, Project, Transfer, Unit
from idi_platform.tenancy.public import Actor

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
        NotYourHome, OwnersMissing, OwnerTwice, SharesIncomplete, ChangesInOrder, TransferWaits.
    """
    _require_lead(unit, by, RECORDERS)
    _check_owners(facts.owners)
    _lock(unit)
    _check_order(unit, facts.on)
    try:
        with transaction.atomic():
            transfer = Transfer.objects.create(
                city_id=by.tenant_id,
                unit=unit,
                cause=facts.cause,
                on=facts.on,
                title=facts.title,
                document=facts.document,
                recorded_by_id=by.person_id,
                recorded_at=at,
            )
    except IntegrityError as waiting:
        raise TransferWaits from waiting
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
def approve_transfer(*, transfer: Transfer, by: Actor, at: datetime, real: datetime) -> None:
    """Closes the ownership of before on the transfer's day and opens the new one; new owners may sign in from now on.

    `at` is business time, `real` real time, of which memberships are.

    Raises:
        NotYourHome, SamePerson, TransferDecided, ChangesInOrder.
    """
    _require_second(transfer, by)
    _lock(transfer.unit)
    move(transfer, TransferState.APPROVED, reason="", by=by, at=at)
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
    project_grants(dossier_id=transfer.unit_id, by=by)
    _record("transfer_approved", transfer, by=by, at=at)


@transaction.atomic
def refuse_transfer(*, transfer: Transfer, reason: str, by: Actor, at: datetime) -> None:
    """Does not approve it, for a reason. ReasonMissing, NotYourHome, SamePerson, TransferDecided."""
    if not reason:
        raise ReasonMissing(field="reason")
    _require_second(transfer, by)
    move(transfer, TransferState.REFUSED, reason=reason, by=by, at=at)
    _record("transfer_refused", transfer, by=by, at=at)


def may_decide(transfer: Transfer, by: Actor) -> bool:
    """A manager of the lead insurer, never the person who recorded it."""
    return by.role in APPROVERS and by.user_id != transfer.recorded_by_id and transfer.state == TransferState.ASKED


def move(transfer: Transfer, state: TransferState, *, reason: str, by: Actor, at: datetime) -> None:
    """Compare-and-swap from asked to decided; of two who decide one wins. TransferDecided."""
    changed = {"state": state, "decided_by_id": by.person_id, "decided_at": at, "reason": reason}
    asked = Transfer.objects.filter(city_id=by.tenant_id, pk=transfer.pk, state=TransferState.ASKED)
    if not asked.update(**changed):
        raise TransferDecided
    transfer.refresh_from_db()


def _require_lead(unit: Unit, by: Actor, roles: Sequence[str]) -> None:
    if by.role not in roles or not Project.objects.led_by(by).filter(pk=unit.project_id).exists():
        raise NotYourHome(field="unit")


def _require_second(transfer: Transfer, by: Actor) -> None:
    _require_lead(transfer.unit, by, APPROVERS)
    if by.person_id == transfer.recorded_by_id:
        raise SamePerson


def _check_owners(owners: Sequence[Holding]) -> None:
    if not owners:
        raise OwnersMissing
    if len({owner.person.pk for owner in owners}) != len(owners):
        raise OwnerTwice
    shares = [owner.share for owner in owners if owner.share is not None]
    if shares and (len(shares) != len(owners) or sum(shares) != 1):
        raise SharesIncomplete


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
    }
    record(dossier_id=transfer.unit_id, code=code, by=by, at=at, payload=told)
