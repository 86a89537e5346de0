"""Sending in the workers. Idempotent: a doubled or lost call changes nothing but the moment."""

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.tenancy.public import City, acting_as, system_actor

from .sending.texts import send_texts
from .sending.working import send_batch


@app.task(name="alerts.send_all")
def send_all() -> None:
    """The beat's tick: codes first, then what is due, city by city, each batch leased from its own moment."""
    with acting_as(system_actor(None)):
        send_texts(at=timezone.now())
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        by = system_actor(city_id)
        while send_batch(by=by, at=timezone.now()):
            pass
