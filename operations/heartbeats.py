"""Notes that a background process is at work, with every tick it sends or finishes. Losing a note loses nothing."""

from datetime import timedelta
from typing import Any

from celery import Task
from celery.signals import after_task_publish, task_postrun
from django.db import close_old_connections
from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Now

from .models import Heartbeat, Process

SWEEP, DELIVER_ALL = "deadlines.sweep", "outbox.deliver_all"
# Whoever finishes one of these ticks is at work; beat alone sends them.
FINISHED_BY = {SWEEP: Process.CLOCK, DELIVER_ALL: Process.WORKER}
# Ticks come every 5 and 15 seconds. Ours, not the law's.
DEAD_AFTER = timedelta(seconds=60)


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


@task_postrun.connect
def finished(task: Task[..., Any], **_told: object) -> None:
    """Celery logs what is raised here and goes on."""
    process = FINISHED_BY.get(task.name)
    if process is not None:
        note(process)


@after_task_publish.connect
def published(sender: str, **_told: object) -> None:
    """Beat has no request after which Django would look after its connection, so it is looked after here."""
    if sender == SWEEP:
        close_old_connections()
        note(Process.BEAT)
