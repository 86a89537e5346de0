"""Each message is handed over once while its lease holds, again after a failure, and never given up."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from idi_platform.audit.public import Event, record
from idi_platform.outbox import delivery
from idi_platform.outbox.delivery import GIVEN_UP, LEASE, MOST_DEATHS, MOST_DOUBLINGS, deliver_batch, register_topic
from idi_platform.outbox.public import Message, enqueue
from idi_platform.tenancy.public import Actor, acting_as, uuid7
from tests.threads import at_once
from tests.world import CityWorld, World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)
TOPIC = "test"

Told = list[str]


class Postman:
    """A topic's handler that a test directs: what it heard, and what it stumbles over."""

    def __init__(self) -> None:
        self.heard: Told = []
        self.stumbles: set[str] = set()
        self.also: Callable[[Message, Actor], None] = lambda _message, _by: None

    def __call__(self, message: Message, by: Actor) -> None:
        text = message.payload["text"]
        self.also(message, by)
        if text in self.stumbles:
            raise ConnectionError(text)
        self.heard.append(text)


@pytest.fixture
def postman() -> Iterator[Postman]:
    handler = Postman()
    register_topic(TOPIC, handler)
    yield handler
    del delivery._handlers[TOPIC]


@pytest.fixture
def here(world: World) -> Iterator[CityWorld]:
    with acting_as(world.here.system):
        yield world.here


def tell(city: CityWorld, *texts: str, topic: str = TOPIC) -> None:
    with acting_as(city.system) as by, transaction.atomic():
        for text in texts:
            enqueue(topic=topic, source_id=uuid4(), by=by, at=AT, payload={"text": text})


def test_a_message_is_handed_over_once(here: CityWorld, postman: Postman) -> None:
    tell(here, "one", "two")
    assert [deliver_batch(by=here.system, at=AT) for _ in range(2)] == [2, 0]
    assert sorted(postman.heard) == ["one", "two"]
    assert Message.objects.filter(sent_at=AT).count() == 2


def test_a_city_delivers_its_own_messages_only(world: World, postman: Postman) -> None:
    tell(world.here, "ours")
    tell(world.there, "theirs")
    deliver_batch(by=world.here.system, at=AT)
    assert postman.heard == ["ours"]


def test_a_failure_leaves_its_reason_and_the_rest_of_the_batch_goes_on(here: CityWorld, postman: Postman) -> None:
    tell(here, "one", "bad", "two")
    postman.stumbles = {"bad"}
    deliver_batch(by=here.system, at=AT)
    assert sorted(postman.heard) == ["one", "two"]
    failed = Message.objects.get(sent_at=None)
    assert (failed.failed_reason, failed.attempts) == ("ConnectionError: bad", 1)


def test_what_a_failing_handler_wrote_is_undone(here: CityWorld, postman: Postman) -> None:
    def write(_message: Message, by: Actor) -> None:
        record(dossier_id=here.project.dossier_id, code="half_done", by=by, at=AT, payload={})

    tell(here, "bad")
    postman.also, postman.stumbles = write, {"bad"}
    deliver_batch(by=here.system, at=AT)
    assert not Event.objects.filter(code="half_done").exists()


def test_a_failed_message_is_tried_again_after_its_wait_and_then_forgets_nothing(
    here: CityWorld, postman: Postman
) -> None:
    tell(here, "bad")
    postman.stumbles = {"bad"}
    deliver_batch(by=here.system, at=AT)
    postman.stumbles = set()
    assert deliver_batch(by=here.system, at=AT + LEASE - timedelta(seconds=1)) == 0
    assert deliver_batch(by=here.system, at=AT + LEASE) == 1
    message = Message.objects.get()
    assert (postman.heard, message.sent_at, message.attempts) == (["bad"], AT + LEASE, 1)


