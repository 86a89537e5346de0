"""Tasks of the clock worker (queue `clock`, login idi_clock). A tick carries nothing and may be doubled or lost."""

from django.utils import timezone

from idi_platform.celery import app

from .sealing import publish_heads, seal


@app.task(name="audit.seal")
def seal_the_record() -> None:
    """Seals what was committed since the last tick, and all that an outage left behind."""
    seal(at=timezone.now())


@app.task(name="audit.publish_heads")
def publish_daily_heads() -> None:
    """Publishes the head of each day that has ended."""
    publish_heads(at=timezone.now())
