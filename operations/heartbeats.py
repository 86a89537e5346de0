"""Notes that a background process is at work, with what it sends or finishes. Losing a note loses nothing."""

from datetime import timedelta
from time import monotonic
from typing import Any

from celery import Task
from celery.signals import after_task_publish, task_postrun
from django.db import close_old_connections
from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Now

from .models import Heartbeat, Process

# Sent by beat alone, finished by the clock alone; everything else is a worker's.
SWEEP = "deadlines.sweep"
# A busy worker finishes many tasks a second: one note in so many seconds is enough.
NOTED_EVERY_SECONDS = 3
# Ticks come every 5 and 15 seconds. Ours, not the law's.
DEAD_AFTER = timedelta(seconds=60)
# Of this operating-system process, by its own clock.
_noted: dict[Process, float] = {}


def note(process: Process) -> None:
    """`process` is at work now."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(process=process, at=Now())], update_conflicts=True, unique_fields=["process"], update_fields=["at"]
    )


def silences() -> dict[Process, timedelta | None]:
    """How long each process has not been seen; None: never."""
    rows = Heartbeat.objects.annotate(silence=ExpressionWrapper(Now() - F("at"), DurationField())).values_list(
        "process", "silence"
    )
    seen = {Process(process): silence for process, silence in rows}
    return {process: seen.get(process) for process in Process}


def is_dead(silence: timedelta | None) -> bool:
    """Never seen counts as dead: nothing here is taken for well because nobody looked."""
    return silence is None or silence > DEAD_AFTER


def _note_now_and_then(process: Process) -> None:
    if monotonic() - _noted.get(process, -NOTED_EVERY_SECONDS) >= NOTED_EVERY_SECONDS:
        _noted[process] = monotonic()
        note(process)


@task_postrun.connect
def finished(task: Task[..., Any], **_told: object) -> None:
    """Celery logs what is raised here and goes on."""
    _note_now_and_then(Process.CLOCK if task.name == SWEEP else Process.WORKER)


@after_task_publish.connect
def published(sender: str, **_told: object) -> None:
    """Beat has no request after which Django would look after its connection, so it is looked after here."""
    if sender == SWEEP:
        close_old_connections()
        note(Process.BEAT)
