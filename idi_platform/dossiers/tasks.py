"""The nightly comparison of grants with their facts. Idempotent: a doubled run finds nothing amiss."""

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.tenancy.public import City, system_actor, tenant_work

from .granting import compare_grants


@app.task(name="dossiers.compare_grants")
def compare_all_grants() -> None:
    """The beat's tick: city by city, each in a transaction of its own."""
    for city_id in City.objects.filter(is_active=True).values_list("id", flat=True):
        with tenant_work(system_actor(city_id)) as by:
            compare_grants(by=by, at=timezone.now())
