"""The nightly erasure of what has outlived its retention. Idempotent: what is erased is marked."""

from django.utils import timezone

from idi_platform.celery import app
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import City, business_now

from .outliving import erase_outlived


@app.task(name="mydata.erase_outlived")
def erase_everywhere() -> None:
    """City by city, in batches; the day is the business clock's, as for every term."""
    on = business_now().astimezone(CIVIL_ZONE).date()
    for city in City.objects.filter(is_active=True).order_by("code"):
        erase_outlived(city=city, on=on, started_at=timezone.now())
