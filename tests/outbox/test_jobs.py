"""A job runs once under its lease, tells how far it is, keeps its file whole, and fails in its reader's words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from pytest_django import Settings

from idi_platform.outbox import running
from idi_platform.outbox.jobs import SENT_AGAIN_AFTER, send_again
from idi_platform.outbox.public import Job, JobState, Progress, register_job, start_job
from idi_platform.outbox.running import LEASE, MOST_ATTEMPTS, run_job
from idi_platform.tenancy.public import Actor, DomainError, NoActor, acting_as, current_actor, tenant_work
from tests.broker import OwnBroker
from tests.threads import at_once
from tests.world import CityWorld, World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)
KIND = "test.directed"
SECOND = timedelta(seconds=1)

Work = Callable[[IO[bytes], Progress], None]


class Refused(DomainError):
    code = "refused_by_the_test"
    message = "Narrow the list."


class Clock:
    """Real time as the test says."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


def write_whole(file: IO[bytes], _progress: Progress) -> None:
    file.write(b"whole")


class Directed:
    """A runner that a test directs; `runs` counts, `ran_as` tells who it was and in which language."""

    def __init__(self) -> None:
        self.runs = 0
        self.ran_as: tuple[Actor, str | None] | None = None
        self.work: Work = write_whole

    def __call__(self, *, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
        assert current_actor() == by
        self.runs += 1
        self.ran_as = (by, translation.get_language())
        self.work(file, progress)
        return f"{parameters['name']}.txt"


@pytest.fixture
def directed() -> Iterator[Directed]:
    runner = Directed()
    register_job(KIND, label="Directed", runner=runner, content_type="text/plain")
    yield runner
    del running._kinds[KIND]


@pytest.fixture(autouse=True)
def kept(settings: Settings, tmp_path: Path) -> Path:
    """Where results are kept."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def here(committed_world: World, own_broker: OwnBroker) -> CityWorld:
    return committed_world.here


def started(city: CityWorld, *, language: str = "zh-hans") -> Job:
    with tenant_work(city.adjuster.actor()) as by, translation.override(language):
        return start_job(kind=KIND, parameters={"name": "list"}, by=by, at=AT)


def run(job: Job, city: CityWorld, clock: Clock | None = None) -> Job:
    """Delivers the job's message once; the row afterwards."""
    run_job(job_id=job.pk, by=city.system, now=clock or Clock())
    return row(job, city)


def row(job: Job, city: CityWorld) -> Job:
    with tenant_work(city.system):
        return Job.objects.get(pk=job.pk)


def content(job: Job) -> bytes:
    with default_storage.open(str(job.result.name)) as file:
        return bytes(file.read())


def files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_a_job_is_asked_for_when_its_transaction_commits(
    here: CityWorld, own_broker: OwnBroker, directed: Directed
) -> None:
    with tenant_work(here.adjuster.actor()) as by:
        start_job(kind=KIND, parameters={}, by=by, at=AT)
        assert own_broker.waiting() == 0
    assert own_broker.waiting() == 1


def test_a_job_runs_as_its_starter_in_their_language(here: CityWorld, directed: Directed, kept: Path) -> None:
    job = run(started(here, language="en"), here)
    assert directed.ran_as == (here.adjuster.actor(), "en")
    assert (job.state, job.result_name, content(job), job.finished_at) == (JobState.DONE, "list.txt", b"whole", AT)
    assert [path.stat().st_mode & 0o777 for path in files(kept)] == [0o600]


def test_a_second_delivery_does_nothing(here: CityWorld, directed: Directed) -> None:
    first = run(started(here), here)
    second = run(first, here, Clock())
    assert directed.runs == 1
    assert second.result.name == first.result.name


def test_a_message_of_another_city_does_nothing(committed_world: World, here: CityWorld, directed: Directed) -> None:
    job = started(here)
    run_job(job_id=job.pk, by=committed_world.there.system, now=Clock())
    assert (directed.runs, row(job, here).state) == (0, JobState.WAITING)


def test_many_deliveries_at_once_are_one_run(committed_db: str, here: CityWorld, directed: Directed) -> None:
    job = started(here)
    at_once(committed_db, *[("idi_app", lambda: run_job(job_id=job.pk, by=here.system, now=Clock()))] * 6)
    assert (directed.runs, row(job, here).state) == (1, JobState.DONE)


def test_the_row_hears_of_progress_at_most_once_a_second(here: CityWorld, directed: Directed) -> None:
    job, clock, heard = started(here), Clock(), []

    def work(_file: IO[bytes], progress: Progress) -> None:
        progress.total(9)
        for _ in range(9):
            clock.at += SECOND / 2
            progress.advance()
            told = row(job, here)
            heard.append((told.done, told.total, told.lease_until - clock.at))

    directed.work = work
    assert run(job, here, clock).done == 9
    assert [done for done, _total, _lease in heard] == [0, 2, 2, 4, 4, 6, 6, 8, 8]
    assert {total for _done, total, _lease in heard} == {9}
    assert min(lease for _done, _total, lease in heard) >= LEASE - SECOND


def test_progress_inside_a_transaction_is_a_programming_error(
    here: CityWorld, directed: Directed, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_file: IO[bytes], progress: Progress) -> None:
        with tenant_work(here.adjuster.actor()):
            progress.total(1)

    directed.work = work
    assert run(started(here), here).state == JobState.FAILED
    assert "would be seen by nobody" in caplog.text


def test_a_refusal_is_told_in_its_own_words_and_leaves_no_file(here: CityWorld, directed: Directed, kept: Path) -> None:
    def work(_file: IO[bytes], _progress: Progress) -> None:
        raise Refused

    directed.work = work
    job = run(started(here), here)
    assert (job.state, job.error, job.finished_at) == (JobState.FAILED, "Narrow the list.", AT)
    assert files(kept) == []


def test_an_accident_is_told_to_the_log_only(
    here: CityWorld, directed: Directed, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def work(file: IO[bytes], _progress: Progress) -> None:
        file.write(b"half")
        raise ConnectionError("password of the queue")

    directed.work = work
    job = run(started(here), here)
    assert (job.state, job.error) == (JobState.FAILED, "")
    assert files(kept) == []
    assert "password of the queue" in caplog.text


def test_a_job_in_anothers_hands_is_left_alone_until_the_lease_ends(here: CityWorld, directed: Directed) -> None:
    job, clock = started(here), Clock()
    _taken(job, here, until=AT + LEASE)
    clock.at = AT + LEASE - SECOND
    assert run(job, here, clock).state == JobState.RUNNING
    assert directed.runs == 0
    clock.at = AT + LEASE
    assert run(job, here, clock).state == JobState.DONE


def test_whoever_outlived_its_lease_has_no_effect_any_more(here: CityWorld, directed: Directed, kept: Path) -> None:
    job, clock = started(here), Clock()
    contents = iter([b"late", b"in time"])

    def work(file: IO[bytes], _progress: Progress) -> None:
        file.write(next(contents))
        if directed.runs == 1:
            clock.at += LEASE
            run(job, here, clock)

    directed.work = work
    job = run(job, here, clock)
    assert directed.runs == 2
    assert (job.state, content(job), len(files(kept))) == (JobState.DONE, b"in time", 1)


def test_whoever_outlived_its_lease_stops_at_its_next_step(here: CityWorld, directed: Directed) -> None:
    job, clock, steps = started(here), Clock(), []

    def work(_file: IO[bytes], progress: Progress) -> None:
        for step in range(3):
            if directed.runs == 1:
                steps.append(step)
                clock.at += LEASE
                run(job, here, clock)
                progress.advance()

    directed.work = work
    run(job, here, clock)
    assert steps == [0]


def test_what_a_dead_worker_left_is_removed(here: CityWorld, directed: Directed, kept: Path) -> None:
    job = started(here)
    token = _taken(job, here, until=AT)
    left = kept / str(here.city.pk) / "jobs" / str(token)
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    done = run(job, here)
    assert [path.name for path in files(kept)] == [Path(str(done.result.name)).name]
    assert content(done) == b"whole"


def test_a_job_that_takes_each_worker_with_it_is_given_up(here: CityWorld, directed: Directed) -> None:
    job, clock = started(here), Clock()

    def die(_file: IO[bytes], _progress: Progress) -> None:
        raise SystemExit

    directed.work = die
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            run(job, here, clock)
        clock.at += LEASE
    given_up = run(job, here, clock)
    assert (directed.runs, given_up.state, given_up.error) == (MOST_ATTEMPTS, JobState.FAILED, "")


def test_the_tick_asks_again_for_what_was_lost_and_for_nothing_else(
    here: CityWorld, own_broker: OwnBroker, directed: Directed
) -> None:
    lost, taken, done = started(here), started(here), started(here)
    run(done, here)
    _taken(taken, here, until=AT + LEASE)
    with own_broker.client() as client:
        client.flushall()
    by = here.system
    assert send_again(by=by, at=AT + SENT_AGAIN_AFTER - SECOND) == 0
    assert send_again(by=by, at=AT + SENT_AGAIN_AFTER) == 1
    assert send_again(by=by, at=AT + SENT_AGAIN_AFTER + SECOND) == 0
    assert own_broker.waiting() == 1
    assert send_again(by=by, at=AT + LEASE) == 2
    assert [row(job, here).state for job in (lost, taken, done)] == [
        JobState.WAITING,
        JobState.WAITING,
        JobState.DONE,
    ]


def test_without_redis_a_job_waits_and_nobody_sees_an_error(
    here: CityWorld, own_broker: OwnBroker, directed: Directed, caplog: pytest.LogCaptureFixture
) -> None:
    own_broker.stop()
    assert started(here).state == JobState.WAITING
    assert "the queue is unreachable" in caplog.text


def test_the_platform_itself_waits_for_no_job(here: CityWorld, directed: Directed) -> None:
    with acting_as(here.system) as by, pytest.raises(NoActor):
        start_job(kind=KIND, parameters={}, by=by, at=AT)


def test_a_kind_has_one_runner(directed: Directed) -> None:
    with pytest.raises(RuntimeError, match="already has a runner"):
        register_job(KIND, label="", runner=directed, content_type="text/plain")


def _taken(job: Job, city: CityWorld, *, until: datetime) -> Any:
    """As if another worker had it."""
    token = job.pk
    with tenant_work(city.system):
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, lease_until=until, lease_token=token, attempts=1)
    return token
