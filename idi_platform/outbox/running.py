"""Who runs which kind of job, and one run: claim, let the runner work, keep the file, settle while the lease holds."""

import logging
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Protocol
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise

from idi_platform.tenancy.public import Actor, DomainError, acting_as, tenant_work, uuid7

from .models import Job, JobState

# A worker that has not been heard of for so long counts as dead. Each progress renews it.
LEASE = timedelta(minutes=2)
# A job that took so many workers with it is not handed to another.
MOST_ATTEMPTS = 3
TOLD_EVERY = timedelta(seconds=1)

Now = Callable[[], datetime]
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The worker was silent for longer than its lease: the job is another's, and this run has no effect any more."""


class Progress:
    """How far a run is. The row hears of it at most once a second, in its own transaction, which renews the lease."""

    def __init__(self, job: Job, *, lease: timedelta, by: Actor, now: Now) -> None:
        self._job = job
        self._lease = lease
        self._by = by
        self._now = now
        self._told_at = now()
        self._total = 0
        self.done = 0

    def total(self, count: int) -> None:
        """How many steps there will be; told at once."""
        self._total = count
        self._tell(self._now())

    def advance(self, count: int = 1) -> None:
        """Some steps are done. Raises LeaseLost when the job is another worker's by now."""
        self.done += count
        at = self._now()
        if at - self._told_at >= TOLD_EVERY:
            self._tell(at)

    def _tell(self, at: datetime) -> None:
        if transaction.get_connection().in_atomic_block:
            message = "Progress inside the runner's transaction would be seen by nobody until its end."
            raise RuntimeError(message)
        self._told_at = at
        _settle(self._job, by=self._by, done=self.done, total=self._total, lease_until=at + self._lease)


class Runner(Protocol):
    """Does the work of one kind, as `by` and in their language; writes the result into `file` and names it.

    It reads in short transactions of its own (`tenant_work(by)`) and reports between them, at least once a lease. After
    a worker's death it is run again from the start, so it changes nothing but the file. The words of a DomainError are
    shown.
    """

    def __call__(self, *, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str: ...


@dataclass(frozen=True, slots=True)
class JobKind:
    """What a kind is called, who does it, what its file is, and after what silence its worker counts as dead."""

    label: str | Promise
    runner: Runner
    content_type: str
    lease: timedelta


_kinds: dict[str, JobKind] = {}


def register_job(
    kind: str, *, label: str | Promise, runner: Runner, content_type: str, lease: timedelta = LEASE
) -> None:
    """Names who does a kind of job; called from ready(), so that every web process and worker knows it."""
    if kind in _kinds:
        message = f"Job kind {kind} already has a runner."
        raise RuntimeError(message)
    _kinds[kind] = JobKind(label, runner, content_type, lease)


def job_kind(kind: str) -> JobKind:
    return _kinds[kind]


def run_job(*, job_id: UUID, by: Actor, now: Now) -> None:
    """Runs a job of the actor's city, unless it is done, failed or in another worker's hands: then nothing happens.

    `by` is whoever asks; the work itself is done as its starter. `now` tells real time.
    """
    job = _claim(job_id, by=by, at=now())
    if job is None:
        return
    kind = job_kind(job.kind)
    try:
        with translation.override(job.language):
            _run(job, kind, by=by, now=now)
    except LeaseLost:
        logger.warning("Job %s outlived its lease and was left to another worker", job_id)


def _claim(job_id: UUID, *, by: Actor, at: datetime) -> Job | None:
    """Takes the job for one lease. None when there is nothing to take, or it was taken too often."""
    is_free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lte=at)
    with tenant_work(by):
        job = Job.objects.select_for_update().filter(is_free, city_id=by.tenant_id, pk=job_id).first()
        if job is None:
            return None
        left_behind, job.lease_token = job.lease_token, uuid7()
        if job.attempts >= MOST_ATTEMPTS:
            job.state, job.finished_at = JobState.FAILED, at
            logger.error("Job %s is given up after %s workers that died", job_id, job.attempts)
        else:
            job.state, job.lease_until = JobState.RUNNING, at + job_kind(job.kind).lease
            job.attempts, job.done, job.total = job.attempts + 1, 0, 0
        job.save(
            update_fields=["state", "finished_at", "attempts", "done", "total", "lease_until", "lease_token"],
        )
    if left_behind is not None:
        default_storage.delete(_place(job, left_behind))
    return job if job.state == JobState.RUNNING else None


def _run(job: Job, kind: JobKind, *, by: Actor, now: Now) -> None:
    progress = Progress(job, lease=kind.lease, by=by, now=now)
    try:
        with tempfile.TemporaryFile() as file:
            with acting_as(job.actor):
                name = kind.runner(parameters=job.parameters, file=file, progress=progress, by=job.actor)
            _finish(job, file, name=name, done=progress.done, by=by, at=now())
    except LeaseLost:
        raise
    except DomainError as refusal:
        _settle(job, by=by, state=JobState.FAILED, error=str(refusal), finished_at=now())
    except Exception:
        logger.exception("Job %s (%s) failed", job.pk, job.kind)
        _settle(job, by=by, state=JobState.FAILED, finished_at=now())


def _finish(job: Job, file: IO[bytes], *, name: str, done: int, by: Actor, at: datetime) -> None:
    """Keeps the file where no row points yet, then points the row at it: a reader finds all of it or nothing."""
    file.seek(0)
    place = default_storage.save(_place(job, job.lease_token), File(file))
    try:
        _settle(job, by=by, state=JobState.DONE, result=place, result_name=name, done=done, total=done, finished_at=at)
    except LeaseLost:
        default_storage.delete(place)
        raise


def _place(job: Job, token: UUID | None) -> str:
    """Each run its own, without an ending: what a killed one left is found by its token and removed."""
    return f"{job.city_id}/jobs/{token}"


def _settle(job: Job, *, by: Actor, **changes: Any) -> None:
    """Changes the row while this run holds it. LeaseLost otherwise."""
    with tenant_work(by):
        held = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)
        if not held.update(**changes):
            raise LeaseLost
