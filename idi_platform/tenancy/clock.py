"""Business time. The demo clock moves it; sign-in, leases, retries and one-time codes stay on real time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import DateTimeField, Expression, ExpressionWrapper, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from .models import BusinessClock


def clock_offset() -> timedelta:
    """How far business time is moved; zero everywhere but in a demo."""
    if not settings.DEMO_MODE:
        return timedelta()
    return BusinessClock.objects.values_list("offset", flat=True).first() or timedelta()


def business_now() -> datetime:
    """The moment that law and business are dated by. Only for the edge: views, tasks, commands."""
    return timezone.now() + clock_offset()


def database_now() -> Expression:
    """business_now() as the database reads it, for conditions of a query: nobody has to tell a queryset the time."""
    if not settings.DEMO_MODE:
        return Now()
    offset = Coalesce(Subquery(BusinessClock.objects.values("offset")[:1]), Value(timedelta()))
    return ExpressionWrapper(Now() + offset, output_field=DateTimeField())


def move_clock(to: datetime) -> None:
    """Makes it `to` now, for every process. Refused outside a demo: the law's clock is not ours to move."""
    if not settings.DEMO_MODE:
        message = "The business clock moves in demo mode only."
        raise RuntimeError(message)
    BusinessClock.objects.update_or_create(id=1, defaults={"offset": to - timezone.now()})
