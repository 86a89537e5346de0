"""Delivery and jobs in the workers. Idempotent: a doubled or lost call changes nothing but the moment."""

from uuid import UUID

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.tenancy.public import City, current_actor, system_actor

from .delivery import deliver_batch
from .jobs import RUN, send_again
from .running import run_job as run
from .services import DELIVER, wake_delivery


@app.task(name=DELIVER)
def deliver(city_id: int) -> None:
    """Delivers what waits in one city. Each batch is leased from its own moment: a long backlog outlives one lease."""
    by = system_actor(city_id)
    while deliver_batch(by=by, at=timezone.now()):
        pass


@app.task(name=RUN)
def run_job(job_id: str) -> None:
    """Runs one job of the sender's city. The lease of its row decides who runs it, not who got this message."""
    run(job_id=UUID(job_id), by=system_actor(current_actor().tenant_id), now=timezone.now)


@app.task(name="outbox.deliver_all")
def deliver_all() -> None:
    """The beat's tick: one delivery per active city, and its stalled jobs are asked for once more."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        wake_delivery(city_id)
        send_again(by=system_actor(city_id), at=timezone.now())
