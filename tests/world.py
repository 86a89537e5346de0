"""A small world made by the real services: two cities, so that in every test somebody is the outsider."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role, User
from idi_platform.registry.public import (
    Building,
    MilestoneKind,
    PartyRole,
    Project,
    ProjectFacts,
    Unit,
    add_party,
    record_milestone,
    record_ownership,
    register_project,
    register_unit,
)
from idi_platform.tenancy.public import Actor, City, District, acting_as, system_actor

ZONE = ZoneInfo("Asia/Shanghai")
FOUNDED = datetime(2024, 3, 11, 9, tzinfo=ZONE)
SINCE = date(2022, 1, 1)
PASSWORD = "correct-horse-battery"  # a test's sign-in


@cache
def _hashed() -> str:
    """One hash serves everybody: hashing is slow on purpose, and every test builds the world."""
    return make_password(PASSWORD)


@dataclass(frozen=True)
class CityWorld:
    """One city: its bodies, its people (each with one membership), one project with one home."""

    city: City
    district: District
    insurer: Organisation
    bureau: Organisation
    developer: Organisation
    owner: Membership
    adjuster: Membership
    officer: Membership
    project: Project
    building: Building
    unit: Unit

    @property
    def system(self) -> Actor:
        return system_actor(self.city.pk)


@dataclass(frozen=True)
class World:
    """`here` is the city under test, `there` the other one; `operator` works in none."""

    here: CityWorld
    there: CityWorld
    operator: Membership


@transaction.atomic
def build_world() -> World:
    """Builds both cities. Runs as idi_app, except that cities are the owner's to make: the template holds them."""
    here = _city_world(code="440700", district="440703", prefix="here")
    there = _city_world(code="330383", district="330383", prefix="there")
    operator = member("operator", role=Role.OPERATOR)
    return World(here=here, there=there, operator=operator)


@transaction.atomic
def build_city(*, code: str, district: str, prefix: str) -> CityWorld:
    """One more city (GB/T 2260 codes), for what only its rules say."""
    return _city_world(code=code, district=district, prefix=prefix)


def member(
    username: str,
    *,
    role: str,
    city: City | None = None,
    organisation: Organisation | None = None,
    district: District | None = None,
) -> Membership:
    """A person with one membership, who can sign in with PASSWORD."""
    user, _is_new = User.objects.get_or_create(
        username=username, defaults={"full_name": username, "password": _hashed()}
    )
    return Membership.objects.create(
        user=user, role=role, city=city, organisation=organisation, district=district, valid_from=SINCE
    )


def _city_world(*, code: str, district: str, prefix: str) -> CityWorld:
    city = City.objects.get(code=code)
    place = District.objects.get(city=city, code=district)
    insurer = _body(prefix, OrganisationKind.INSURER)
    bureau = _body(prefix, OrganisationKind.BUREAU)
    developer = _body(prefix, OrganisationKind.DEVELOPER)
    owner = member(f"{prefix}-owner", role=Role.OWNER, city=city)
    with acting_as(system_actor(city.pk)) as by:
        facts = ProjectFacts(f"{prefix}项目", f"{prefix} project", "一号路 1 号", place)
        project = register_project(facts=facts, by=by, at=FOUNDED)
        for organisation, role in ((insurer, PartyRole.LEAD_INSURER), (developer, PartyRole.DEVELOPER)):
            add_party(project=project, organisation=organisation, role=role, from_on=SINCE, by=by, at=FOUNDED)
        for kind, on in (
            (MilestoneKind.CONTRACT_FORMED, date(2022, 9, 1)),
            (MilestoneKind.COMPLETION_ACCEPTANCE, date(2024, 3, 10)),
        ):
            record_milestone(project=project, kind=kind, on=on, evidence="test", by=by, at=FOUNDED)
        building = Building.objects.create(city=city, project=project, number="1 幢", floors=18)
        unit = register_unit(project=project, building=building, number="0301", floor=3, by=by, at=FOUNDED)
        record_ownership(unit=unit, owner=owner.user, from_on=date(2024, 6, 1), by=by, at=FOUNDED)
    return CityWorld(
        city=city,
        district=place,
        insurer=insurer,
        bureau=bureau,
        developer=developer,
        owner=owner,
        adjuster=member(f"{prefix}-adjuster", role=Role.ADJUSTER, city=city, organisation=insurer),
        officer=member(f"{prefix}-officer", role=Role.BUREAU, city=city, organisation=bureau),
        project=project,
        building=building,
        unit=unit,
    )


def _body(prefix: str, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.create(kind=kind, name_zh=f"{prefix}{kind.label}", name_en=f"{prefix} {kind.value}")
