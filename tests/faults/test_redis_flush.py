"""Promise 33, the clock's part: emptying Redis between sweep and delivery loses nothing."""

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
LONGEST_SECONDS = 120


def waiting(city: CityWorld) -> int:
    with acting_as(city.system), transaction.atomic():
        return Message.objects.filter(sent_at=None, skipped=False).count()


@pytest.mark.faults
def test_emptying_redis_between_sweep_and_delivery_loses_nothing(
    committed_db: str, committed_world: World, own_broker: OwnBroker
) -> None:
    city = committed_world.here
    arm(city, count=TERMS, dues=[DUE])
    databases.manage("sweep", login="idi_clock", database=committed_db, REDIS_URL=own_broker.url)
    assert own_broker.waiting() == 1
    with own_broker.client() as client:
        client.flushall()
    assert own_broker.waiting() == 0
    assert waiting(city) == TERMS * (len(OFFSETS) - 2)
    with own_broker.worker(committed_db):
        deliver_all.delay()
        wait_until(lambda: waiting(city) == 0, seconds=LONGEST_SECONDS, what="every message is delivered")
    with acting_as(city.system), transaction.atomic():
        assert not Message.objects.exclude(failed_reason="").exists()
