"""A worker is woken by what was committed, and by nothing else; a queue that is away fails nobody."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from idi_platform.outbox.public import Message, enqueue, wake_delivery
from idi_platform.tenancy.public import acting_as
from tests.broker import OwnBroker
from tests.world import CityWorld, World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)


class Refused(Exception):
    """Rolls back."""


def tell(city: CityWorld) -> None:
    enqueue(topic="test", source_id=uuid4(), by=city.system, at=AT)


def messages(city: CityWorld) -> int:
    with acting_as(city.system), transaction.atomic():
        return Message.objects.count()


def test_a_commit_wakes_and_only_then(committed_world: World, own_broker: OwnBroker) -> None:
    city = committed_world.here
    with acting_as(city.system), transaction.atomic():
        tell(city)
        assert own_broker.waiting() == 0
    assert (own_broker.waiting(), messages(city)) == (1, 1)


def test_a_rollback_sends_nothing(committed_world: World, own_broker: OwnBroker) -> None:
    def refuse(city: CityWorld) -> None:
        with acting_as(city.system), transaction.atomic():
            tell(city)
            raise Refused

    with pytest.raises(Refused):
        refuse(committed_world.here)
    assert (own_broker.waiting(), messages(committed_world.here)) == (0, 0)


def test_without_redis_the_message_is_kept_and_nobody_sees_an_error(
    committed_world: World, own_broker: OwnBroker, caplog: pytest.LogCaptureFixture
) -> None:
    own_broker.stop()
    city = committed_world.here
    with acting_as(city.system), transaction.atomic():
        tell(city)
    assert messages(city) == 1
    assert "the queue is unreachable" in caplog.text


def test_redis_may_have_restarted_between_two_wakes(committed_world: World, own_broker: OwnBroker) -> None:
    wake_delivery(committed_world.here.city.pk)
    own_broker.stop()
    own_broker.start()
    wake_delivery(committed_world.here.city.pk)
    assert own_broker.waiting() == 1
