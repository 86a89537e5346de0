"""Promises 10, 33 and 34: over HTTP two cities ask in turn, Redis vanishes, the database crashes."""

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from claims.models import Claim, TelephoneReport
from idi_platform.deadlines.models import DeadlineTimer
from idi_platform.embedded.connections import DATABASE
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import tenant_work
from tests import databases
from tests.armed import DAY, OFFSETS, arm
from tests.claims.path import pin_scheme, publish
from tests.conftest import Standing
from tests.faults.installation import AWAY, LONGEST_SECONDS, Installation, Telephone, installed
from tests.waiting import wait_until
from tests.world import ZONE, CityWorld

DUE = datetime(2026, 9, 24, tzinfo=ZONE)
TERMS = 20
CALLERS = 4
# Everything that an adjuster opens in the morning, and what strangers ask.
PAGES = ("ui:home", "alerts:inbox", "claims:list", "deadlines:mine", "account_login", "api-v1:regimes")


@pytest.fixture(scope="module")
def installation(
    worker_database: str, standing: Standing, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Installation]:
    """One for all tests: to start it takes longer than to kill it."""
    name = f"{worker_database}_installed"
    databases.clone(name, standing.database)
    with django_db_blocker.unblock():
        publish(name)
        with databases.using(name):
            pin_scheme(standing.world.here)
            pin_scheme(standing.world.there)
    with installed(name, django_db_blocker) as running:
        yield running
    databases.drop(name)


def claims_of(city: CityWorld) -> set[str]:
    with tenant_work(city.system):
        reported = TelephoneReport.objects.values_list("claim_id", flat=True)
        found = {str(pk) for pk in Claim.objects.values_list("pk", flat=True)}
        assert len(reported) == len(found)
    return found


def waiting(city: CityWorld) -> int:
    with tenant_work(city.system):
        assert not Message.objects.exclude(failed_reason="").filter(skipped=True).exists()
        return Message.objects.filter(sent_at=None, skipped=False).count()


