"""Delivery in the workers. Idempotent: a doubled or lost call changes nothing but the moment."""

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.tenancy.public import City, system_actor

from .delivery import deliver_batch
from .services import DELIVER, wake_delivery


@app.task(name=DELIVER)
def deliver(city_id: int) -> None:
    """Delivers what waits in one city. Each batch is leased from its own moment: a long backlog outlives one lease."""
    by = system_actor(city_id)
    while deliver_batch(by=by, at=timezone.now()):
        pass


@app.task(name="outbox.deliver_all")
def deliver_all() -> None:
    """The beat's tick: one delivery per active city."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        wake_delivery(city_id)
