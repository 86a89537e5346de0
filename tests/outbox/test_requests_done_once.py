"""A message is written once, a repeated request has one effect and one answer."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from idi_platform.audit.public import Event, record
from idi_platform.outbox.models import IdempotencyKey
from idi_platform.outbox.public import KeyUsedForAnotherRequest, Message, enqueue, run_once
from idi_platform.tenancy.public import Actor, acting_as
from tests.threads import at_once
from tests.world import CityWorld, World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)
KEY = "a-form-opened-once"
THREADS = 10


def note(city: CityWorld, by: Actor) -> UUID:
    """An effect that can be counted."""
    return record(dossier_id=city.project.dossier_id, code="noted", by=by, at=AT, payload={}).pk


def test_one_source_tells_once(world: World) -> None:
    source = uuid4()
    with acting_as(world.here.system) as by:
        for text in ("first", "second"):
            enqueue(topic="test", source_id=source, by=by, at=AT, payload={"text": text})
        enqueue(topic="another", source_id=source, by=by, at=AT)
        assert Message.objects.get(topic="test").payload == {"text": "first"}
        assert Message.objects.count() == 2


def test_a_repeated_request_gets_the_first_answer_and_has_no_second_effect(world: World) -> None:
    with acting_as(world.here.owner.actor()) as by:
        first, again = (
            run_once(key=KEY, content={"b": 2, "a": 1}, by=by, action=lambda: note(world.here, by)) for _ in range(2)
        )
        third = run_once(key=KEY, content={"a": 1, "b": 2}, by=by, action=lambda: note(world.here, by))
        assert first == again == third
        assert Event.objects.filter(code="noted").count() == 1


def test_a_key_with_other_content_is_refused(world: World) -> None:
    with acting_as(world.here.owner.actor()) as by:
        run_once(key=KEY, content={"a": 1}, by=by, action=lambda: note(world.here, by))
        with pytest.raises(KeyUsedForAnotherRequest):
            run_once(key=KEY, content={"a": 2}, by=by, action=lambda: note(world.here, by))
        assert Event.objects.filter(code="noted").count() == 1


def test_one_key_of_two_people_is_two_requests(world: World) -> None:
    answers = set()
    for membership in (world.here.owner, world.here.adjuster):
        with acting_as(membership.actor()) as by:
            answers.add(run_once(key=KEY, content={}, by=by, action=lambda by=by: note(world.here, by)))  # type: ignore[misc]  # the loop's own actor
    assert len(answers) == 2


def test_a_request_that_failed_may_be_sent_again(world: World) -> None:
    def fail() -> UUID:
        raise LookupError(KEY)

    with acting_as(world.here.owner.actor()) as by:
        with pytest.raises(LookupError), transaction.atomic():
            run_once(key=KEY, content={}, by=by, action=fail)
        run_once(key=KEY, content={}, by=by, action=lambda: note(world.here, by))
        assert Event.objects.filter(code="noted").count() == 1


def test_ten_requests_at_once_are_one_effect(committed_db: str, committed_world: World) -> None:
    city = committed_world.here
    by = city.owner.actor()

    def send() -> UUID:
        with acting_as(by), transaction.atomic():
            return run_once(key=KEY, content={"a": 1}, by=by, action=lambda: note(city, by))

    answers = at_once(committed_db, *[("idi_app", send)] * THREADS)
    assert len(set(answers)) == 1
    with acting_as(by), transaction.atomic():
        assert list(Event.objects.filter(code="noted").values_list("pk", flat=True)) == [answers[0]]
        assert IdempotencyKey.objects.count() == 1
