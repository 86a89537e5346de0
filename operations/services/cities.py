"""Cities and their districts: entered by the operator, opened and closed by two people. Nothing is ever deleted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from idi_platform.accounts.public import Role
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import Actor, City, District, system_actor, tenant_work, unless_taken
from operations.divisions import division_name, lies_in
from operations.errors import (
    CityHasOpenTerms,
    CityKnown,
    DistrictKnown,
    NoSuchDivision,
    NothingChanged,
    NotInCity,
    NotYours,
    PeriodWrong,
)
from operations.models import Proposal, ProposalKind

from .proposing import propose


@dataclass(frozen=True, slots=True)
class DivisionFacts:
    """`code` is the division's GB/T 2260 code, the English name may be empty."""

    code: str
    name_zh: str
    name_en: str


@transaction.atomic
def found_city(*, facts: DivisionFacts, reason: str, by: Actor, at: datetime) -> City:
    """Enters a city, closed, and asks that it be opened. `at` is real time.

    Raises:
        NotYours, NoSuchDivision, CityKnown.
    """
    _require_operator(by)
    if division_name(facts.code, on=timezone.localdate(at)) is None:
        raise NoSuchDivision(field="code")
    with unless_taken(CityKnown(field="code")):
        city = City.objects.create(code=facts.code, name_zh=facts.name_zh, name_en=facts.name_en, is_active=False)
    _record("city_entered", city, {"code": city.code}, by=by, at=at)
    ask_to_open(city=city, reason=reason, by=by, at=at)
    return city


@transaction.atomic
def ask_to_open(*, city: City, reason: str, by: Actor, at: datetime) -> Proposal:
    """Asks that a closed city be opened. NotYours, NothingChanged, OneWaits."""
    if city.is_active:
        raise NothingChanged
    return propose(kind=ProposalKind.OPEN_CITY, subject_id=city.pk, reason=reason, by=by, at=at)


@transaction.atomic
def ask_to_close(*, city: City, reason: str, by: Actor, at: datetime) -> Proposal:
    """Asks that a city be closed: nobody signs in there any more. NotYours, NothingChanged, CityHasOpenTerms."""
    if not city.is_active:
        raise NothingChanged
    _refuse_open_terms(city.pk)
    return propose(kind=ProposalKind.CLOSE_CITY, subject_id=city.pk, reason=reason, by=by, at=at)


def open_city(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out. NothingChanged."""
    _switch(proposal, is_active=True, by=by, at=at)


def close_city(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out. CityHasOpenTerms, NothingChanged."""
    _refuse_open_terms(int(proposal.subject_id))
    _switch(proposal, is_active=False, by=by, at=at)


@transaction.atomic
def add_district(*, city: City, facts: DivisionFacts, from_on: date | None, by: Actor, at: datetime) -> District:
    """Enters a division of the city, in force from that day on, or since before the records.

    Raises:
        NotYours, NotInCity, NoSuchDivision, DistrictKnown.
    """
    _require_operator(by)
    if not lies_in(facts.code, city.code):
        raise NotInCity(field="code")
    if division_name(facts.code, on=from_on or timezone.localdate(at)) is None:
        raise NoSuchDivision(field="code")
    City.objects.select_for_update().get(pk=city.pk)
    still_in_force = Q(valid_to=None) | (Q(valid_to__gt=from_on) if from_on else Q())
    if District.objects.filter(still_in_force, city=city, code=facts.code).exists():
        raise DistrictKnown(field="code")
    district = District.objects.create(
        city=city, code=facts.code, name_zh=facts.name_zh, name_en=facts.name_en, valid_from=from_on
    )
    _record("district_entered", city, _told(district), by=by, at=at)
    return district


@transaction.atomic
def close_district(*, district: District, to_on: date, by: Actor, at: datetime) -> None:
    """Ends a division; `to_on` is the first day it no longer is. What lies in it keeps it.

    Raises:
        NotYours, PeriodWrong, NothingChanged.
    """
    _require_operator(by)
    if district.valid_from is not None and to_on <= district.valid_from:
        raise PeriodWrong(field="on")
    if not District.objects.filter(pk=district.pk, valid_to=None).update(valid_to=to_on):
        raise NothingChanged
    district.refresh_from_db()
    _record("district_closed", district.city, _told(district), by=by, at=at)


@transaction.atomic
def rename_district(*, district: District, facts: DivisionFacts, on: date, by: Actor, at: datetime) -> District:
    """Ends it and enters it under the new name or code the same day: older papers keep the old name.

    Raises:
        as `close_district` and `add_district`.
    """
    close_district(district=district, to_on=on, by=by, at=at)
    return add_district(city=district.city, facts=facts, from_on=on, by=by, at=at)


def _switch(proposal: Proposal, *, is_active: bool, by: Actor, at: datetime) -> None:
    city_id = int(proposal.subject_id)
    if not City.objects.filter(pk=city_id, is_active=not is_active).update(is_active=is_active):
        raise NothingChanged
    code = "city_opened" if is_active else "city_closed"
    _record(code, City.objects.get(pk=city_id), {"proposal": str(proposal.pk)}, by=by, at=at)


def _refuse_open_terms(city_id: int) -> None:
    with tenant_work(system_actor(city_id)):
        if Deadline.objects.filter(city_id=city_id).open().exists():
            raise CityHasOpenTerms


def _require_operator(by: Actor) -> None:
    if by.role != Role.OPERATOR:
        raise NotYours


def _told(district: District) -> dict[str, JSONValue]:
    days = {"from": district.valid_from, "to": district.valid_to}
    return {"code": district.code, **{name: day.isoformat() if day else None for name, day in days.items()}}


def _record(code: str, city: City, payload: dict[str, JSONValue], *, by: Actor, at: datetime) -> None:
    record_platform(code=code, subject="tenancy.city", subject_id=city.pk, by=by, at=at, payload=payload)
