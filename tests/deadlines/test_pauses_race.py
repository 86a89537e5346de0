"""Requests and documents beside sweepers, each other, and a server process that dies: one truth, no deadlock."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from idi_platform.deadlines.models import Deadline, DeadlineTimer, Pause
from idi_platform.deadlines.public import SecondRequest
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import EVENT, StatedRules, duty, received, start
from tests.threads import at_once, connected
from tests.world import CityWorld, World

TERMS = 20
DUTIES = [f"claims.term-{number}" for number in range(TERMS)]
ASKED, ANSWERED = china("2026-09-24T15:00"), china("2026-09-26T10:00")
# Two days deducted: 30 September.
DUE, DUE_AFTER = china("2026-09-29"), china("2026-10-01")


@pytest.fixture
def city(committed_world: World, rules: StatedRules) -> CityWorld:
    """A city with twenty running terms that a request may stop, committed."""
    rules.stated[EVENT] = tuple(duty(code) for code in DUTIES)
    rules.suspendable = set(DUTIES)
    with acting_as(committed_world.here.system), transaction.atomic():
        start(committed_world.here, received(committed_world.here))
    return committed_world.here


def ask_each(city: CityWorld) -> int:
    stopped = 0
    for code in DUTIES:
        with acting_as(city.system), transaction.atomic():
            stopped += len(request(city, ASKED, code, entered_at=DUE - timedelta(seconds=1)))
    return stopped


def test_a_request_beside_the_sweep_stops_the_term_or_finds_it_missed(committed_db: str, city: CityWorld) -> None:
    stopped, _ = at_once(
        committed_db,
        ("idi_app", lambda: ask_each(city)),
        ("idi_clock", lambda: sweep(now=DUE, batch=1).timers),
    )
    with acting_as(city.system), transaction.atomic():
        assert Deadline.objects.filter(missed_at=None).exclude(suspended_since=None).count() == stopped
        assert Deadline.objects.filter(missed_at=DUE, suspended_since=None).count() == TERMS - stopped
        assert DeadlineTimer.objects.filter(fire_at=None).count() == stopped


def test_documents_beside_the_sweep_move_every_term_and_tell_each_miss_once(committed_db: str, city: CityWorld) -> None:
    with acting_as(city.system), transaction.atomic():
        request(city, ASKED, *DUTIES)

    def tell() -> int:
        with acting_as(city.system), transaction.atomic():
            return len(answer(city, ANSWERED, entered_at=DUE_AFTER))

    def tick() -> int:
        return sum(sweep(now=DUE_AFTER, batch=3).timers for _ in range(20))

    first, second, _ = at_once(committed_db, ("idi_app", tell), ("idi_app", tell), ("idi_clock", tick))
    assert sorted((first, second)) == [0, TERMS]
    with connected(committed_db, "idi_clock"):
        sweep(now=DUE_AFTER)
    with acting_as(city.system), transaction.atomic():
        assert set(Deadline.objects.values_list("due_at", "missed_at", "plan_version")) == {(DUE_AFTER, DUE_AFTER, 2)}
        assert Message.objects.filter(created_at=DUE_AFTER, skipped=False).count() == TERMS


def test_two_requests_at_once_stop_a_term_once(committed_db: str, city: CityWorld) -> None:
    def ask() -> int:
        with acting_as(city.system), transaction.atomic():
            try:
                return len(request(city, ASKED, *DUTIES))
            except SecondRequest:
                return 0

    assert sorted(at_once(committed_db, ("idi_app", ask), ("idi_app", ask))) == [0, TERMS]
    with acting_as(city.system), transaction.atomic():
        assert Pause.objects.count() == TERMS


def answer_and_die(city: CityWorld) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        answer(city, ANSWERED)
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_server_process_that_dies_before_the_commit_leaves_the_terms_standing_still(
    committed_db: str, city: CityWorld
) -> None:
    with acting_as(city.system), transaction.atomic():
        request(city, ASKED, *DUTIES)
    with connected(committed_db), acting_as(city.system), pytest.raises(Error):
        answer_and_die(city)
    with acting_as(city.system), transaction.atomic():
        assert Deadline.objects.filter(suspended_since=ASKED, due_at=DUE, plan_version=1).count() == TERMS
        assert DeadlineTimer.objects.filter(fire_at=None, plan_version=1).count() == TERMS
        assert len(answer(city, ANSWERED)) == TERMS
