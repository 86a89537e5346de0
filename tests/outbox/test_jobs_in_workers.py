"""Jobs in real Celery workers: progress is seen from outside, a killed worker's job is finished by another."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from idi_platform.outbox.jobs import RUN, send_again
from idi_platform.outbox.public import Job, JobState, start_job
from idi_platform.outbox.tasks import deliver_all, run_job
from idi_platform.tenancy.public import acting_as, tenant_work
from tests.broker import LONGEST_SECONDS, OwnBroker
from tests.outbox import runners as runners
from tests.waiting import wait_until
from tests.world import CityWorld, World


@pytest.fixture
def here(committed_world: World) -> Iterator[CityWorld]:
    """The city; what its jobs made lies where workers keep files, and goes after the test."""
    city = committed_world.here
    yield city
    with tenant_work(city.system):
        for job in Job.objects.exclude(result=""):
            default_storage.delete(str(job.result.name))


def started(city: CityWorld, kind: str, broker: OwnBroker, **parameters: Any) -> Job:
    with tenant_work(city.adjuster.actor()) as by:
        return start_job(kind=kind, parameters={"socket": broker.socket, **parameters}, by=by, at=timezone.now())


def row(job: Job, city: CityWorld) -> Job:
    with tenant_work(city.system):
        return Job.objects.get(pk=job.pk)


def wait_for(city: CityWorld, job: Job, state: JobState) -> Job:
    wait_until(lambda: row(job, city).state == state, seconds=LONGEST_SECONDS, what=f"{job.kind} is {state}")
    return row(job, city)


def content(job: Job) -> str:
    with default_storage.open(str(job.result.name)) as file:
        return bytes(file.read()).decode()


def test_a_worker_runs_a_job_and_tells_how_far_it_is(committed_db: str, here: CityWorld, own_broker: OwnBroker) -> None:
    steps = 5_000
    job = started(here, "test.steps", own_broker, steps=steps)
    with own_broker.worker(committed_db), own_broker.client() as client:

        def moves() -> bool:
            client.rpush("steps", "go")
            return 0 < row(job, here).done < steps

        wait_until(moves, seconds=LONGEST_SECONDS, what="the row tells of progress")
        assert row(job, here).total == steps
        client.rpush("steps", *["go"] * steps)
        done = wait_for(here, job, JobState.DONE)
        # Delivered twice: another message of the same job, then one that tells that it was read.
        with acting_as(here.adjuster.actor()):
            run_job.delay(str(job.pk))
        refused = wait_for(here, started(here, "test.refuse", own_broker), JobState.FAILED)
        assert client.llen("began") == 1
    by = here.adjuster.actor()
    assert (done.done, done.result_name, content(done)) == (steps, "steps.txt", f"{by.user_id} {by.role} {by.city_id}")
    assert row(job, here).result.name == done.result.name
    assert refused.error == "The list is gone."


@pytest.mark.faults
def test_a_killed_workers_job_is_finished_by_another_after_the_lease(
    committed_db: str, here: CityWorld, own_broker: OwnBroker
) -> None:
    job = started(here, "test.short", own_broker, steps=2)
    with own_broker.client() as client:
        with own_broker.worker(committed_db):
            assert client.blpop(["began"], timeout=LONGEST_SECONDS)
            killed = row(job, here)
            assert killed.state == JobState.RUNNING
        wait_until(
            lambda: send_again(by=here.system, at=timezone.now()), seconds=LONGEST_SECONDS, what="the lease runs out"
        )
        with own_broker.worker(committed_db):
            # Not before: Redis might hand the first steps to the dead worker's connection.
            assert client.blpop(["began"], timeout=LONGEST_SECONDS)
            client.rpush("steps", "go", "go")
            done = wait_for(here, job, JobState.DONE)
    assert (done.attempts, done.done) == (2, 2)
    assert done.lease_token != killed.lease_token
    assert content(done).startswith(str(here.adjuster.user.pk))


@pytest.mark.faults
def test_a_job_lost_with_redis_is_found_by_the_tick(committed_db: str, here: CityWorld, own_broker: OwnBroker) -> None:
    job = started(here, "test.refuse", own_broker)
    with own_broker.client() as client:
        client.flushall()
    with tenant_work(here.system):
        Job.objects.update(lease_until=timezone.now())
    with own_broker.worker(committed_db):
        deliver_all.delay()
        assert wait_for(here, job, JobState.FAILED).error == "The list is gone."


def test_details_of_an_accident_stay_in_the_log(committed_db: str, here: CityWorld, own_broker: OwnBroker) -> None:
    job = started(here, "test.stumble", own_broker, secret="canary")
    with own_broker.worker(committed_db):
        failed = wait_for(here, job, JobState.FAILED)
    assert (failed.error, failed.result.name) == ("", "")
    assert "canary" in (own_broker.var / "default.log").read_text(encoding="utf-8")


def test_the_task_is_known_where_it_is_sent() -> None:
    assert run_job.name == RUN
