"""How long a session holds, where one is signed in, and ending it (PROMISES row 14)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from idi_platform.accounts.public import Role
from tests.accounts.factors import is_signed_in, sign_in
from tests.world import PASSWORD, World, member

NEW = "ein-ganz-anderes-2026"
OWNER, STAFF = "here-owner", "here-officer"
PAGES = {OWNER: "/my/", STAFF: "/supervision/"}


def enter(world: World, username: str) -> Client:
    client = Client()
    client.force_login(world.here.owner.user if username == OWNER else world.here.officer.user)
    return client


def gets_in(client: Client, username: str) -> bool:
    return client.get(PAGES[username]).status_code == 200


@pytest.mark.parametrize(("username", "idle"), [(STAFF, timedelta(minutes=30)), (OWNER, timedelta(days=30))])
def test_a_session_ends_when_nothing_was_asked_for_long(world: World, username: str, idle: timedelta) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(world, username)
        clock.shift(idle - timedelta(seconds=1))
        assert gets_in(client, username)
        clock.shift(idle - timedelta(seconds=1))
        assert gets_in(client, username)
        clock.shift(idle + timedelta(seconds=1))
        assert not gets_in(client, username)


def test_a_session_ends_after_its_day_however_busy(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(world, STAFF)
        for _ in range(12 * 3 - 1):
            clock.shift(timedelta(minutes=20))
            assert gets_in(client, STAFF)
        clock.shift(timedelta(minutes=20))
        assert not gets_in(client, STAFF)


def test_an_owner_with_a_staff_role_has_staffs_limits(world: World) -> None:
    member(OWNER, role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(world, OWNER)
        clock.shift(timedelta(minutes=31))
        assert not gets_in(client, OWNER)


def test_a_session_is_written_once_a_minute_at_most(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(world, STAFF)
        writes = []
        for seconds in (1, 30, 61, 1):
            clock.shift(timedelta(seconds=seconds))
            with CaptureQueriesContext(connection) as asked:
                client.get("/me/security/")
            writes.append(sum('UPDATE "django_session"' in one["sql"] for one in asked))
    assert writes == [0, 0, 1, 0]


def test_what_a_page_asks_for_by_itself_keeps_no_session_alive(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = enter(world, STAFF)
        for _minute in range(30):
            assert client.get("/inbox/count/", headers={"X-By-Itself": "1"}).status_code == 200
            clock.shift(timedelta(minutes=1))
        assert not gets_in(client, STAFF)


def test_person_and_memberships_are_one_query_beside_the_session(world: World) -> None:
    client = enter(world, STAFF)
    with CaptureQueriesContext(connection) as asked:
        client.get("/me/devices/")
    about = [one["sql"] for one in asked if re.search(r'FROM "accounts_(user|membership)"', one["sql"])]
    assert len(about) == 1


def test_a_cookie_of_before_the_sign_out_opens_nothing(world: World) -> None:
    client = enter(world, STAFF)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-out/")
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not gets_in(client, STAFF)


def test_a_device_is_called_what_people_call_it(world: World) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Mobile/15E148 MicroMessenger/8.0"
    phone, unknown = Client(headers={"user-agent": agent}), Client(headers={"user-agent": "a browser of its own"})
    for client in (phone, unknown):
        sign_in(client, world.here.officer.user)
    names = {one.name for one in phone.get("/me/devices/").context["devices"]}
    assert names == {"WeChat Browser · iOS", "a browser of its own"}


def test_one_device_all_others_and_everywhere_are_signed_out(world: World) -> None:
    here, second, third = Client(), Client(), Client()
    for client in (here, second, third):
        sign_in(client, world.here.officer.user)
    devices = here.get("/me/devices/").context["devices"]
    assert [one.is_current for one in devices].count(True) == 1
    other = next(one for one in devices if one.session.session_key == second.session.session_key)
    here.post(f"/me/devices/{other.session.pk}/end/")
    assert [gets_in(client, STAFF) for client in (here, second, third)] == [True, False, True]
    here.post("/me/devices/end-others/")
    assert [gets_in(client, STAFF) for client in (here, third)] == [True, False]
    assert here.post("/me/devices/end-others/", {"everywhere": "1"}).headers["Location"] == "/sign-in/"
    assert not is_signed_in(here)


def test_somebody_elses_device_is_not_found(world: World) -> None:
    client = Client()
    sign_in(client, world.here.officer.user)
    theirs = client.get("/me/devices/").context["devices"][0].session.pk
    assert enter(world, OWNER).post(f"/me/devices/{theirs}/end/").status_code == 404
    assert gets_in(client, STAFF)


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    here, other = Client(), Client()
    for client in (here, other):
        sign_in(client, world.here.officer.user)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/me/password/", {**given, "oldpassword": "wrong"}).context["form"].errors
    assert here.post("/me/password/", {**given, "password2": "other"}).context["form"].errors
    assert here.post("/me/password/", {**given, "password1": "short", "password2": "short"}).context["form"].errors
    assert here.post("/me/password/", given).headers["Location"] == "/me/security/"
    assert [gets_in(client, STAFF) for client in (here, other)] == [True, False]


def test_switching_keeps_the_device_in_the_list(world: World) -> None:
    second = member(STAFF, role=Role.OWNER, city=world.there.city)
    client = Client()
    sign_in(client, world.here.officer.user)
    client.post("/switch/", {"membership": str(second.pk)})
    assert len(client.get("/me/devices/").context["devices"]) == 1