def test_a_message_is_never_given_up_and_its_wait_stops_growing(here: CityWorld, postman: Postman) -> None:
    tell(here, "bad")
    postman.stumbles = {"bad"}
    at, waits = AT, []
    for attempt in range(1, 13):
        assert deliver_batch(by=here.system, at=at) == 1
        message = Message.objects.get()
        assert message.attempts == attempt
        assert message.lease_until is not None
        waits.append(message.lease_until - at)
        at = message.lease_until
    assert waits == [LEASE * 2 ** min(doubled, MOST_DOUBLINGS) for doubled in range(12)]


def test_a_topic_without_a_handler_waits_for_one(here: CityWorld) -> None:
    tell(here, "news", topic="unheard_of")
    deliver_batch(by=here.system, at=AT)
    assert Message.objects.get().failed_reason == "KeyError: 'unheard_of'"


def test_a_skipped_message_is_never_handed_over(here: CityWorld, postman: Postman) -> None:
    tell(here, "past")
    Message.objects.update(skipped=True)
    assert deliver_batch(by=here.system, at=AT) == 0
    assert postman.heard == []


def test_a_dead_workers_messages_are_taken_over_when_its_lease_ends(here: CityWorld, postman: Postman) -> None:
    tell(here, "one")
    Message.objects.update(lease_until=AT + LEASE, lease_token=uuid7())
    assert deliver_batch(by=here.system, at=AT + LEASE - timedelta(seconds=1)) == 0
    assert deliver_batch(by=here.system, at=AT + LEASE) == 1
    assert postman.heard == ["one"]
    assert Message.objects.get().attempts == 1


class Death(BaseException):
    """The worker dies: nothing of its batch is settled."""


def test_what_kills_its_workers_is_given_up_and_keeps_nothing_else_waiting(here: CityWorld, postman: Postman) -> None:
    def kill(message: Message, _by: Actor) -> None:
        if message.payload["text"] == "killer":
            raise Death

    tell(here, "before", "killer", "after")
    postman.also = kill
    at, deaths = AT, 0
    for _worker in range(4 + MOST_DEATHS):
        try:
            while deliver_batch(by=here.system, at=at):
                pass
        except Death:
            deaths += 1
        at += LEASE
    assert deaths == 1 + MOST_DEATHS, "once in its batch, then alone"
    assert set(postman.heard) >= {"before", "after"}
    given_up = Message.objects.get(sent_at=None)
    assert (given_up.payload["text"], given_up.skipped, given_up.failed_reason) == ("killer", True, GIVEN_UP)


def test_a_message_that_ever_failed_by_itself_is_not_given_up_for_deaths(here: CityWorld, postman: Postman) -> None:
    tell(here, "one")
    Message.objects.update(
        lease_until=AT, lease_token=uuid7(), attempts=MOST_DEATHS, failed_reason="ConnectionError: away"
    )
    assert deliver_batch(by=here.system, at=AT) == 1
    assert postman.heard == ["one"]


def test_a_worker_that_outlived_its_lease_leaves_the_message_to_its_new_holder(
    here: CityWorld, postman: Postman
) -> None:
    taken = uuid7()

    def lose_the_other(message: Message, _by: Actor) -> None:
        Message.objects.exclude(pk=message.pk).update(lease_token=taken, lease_until=AT + 2 * LEASE)

    tell(here, "one", "two")
    postman.also = lose_the_other
    deliver_batch(by=here.system, at=AT)
    assert len(postman.heard) == 1
    assert Message.objects.get(sent_at=None).lease_token == taken


def test_two_workers_share_a_city_without_doubling(committed_db: str, committed_world: World, postman: Postman) -> None:
    city, texts = committed_world.here, [f"{number:03}" for number in range(300)]
    tell(city, *texts)

    def work() -> None:
        while deliver_batch(by=city.system, at=AT):
            pass

    at_once(committed_db, *[("idi_app", work)] * 4)
    assert Counter(postman.heard) == dict.fromkeys(texts, 1)


def test_a_topic_has_one_handler(postman: Postman) -> None:
    with pytest.raises(RuntimeError, match="already has a handler"):
        register_topic(TOPIC, postman)
