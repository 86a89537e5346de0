"""A message that was given up can be handed out again: once, by somebody, for a reason that stays on record."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from idi_platform.outbox import delivery
from idi_platform.outbox.delivery import GIVEN_UP, deliver_batch, given_up, register_topic
from idi_platform.outbox.errors import NotGivenUp, ReplayUnanswered
from idi_platform.outbox.models import Replay
from idi_platform.outbox.public import Message, enqueue
from idi_platform.outbox.replay import replay_message
from idi_platform.tenancy.public import acting_as, tenant_work, uuid7
from tests.threads import at_once
from tests.world import CityWorld, World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)
TOPIC = "test-replay"


@pytest.fixture
def heard() -> Iterator[list[UUID]]:
    """The messages that arrived."""
    arrived: list[UUID] = []
    register_topic(TOPIC, lambda message, _by: arrived.append(message.pk))
    yield arrived
    del delivery._handlers[TOPIC]


def buried(city: CityWorld) -> UUID:
    """A message that took its workers with it."""
    with acting_as(city.system) as by, transaction.atomic():
        source = uuid4()
        enqueue(topic=TOPIC, source_id=source, by=by, at=AT)
        found = Message.objects.filter(source_id=source)
        found.update(skipped=True, failed_reason=GIVEN_UP, attempts=5, lease_token=uuid7())
        return found.get().pk


def replay(city: CityWorld, message_id: UUID, *, asked_by: str = "op", reason: str = "mended") -> Replay:
    with tenant_work(city.system) as by:
        return replay_message(message_id=message_id, asked_by=asked_by, reason=reason, by=by, at=AT)


def test_it_is_delivered_after_its_replay_and_not_before(world: World, heard: list[UUID]) -> None:
    message_id = buried(world.here)
    with acting_as(world.here.system) as by:
        assert deliver_batch(by=by, at=AT) == 0
        replay(world.here, message_id)
        assert deliver_batch(by=by, at=AT) == 1
    assert heard == [message_id]


def test_who_replayed_it_and_why_stays_on_record(world: World, heard: list[UUID]) -> None:
    message_id = buried(world.here)
    replay(world.here, message_id)
    with tenant_work(world.here.system):
        kept = Replay.objects.get(message_id=message_id)
    assert (kept.asked_by, kept.reason, kept.failed_reason, kept.replayed_at) == ("op", "mended", GIVEN_UP, AT)


@pytest.mark.parametrize(("asked_by", "reason", "field"), [("", "mended", "asked_by"), ("op", "  ", "reason")])
def test_nobody_and_nothing_is_no_answer(
    world: World, heard: list[UUID], asked_by: str, reason: str, field: str
) -> None:
    with pytest.raises(ReplayUnanswered) as refused:
        replay(world.here, buried(world.here), asked_by=asked_by, reason=reason)
    assert refused.value.field == field


def test_what_waits_or_is_another_citys_cannot_be_replayed(world: World, heard: list[UUID]) -> None:
    with pytest.raises(NotGivenUp):
        replay(world.there, buried(world.here))
    with pytest.raises(NotGivenUp):
        replay(world.here, uuid7())


def test_the_command_lists_what_was_given_up_and_hands_one_out(world: World, heard: list[UUID]) -> None:
    first, second = buried(world.here), buried(world.here)
    told = StringIO()
    call_command("replay_messages", stdout=told)
    assert [line.split()[1] for line in told.getvalue().splitlines()] == [str(first), str(second)]
    code = world.here.city.code
    call_command("replay_messages", city=code, message=first, asked_by="op", reason="mended", stdout=told)
    with tenant_work(world.here.system):
        assert [message.pk for message in given_up(world.here.city.pk)] == [second]
    with pytest.raises(CommandError, match=str(first)):
        call_command("replay_messages", city=code, message=first, asked_by="op", reason="mended")


def test_the_command_wants_a_city_for_a_replay(world: World) -> None:
    with pytest.raises(CommandError, match="--city"):
        call_command("replay_messages", message=uuid7(), asked_by="op", reason="mended")
    with pytest.raises(CommandError, match="in use"):
        call_command("replay_messages", city="999999")


def test_of_two_who_replay_it_at_once_one_does(committed_db: str, committed_world: World, heard: list[UUID]) -> None:
    message_id = buried(committed_world.here)

    def once() -> str:
        try:
            replay(committed_world.here, message_id)
        except NotGivenUp:
            return "refused"
        return "replayed"

    assert sorted(at_once(committed_db, *[("idi_app", once)] * 2)) == ["refused", "replayed"]
