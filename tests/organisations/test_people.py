"""Memberships end and roles change: by an administrator, never one's own, never the last administrator's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from idi_platform.accounts.public import Membership, MembershipEnded, Organisation, OrganisationKind, Role
from idi_platform.organisations.errors import (
    DayPassed,
    LastAdministrator,
    NotYourOrganisation,
    OwnRole,
    RoleNotOfKind,
    RoleUnchanged,
)
from idi_platform.organisations.services.people import change_role, end_person
from idi_platform.tenancy.public import tenant_work
from tests.organisations.house import House, browser, build_house
from tests.world import World, member


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


def end(house: House, person: Membership, *, days: int = 0, by: Membership | None = None) -> None:
    with tenant_work((by or house.admin).actor()) as actor:
        on = house.today + timedelta(days=days)
        end_person(membership=person, on=on, by=actor, at=timezone.now())


def change(house: House, person: Membership, role: str, *, by: Membership | None = None) -> Membership:
    with tenant_work((by or house.admin).actor()) as actor:
        return change_role(membership=person, role=role, district=None, by=actor, at=timezone.now())


def test_an_ended_membership_lets_nobody_in_and_is_kept(house: House) -> None:
    adjuster = house.city.adjuster
    client = browser(adjuster)
    assert client.get("/claims/").status_code == 200
    end(house, adjuster)
    assert client.get("/claims/").status_code == 403
    assert Membership.objects.get(pk=adjuster.pk).valid_to == house.today
    with pytest.raises(MembershipEnded):
        end(house, adjuster)


def test_another_role_ends_the_first_today_and_leaves_its_last_day(house: House) -> None:
    until = house.today + timedelta(days=90)
    Membership.objects.filter(pk=house.city.adjuster.pk).update(valid_to=until)
    made = change(house, house.city.adjuster, Role.INSURER_MANAGER)
    assert (made.role, made.valid_from, made.valid_to) == (Role.INSURER_MANAGER, house.today, until)
    back = change(house, made, Role.ADJUSTER)
    assert (back.role, back.valid_from) == (Role.ADJUSTER, house.today)
    assert Membership.objects.valid_on(house.today).filter(user=back.user).count() == 1


def test_nobody_changes_or_ends_their_own_role(house: House) -> None:
    other = member(house.admin.user.username, role=Role.ADJUSTER, city=house.city.city, organisation=house.city.insurer)
    for own in (house.admin, other):
        with pytest.raises(OwnRole):
            end(house, own)
        with pytest.raises(OwnRole):
            change(house, own, Role.UNDERWRITER)


def test_the_last_administrator_stays(house: House) -> None:
    """Whose own membership ends before that day is no administrator left."""
    Membership.objects.filter(pk=house.admin.pk).update(valid_to=house.today + timedelta(days=5))
    with pytest.raises(LastAdministrator):
        end(house, house.second, days=9)
    end(house, house.second, days=3)


def test_what_makes_no_sense_is_refused(world: World, house: House) -> None:
    adjuster = house.city.adjuster
    with pytest.raises(DayPassed):
        end(house, adjuster, days=-1)
    with pytest.raises(RoleUnchanged):
        change(house, adjuster, Role.ADJUSTER)
    with pytest.raises(RoleNotOfKind):
        change(house, adjuster, Role.BUREAU)
    for stranger in (world.here.officer, world.there.adjuster):
        with pytest.raises(NotYourOrganisation):
            end(house, stranger)
    with pytest.raises(NotYourOrganisation):
        end(house, house.second, by=adjuster)


def test_the_pages_show_the_own_people_and_change_them(world: World, house: House) -> None:
    client, adjuster = browser(house.admin), house.city.adjuster
    page = client.get("/organisation/people/").content.decode()
    assert "here-adjuster" in page
    assert "here-officer" not in page
    assert "there-adjuster" not in page
    where = f"/organisation/people/{adjuster.pk}/"
    assert client.post(f"{where}role/", {"role": "adjuster"}).status_code == 422
    moved = client.post(f"{where}role/", {"role": "underwriter"}).headers["Location"]
    assert client.post(f"{moved}end/", {"on": "2020-01-01"}).status_code == 422
    assert client.post(f"{moved}end/", {"on": house.tomorrow.isoformat()}).status_code == 302
    assert client.get(moved).status_code == 200
    assert "here-adjuster" in client.get("/organisation/people/?standing=ended").content.decode()
    assert b"here-adjuster" in b"".join(client.get("/organisation/people/export/?role=underwriter"))
    assert client.get(f"/organisation/people/{house.admin.pk}/").content.count(b"<form") < 4


def test_an_administrator_of_another_body_or_city_finds_nobody(world: World, house: House) -> None:
    rivals = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="r", name_en="r")
    stranger = member("stranger", role=Role.ORG_ADMIN, city=world.here.city, organisation=rivals)
    where = f"/organisation/people/{house.city.adjuster.pk}/"
    for other in (stranger, build_house(world.there, "t").admin):
        assert browser(other).get(where).status_code == 404
        assert browser(other).post(f"{where}end/", {"on": house.today.isoformat()}).status_code == 404
