"""The ticks of the clocks. A tick carries nothing; doubled or lost, it is harmless. The sweep runs as idi_clock."""

from idi_platform.celery import app
from idi_platform.outbox.public import wake_delivery
from idi_platform.tenancy.public import City, business_now, system_actor, tenant_work

from .models import Recomputation, RecomputationState
from .services.recomputing import run_recomputation
from .services.sweep import sweep


@app.task(name="deadlines.sweep")
def sweep_due_timers() -> None:
    """Sweeps until nothing is due, then wakes delivery in each city that has news."""
    for city_id in sweep(now=business_now()).city_ids:
        wake_delivery(city_id)


@app.task(name="deadlines.recompute")
def recompute_everywhere() -> None:
    """Takes up every recomputation that runs, city by city, where the last worker left it."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        by = system_actor(city_id)
        with tenant_work(by):
            running = Recomputation.objects.filter(city_id=city_id, state=RecomputationState.RUNNING)
            ids = list(running.order_by("decided_at", "pk").values_list("pk", flat=True))
        for recomputation_id in ids:
            run_recomputation(recomputation_id=recomputation_id, by=by, at=business_now())
