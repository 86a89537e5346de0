"""The ticks of the clocks. A tick carries nothing; doubled or lost, it is harmless. The sweep runs as idi_clock."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.outbox.public import wake_delivery
from idi_platform.tenancy.public import City, business_now, system_actor, tenant_work

from .health import forget_lateness
from .models import Recomputation, RecomputationState
from .services.listening import listen
from .services.recomputing import run_recomputation
from .services.replaying import Tally, replay_on_record
from .services.sweep import sweep


@app.task(name="deadlines.sweep")
def sweep_due_timers() -> None:
    """Sweeps until nothing is due, then wakes delivery in each city that has news."""
    for city_id in sweep(now=business_now()).city_ids:
        wake_delivery(city_id)
    forget_lateness(at=timezone.now())


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


@app.task(name="deadlines.replay")
def replay_everywhere() -> None:
    """Nightly, as the application: compares every term with the record, city by city. Changes nothing."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        replay_part.delay(city_id)


@app.task(name="deadlines.replay_part")
def replay_part(city_id: int, so_far: dict[str, Any] | None = None) -> None:
    """One part; the next goes to the end of the queue, so that news and mails wait for one part at most.

    Lost with Redis, the night has no figure, and the health page says so.
    """
    with tenant_work(system_actor(city_id)) as by:
        tally = replay_on_record(by=by, at=timezone.now(), so_far=Tally(**so_far) if so_far else None)
    if tally.after:
        replay_part.delay(city_id, asdict(tally))


@app.task(name="deadlines.listen")
def listen_everywhere() -> None:
    """Looks in every city for what should have happened. Doubled or lost, it is harmless."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        with tenant_work(system_actor(city_id)) as by:
            listen(by=by, at=business_now())
