"""Rights are read from dated facts: what has ended, or not begun, opens nothing (PROMISES row 13)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import Settings

from idi_platform.accounts.public import Organisation, OrganisationKind, Role
from idi_platform.audit.public import Event
from idi_platform.dossiers.granting import rebuild_grants
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import (
    MilestoneKind,
    Ownership,
    Party,
    PartyRole,
    Project,
    Unit,
    add_party,
    end_party,
    record_milestone,
    record_ownership,
)
from idi_platform.tenancy.public import Actor, District, acting_as, move_clock
from tests.world import SINCE, CityWorld, World, member

# days from today: first day, first day no longer; whether the home is open today
PERIODS = [
    pytest.param(-10, None, True, id="running"),
    pytest.param(0, None, True, id="begins today"),
    pytest.param(-10, 1, True, id="last day is today"),
    pytest.param(-10, 0, False, id="ended yesterday"),
    pytest.param(1, None, False, id="begins tomorrow"),
    pytest.param(-10, -5, False, id="long over"),
]


def day(offset: int) -> date:
    return timezone.localdate() + timedelta(days=offset)


def homes(actor: Actor) -> set[UUID]:
    with acting_as(actor):
        seen = set(Unit.objects.visible_to(actor).values_list("pk", flat=True))
        files = set(Dossier.objects.visible_to(actor).filter(kind="unit").values_list("pk", flat=True))
    assert files == seen
    return seen


def projects(actor: Actor) -> set[UUID]:
    with acting_as(actor):
        seen = set(Project.objects.visible_to(actor).values_list("pk", flat=True))
        files = set(Dossier.objects.visible_to(actor).filter(kind="project").values_list("pk", flat=True))
    assert files == seen
    return seen


@pytest.mark.parametrize(("begins", "ends", "is_open"), PERIODS)
def test_a_home_is_its_owners_while_they_own_it(world: World, begins: int, ends: int | None, is_open: bool) -> None:
    buyer = member("buyer", role=Role.OWNER, city=world.here.city)
    with acting_as(world.here.system):
        Ownership.objects.create(
            city=world.here.city,
            unit=world.here.unit,
            owner=buyer.user,
            from_on=day(begins),
            to_on=ends if ends is None else day(ends),
        )
    assert homes(buyer.actor()) == ({world.here.unit.pk} if is_open else set())


@pytest.mark.parametrize(("begins", "ends", "is_open"), PERIODS)
def test_a_project_is_open_to_a_body_while_it_takes_part(
    world: World, begins: int, ends: int | None, is_open: bool
) -> None:
    with acting_as(world.here.system) as by:
        Party.objects.filter(organisation=world.here.insurer).delete()
        Party.objects.create(
            city=world.here.city,
            project=world.here.project,
            organisation=world.here.insurer,
            role=PartyRole.CO_INSURER,
            from_on=day(begins),
            to_on=ends if ends is None else day(ends),
        )
        rebuild_grants(by=by)
    adjuster = world.here.adjuster.actor()
    assert projects(adjuster) == ({world.here.project.pk} if is_open else set())
    assert homes(adjuster) == ({world.here.unit.pk} if is_open else set())


def test_an_owner_owning_twice_sees_the_home_once(world: World) -> None:
    owner = world.here.owner
    with acting_as(world.here.system):
        Ownership.objects.create(city=world.here.city, unit=world.here.unit, owner=owner.user, from_on=SINCE)
    with acting_as(owner.actor()):
        assert Unit.objects.visible_to(owner.actor()).count() == 1


def test_an_owner_sees_no_project_and_no_neighbour(world: World) -> None:
    owner = world.here.owner.actor()
    assert projects(owner) == set()
    assert homes(owner) == {world.here.unit.pk}


def _officer(city: CityWorld, district: District | None) -> Actor:
    name = f"officer-{district.code if district else 'all'}"
    return member(name, role=Role.BUREAU, city=city.city, organisation=city.bureau, district=district).actor()


def test_a_district_officer_sees_their_district_only(world: World) -> None:
    elsewhere = District.objects.filter(city=world.here.city).exclude(pk=world.here.district.pk).latest("pk")
    own, other = _officer(world.here, world.here.district), _officer(world.here, elsewhere)
    assert (projects(own), homes(own)) == ({world.here.project.pk}, {world.here.unit.pk})
    assert (projects(other), homes(other)) == (set(), set())


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OPERATOR])
def test_a_member_without_a_fact_sees_nothing(world: World, role: Role) -> None:
    """An organisation of no project, a person of no home; the whole city's bureau is its own fact."""
    actor = member(f"stranger-{role}", role=role, city=world.here.city).actor()
    expected = {world.here.project.pk} if role == Role.BUREAU else set()
    assert projects(actor) == expected


def codes(city: CityWorld, dossier: UUID) -> list[str]:
    with acting_as(city.system):
        return list(
            Event.objects.filter(dossier_id=dossier).order_by("recorded_at", "id").values_list("code", flat=True)
        )


def test_every_entry_is_recorded_in_its_dossier(world: World) -> None:
    city, at = world.here, timezone.now()
    before = codes(city, city.project.pk), codes(city, city.unit.pk)
    with acting_as(city.system) as by:
        add_party(
            project=city.project, organisation=city.bureau, role=PartyRole.SUPERVISOR, from_on=SINCE, by=by, at=at
        )
        record_milestone(project=city.project, kind=MilestoneKind.HANDOVER, on=SINCE, evidence="x", by=by, at=at)
        record_ownership(unit=city.unit, owner=city.adjuster.user, from_on=SINCE, by=by, at=at)
    assert codes(city, city.project.pk) == [*before[0], "party_joined", "milestone_recorded"]
    assert codes(city, city.unit.pk) == [*before[1], "ownership_recorded"]


@pytest.mark.parametrize(("ahead", "is_open"), [(0, False), (4, False), (5, True), (14, True), (15, False)])
def test_a_moved_clock_opens_and_closes_what_its_day_does(
    world: World, settings: Settings, ahead: int, is_open: bool
) -> None:
    settings.DEMO_MODE = True
    buyer = member("buyer", role=Role.OWNER, city=world.here.city)
    builder = Organisation.objects.create(kind=OrganisationKind.CONTRACTOR, name_zh="b", name_en="b")
    worker = member("worker", role=Role.PARTICIPANT, city=world.here.city, organisation=builder)
    with acting_as(world.here.system) as by:
        owned = record_ownership(unit=world.here.unit, owner=buyer.user, from_on=day(5), by=by, at=timezone.now())
        part = add_party(
            project=world.here.project,
            organisation=builder,
            role=PartyRole.CONTRACTOR,
            from_on=day(5),
            by=by,
            at=timezone.now(),
        )
        Ownership.objects.filter(pk=owned.pk).update(to_on=day(15))
        end_party(party=part, to_on=day(15), by=by, at=timezone.now())
    move_clock(timezone.now() + timedelta(days=ahead))
    assert bool(homes(buyer.actor())) == is_open
    assert bool(projects(worker.actor())) == is_open