class Reports:
    """Reports that come in from several callers at once; at moments chosen at random something is done to a server."""

    def __init__(self, telephone: Telephone, count: int) -> None:
        self._telephone, self._count = telephone, count

    def come_in(self, *harm: Callable[[], None]) -> list[str]:
        """The claims of all reports, each acknowledged."""
        moments = sorted(random.sample(range(1, self._count * 9 // 10), len(harm)))
        with ThreadPoolExecutor(CALLERS) as pool:
            sent = [pool.submit(self._telephone.report, number) for number in range(self._count)]
            for moment, harming in zip(moments, harm, strict=True):
                wait_until(lambda least=moment: _ended(sent) >= least, seconds=600, what=f"{moment} reports came in")  # type: ignore[misc]  # the loop's own number
                harming()
            return [each.result() for each in sent]


def _ended(sent: Sequence[Future[Any]]) -> int:
    return sum(each.done() for each in sent)


def fall_due(city: CityWorld) -> None:
    arm(city, count=TERMS, dues=[DUE - 30 * DAY])


def check(installation: Installation, city: CityWorld, before: set[str], sent: list[str]) -> None:
    """Every acknowledged report is there, once, and everything that follows from it is done."""
    connections.close_all()
    installation.wait_until_well()
    assert len(set(sent)) == len(sent)
    assert claims_of(city) == before | set(sent)
    wait_until(lambda: waiting(city) == 0, seconds=LONGEST_SECONDS, what="every message is delivered")
    installation.assert_nobody_ended()


@pytest.mark.faults
def test_whatever_was_acknowledged_outlives_crashes_of_the_database(
    installation: Installation, standing: Standing, full: bool
) -> None:
    here, there = standing.world.here, standing.world.there
    reports, crashes = (400, 20) if full else (12, 1)
    telephone, before = Telephone(installation, here), claims_of(here)

    def harm() -> None:
        """Sessions end; then the server, in the midst of a sweep."""
        fall_due(there)
        installation.end_sessions()
        installation.crash_database()
        installation.start_database()

    sent = Reports(telephone, reports).come_in(*[harm] * crashes)
    check(installation, here, before, sent)
    wait_until(lambda: waiting(there) == 0, seconds=LONGEST_SECONDS, what="every term is swept and told")
    with tenant_work(there.system):
        assert DeadlineTimer.objects.filter(fire_at=None, quarantined="").count() == TERMS * crashes
        assert Message.objects.filter(topic="deadline").count() == TERMS * crashes * len(OFFSETS)
    installation.wait_until_well()
    databases.manage("verify", login="idi_app", database=DATABASE)
    told = databases.manage("deadlines", "replay", "--city", here.city.code, login="idi_app", database=DATABASE)
    assert f"{here.city.code} 0 checked" not in told, told


@pytest.mark.faults
def test_reports_and_pages_go_on_without_redis(installation: Installation, standing: Standing, full: bool) -> None:
    here = standing.world.here
    reports, flushes, away_seconds = (1_000, 20, 60) if full else (12, 1, 1)
    telephone, before, broker = Telephone(installation, here), claims_of(here), installation.broker

    killed_at = math.inf

    def flush() -> None:
        with broker.client() as client:
            client.flushall()

    def kill() -> None:
        nonlocal killed_at
        broker.kill()
        killed_at = time.monotonic()

    sent = Reports(telephone, reports).come_in(*[flush] * flushes, kill)
    assert installation.health()["redis"] == "failed"
    assert installation.ask("/health/web")[0] == 200
    assert pages_that_fail(installation, here) == {}
    wait_until(lambda: time.monotonic() > killed_at + away_seconds, seconds=LONGEST_SECONDS, what="it is away")
    broker.start()
    check(installation, here, before, sent)


@pytest.mark.faults
def test_two_cities_that_ask_in_turn_see_their_own_whatever_went_wrong_before(
    installation: Installation, standing: Standing, full: bool
) -> None:
    """The web's connections are kept between requests: what the last one saw, and how it ended, is forgotten."""
    cities = [standing.world.here, standing.world.there]
    telephones = [Telephone(installation, city) for city in cities]
    kept = [claims_of(city) | {telephone.report(1)} for city, telephone in zip(cities, telephones, strict=True)]
    accidents: list[Callable[[int], tuple[int | None, str]]] = [
        lambda mine: installation.ask(f"/api/v1/claims/{min(kept[1 - mine])}/", headers=telephones[mine].head),
        lambda mine: installation.ask(f"/api/v1/claims/{uuid4()}/", headers=telephones[mine].head),
        lambda mine: installation.ask(telephones[mine].path, headers=telephones[mine].head, body={"owner": "\x00"}),
        lambda mine: installation.ask(telephones[1 - mine].path, headers=telephones[mine].head, body={}),
    ]

    def ask(_number: int) -> None:
        mine = random.randrange(2)
        if random.random() < 0.5:
            status, words = random.choice(accidents)(mine)
            assert status is None or status >= 400, words
        status, words = None, ""
        while status in AWAY:
            status, words = installation.ask("/api/v1/claims/", headers=telephones[mine].head)
        assert status == 200, installation.stack.words("web")
        assert {str(row["id"]) for row in json.loads(words)["results"]} == kept[mine]

    with ThreadPoolExecutor(CALLERS) as pool:
        asked = [pool.submit(ask, number) for number in range(500 if full else 60)]
        wait_until(lambda: _ended(asked) >= len(asked) // 2, seconds=LONGEST_SECONDS, what="half of them are answered")
        installation.end_sessions()
        for each in asked:
            each.result()


def pages_that_fail(installation: Installation, city: CityWorld) -> dict[str, int | None]:
    """As the adjuster, then as a stranger, who also tries a password."""
    browser = Client()
    browser.force_login(city.adjuster.user)
    cookie = f"idi_session_{installation.stack.port}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    told = {name: installation.ask(reverse(name), headers={"Cookie": cookie})[0] for name in PAGES}
    token = "t" * 32
    guess = {"csrfmiddlewaretoken": token, "login": city.adjuster.user.username, "password": "wrong"}
    told["a wrong password"] = installation.ask(
        reverse("account_login"), form=guess, headers={"Cookie": f"idi_csrf_{installation.stack.port}={token}"}
    )[0]
    return {name: status for name, status in told.items() if status is None or status >= 500}
