"""Promise 33: emptying Redis between sweep and delivery, or stopping it for a while, loses nothing."""

import time
from datetime import datetime

import pytest
from django.db import transaction

from idi_platform.outbox.public import Message
from idi_platform.outbox.tasks import deliver_all
from idi_platform.tenancy.public import acting_as
from tests import databases
from tests.armed import OFFSETS, arm
from tests.broker import OwnBroker
from tests.waiting import wait_until
from tests.world import ZONE, CityWorld, World

DUE = datetime(2026, 9, 24, tzinfo=ZONE)
TERMS = 20
TOLD = TERMS * (len(OFFSETS) - 2)
LONGEST_SECONDS = 120


def waiting(city: CityWorld) -> int:
    with acting_as(city.system), transaction.atomic():
        return Message.objects.filter(sent_at=None, skipped=False).count()


def sweep_what_is_due(city: CityWorld, database: str, broker: OwnBroker) -> None:
    arm(city, count=TERMS, dues=[DUE])
    databases.manage("sweep", login="idi_clock", database=database, REDIS_URL=broker.url)


def all_delivered(city: CityWorld, *, times: int) -> None:
    """Each message went out, and none failed."""
    wait_until(lambda: waiting(city) == 0, seconds=LONGEST_SECONDS, what="every message is delivered")
    with acting_as(city.system), transaction.atomic():
        assert Message.objects.filter(skipped=False).count() == times * TOLD
        assert not Message.objects.exclude(failed_reason="").exists()


@pytest.mark.faults
def test_emptying_redis_between_sweep_and_delivery_loses_nothing(
    committed_db: str, committed_world: World, own_broker: OwnBroker
) -> None:
    city = committed_world.here
    sweep_what_is_due(city, committed_db, own_broker)
    assert own_broker.waiting() == 1
    with own_broker.client() as client:
        client.flushall()
    assert own_broker.waiting() == 0
    assert waiting(city) == TOLD
    with own_broker.worker(committed_db):
        deliver_all.delay()
        all_delivered(city, times=1)


@pytest.mark.faults
def test_a_redis_that_is_stopped_for_a_while_loses_nothing_and_its_worker_comes_back(
    committed_db: str, committed_world: World, own_broker: OwnBroker, full: bool
) -> None:
    if not full:
        pytest.skip("small in test_servers_die_under_the_web.py, over HTTP")
    city, away_seconds = committed_world.here, 60
    with own_broker.worker(committed_db):
        sweep_what_is_due(city, committed_db, own_broker)
        all_delivered(city, times=1)
        own_broker.stop()
        stopped_at = time.monotonic()
        # The clock goes on without its queue: the sweep is kept in the database and does not fail.
        sweep_what_is_due(city, committed_db, own_broker)
        wait_until(lambda: time.monotonic() > stopped_at + away_seconds, seconds=LONGEST_SECONDS, what="it is away")
        assert waiting(city) == TOLD
        own_broker.start()
        deliver_all.delay()
        all_delivered(city, times=2)
