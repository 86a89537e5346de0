"""The ticks that find what lapses soon and what takes effect today. Idempotent: what was done is marked."""

from idi_platform.celery import app
from idi_platform.tenancy.public import City, business_now, system_actor, tenant_work

from .services.lapsing import warn_of_lapses
from .services.succeeding import carry_out_due


@app.task(name="organisations.warn_of_lapses")
def warn_everywhere() -> None:
    """Every active city, each in a transaction of its own."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        with tenant_work(system_actor(city_id)) as by:
            warn_of_lapses(by=by, at=business_now())


@app.task(name="organisations.carry_out_successions")
def carry_out_everywhere() -> None:
    """The successions whose day has come, city by city."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        with tenant_work(system_actor(city_id)) as by:
            carry_out_due(by=by, at=business_now())
