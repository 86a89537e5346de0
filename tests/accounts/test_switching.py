"""The switcher: one acts in one of one's own memberships, and in nobody else's."""

from datetime import date

import pytest
from django.test import Client

from idi_platform.accounts.public import Membership, Role
from tests.world import World, member

SWITCH = "/switch/"


@pytest.fixture
def second(world: World) -> Membership:
    """The officer of `here` owns a home in `there` as well."""
    return member("here-officer", role=Role.OWNER, city=world.there.city)


def test_switching_changes_the_role_the_next_page_is_opened_in(
    client: Client, world: World, second: Membership
) -> None:
    client.force_login(world.here.officer.user)
    assert client.get("/supervision/").status_code == 200
    assert client.post(SWITCH, {"membership": str(second.pk)}).headers["Location"] == "/"
    assert client.get("/supervision/").status_code == 403
    client.post(SWITCH, {"membership": str(world.here.officer.pk)})
    assert client.get("/supervision/").status_code == 200


def test_switching_gives_the_session_a_new_key(client: Client, world: World, second: Membership) -> None:
    client.force_login(world.here.officer.user)
    before = client.session.session_key
    client.post(SWITCH, {"membership": str(second.pk)})
    assert client.session.session_key != before


def test_somebody_elses_membership_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.here.owner.user)
    for foreign in (world.here.officer, world.there.owner, world.operator):
        assert client.post(SWITCH, {"membership": str(foreign.pk)}).status_code == 404
    assert client.get("/supervision/").status_code == 403


def test_ones_own_membership_that_has_ended_is_not_found(client: Client, world: World, second: Membership) -> None:
    second.valid_to = date(2025, 1, 1)
    second.save(update_fields=["valid_to"])
    client.force_login(world.here.officer.user)
    assert client.post(SWITCH, {"membership": str(second.pk)}).status_code == 404


@pytest.mark.parametrize("wanted", ["", "no-uuid", "019a0000-0000-7000-8000-000000000000"])
def test_what_names_no_membership_is_not_found(client: Client, world: World, wanted: str) -> None:
    client.force_login(world.here.officer.user)
    assert client.post(SWITCH, {"membership": wanted}).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client: Client, world: World) -> None:
    assert client.post(SWITCH, {"membership": str(world.here.officer.pk)}).headers["Location"] == "/sign-in/"


def test_a_chosen_membership_that_ends_falls_back_to_one_in_force(
    client: Client, world: World, second: Membership
) -> None:
    client.force_login(world.here.officer.user)
    client.post(SWITCH, {"membership": str(second.pk)})
    second.delete()
    assert client.get("/supervision/").status_code == 200
