"""The clock worker's task (queue `clock`, login idi_clock). A tick carries nothing; doubled or lost, it is harmless."""

from idi_platform.celery import app
from idi_platform.outbox.public import wake_delivery
from idi_platform.tenancy.public import business_now

from .services.sweep import sweep


@app.task(name="deadlines.sweep")
def sweep_due_timers() -> None:
    """Sweeps until nothing is due, then wakes delivery in each city that has news."""
    for city_id in sweep(now=business_now()).city_ids:
        wake_delivery(city_id)
