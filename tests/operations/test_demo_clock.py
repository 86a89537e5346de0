"""The operator moves a demo's business clock, for every process, and sees what waits."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import Role
from idi_platform.tenancy.public import business_now
from tests import databases
from tests.world import ZONE, World, member

PAGE, CLOCK = "/operations/clock/", "/operations/clock/move/"


@pytest.fixture
def operator(client: Client, world: World, settings: Settings) -> Client:
    settings.DEMO_MODE = True
    client.force_login(world.operator.user)
    return client


def distance(to: datetime) -> timedelta:
    return abs(business_now() - to)


def test_the_clock_moves_to_a_moment_in_chinese_time(operator: Client) -> None:
    assert operator.post(CLOCK, {"to": "2026-09-30T23:50"}).headers["Location"] == PAGE
    assert distance(datetime(2026, 9, 30, 23, 50, tzinfo=ZONE)) < timedelta(minutes=1)


@pytest.mark.parametrize(("step", "by"), [("hour", {"hours": 1}), ("day", {"days": 1}), ("week", {"days": 7})])
def test_the_clock_moves_by_a_step(operator: Client, step: str, by: dict[str, int]) -> None:
    operator.post(CLOCK, {"step": step})
    assert distance(timezone.now() + timedelta(**by)) < timedelta(minutes=1)


def test_the_clock_goes_back_to_real_time(operator: Client) -> None:
    operator.post(CLOCK, {"step": "week"})
    operator.post(CLOCK, {"step": "real"})
    assert distance(timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize("to", ["", "yesterday", "2026-02-30T10:00", "9999-12-31T23:59", "0001-01-01T00:00"])
def test_what_is_no_moment_or_too_far_away_is_refused_on_its_field(operator: Client, to: str) -> None:
    response = operator.post(CLOCK, {"to": to})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["to"]
    assert distance(timezone.now()) < timedelta(minutes=1)


def test_the_move_holds_for_every_process(committed_world: World, committed_db: str, settings: Settings) -> None:
    settings.DEMO_MODE = True
    client = Client()
    client.force_login(committed_world.operator.user)
    client.post(CLOCK, {"to": "2026-09-30T23:50"})
    asked = "from idi_platform.tenancy.public import business_now; print(business_now().isoformat())"
    for login in ("idi_app", "idi_clock"):
        told = databases.manage("shell", "-v0", "-c", asked, login=login, database=committed_db, IDI_DEMO="1")
        assert told.strip().splitlines()[-1].startswith("2026-09-30T15:5")


def test_outside_a_demo_the_page_does_not_exist(operator: Client, settings: Settings) -> None:
    settings.DEMO_MODE = False
    assert operator.get(PAGE).status_code == 404
    assert operator.post(CLOCK, {"step": "week"}).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OPERATOR])
def test_nobody_else_opens_it_or_moves_the_clock(operator: Client, world: World, role: str) -> None:
    operator.force_login(member("someone", role=role, city=world.here.city).user)
    assert operator.get(PAGE).status_code == 403
    assert operator.post(CLOCK, {"step": "week"}).status_code == 403
    assert distance(timezone.now()) < timedelta(minutes=1)
