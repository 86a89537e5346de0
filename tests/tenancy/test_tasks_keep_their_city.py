"""A worker on the real broker: the actor travels with the message, and nobody's work sees nothing (PROMISES row 11)."""

import random
from collections.abc import Iterator
from queue import SimpleQueue
from uuid import uuid4

import pytest
from celery import Task
from celery.contrib.testing.worker import start_worker
from django.db import transaction

from idi_platform.celery import app
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import NoActor, acting_as, current_actor, tenant_work
from tests.world import World

QUEUE = f"test-{uuid4()}"
# A bound against a worker that died, not a measurement.
LONGEST_SECONDS = 60
answers: SimpleQueue[object] = SimpleQueue()


@app.task(name="tests.tenancy.look")
def look(city_id: int | None) -> None:
    """Compares the cities seen by a query that forgot its WHERE with the sender's."""
    with transaction.atomic():
        seen = set(Dossier.objects.values_list("city_id", flat=True))
    answers.put((seen, {city_id} if city_id else set()))


@app.task(name="tests.tenancy.fail")
def fail(city_id: int | None) -> None:
    """Writes as the sender and fails: nothing of it may stay, neither row nor actor."""
    try:
        with tenant_work(current_actor()):
            Dossier.objects.update(title="half done")
            raise ZeroDivisionError
    finally:
        answers.put((set(), set()))


@app.task(name="tests.tenancy.who")
def who(_city_id: int | None) -> None:
    try:
        answers.put(current_actor())
    except NoActor:
        answers.put("nobody")


@pytest.fixture(scope="module")
def worker(standing_world: World) -> Iterator[None]:
    """In a thread of this process, with a connection of its own."""
    app.amqp.queues.select_add(QUEUE)  # type: ignore[arg-type]  # celery takes a name
    with start_worker(app, pool="solo", perform_ping_check=False, queues=[QUEUE], loglevel="CRITICAL"):
        yield


def send(task: "Task[..., None]", city_id: int | None) -> None:
    task.apply_async((city_id,), queue=QUEUE)


def test_the_senders_actor_is_the_tasks_actor(worker: None, standing_world: World) -> None:
    actor = standing_world.here.adjuster.actor()
    with acting_as(actor):
        send(who, actor.city_id)
    assert answers.get(timeout=LONGEST_SECONDS) == actor


def test_a_task_sent_by_nobody_runs_as_nobody(worker: None, standing_world: World) -> None:
    with acting_as(standing_world.here.system):
        send(who, None)
    answers.get(timeout=LONGEST_SECONDS)
    send(who, None)
    send(look, None)
    assert answers.get(timeout=LONGEST_SECONDS) == "nobody"
    assert answers.get(timeout=LONGEST_SECONDS) == (set(), set())


def test_interleaved_cities_with_failing_tasks_see_only_their_own(worker: None, standing_world: World) -> None:
    chance = random.Random(11)
    rounds = 120
    for _ in range(rounds):
        city = chance.choice([standing_world.here, standing_world.there, None])
        if city is None:
            send(look, None)
            continue
        with acting_as(city.system):
            send(chance.choice([look, look, fail]), city.city.pk)
    for _ in range(rounds):
        pair = answers.get(timeout=LONGEST_SECONDS)
        assert isinstance(pair, tuple)
        assert pair[0] == pair[1]
    for city in (standing_world.here, standing_world.there):
        with tenant_work(city.system):
            assert not Dossier.objects.filter(title="half done").exists()
