"""What did not arrive and is not tried any more: found by its reason, handed out again once that is mended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from idi_platform.alerts.models import Sending, SendingState


@dataclass(frozen=True, slots=True)
class DeadGroup:
    """Dead sendings of one city that died of the same thing."""

    channel: str
    state: str
    error: str
    count: int
    oldest: datetime


def dead_sendings(city_id: int) -> QuerySet[Sending]:
    """The oldest first."""
    return Sending.objects.dead().filter(city_id=city_id).order_by("written_at", "pk")


def dead_groups(city_id: int) -> list[DeadGroup]:
    """By channel, state and reason."""
    rows = dead_sendings(city_id).order_by("channel", "state", "error").values_list("channel", "state", "error")
    return [DeadGroup(*row) for row in rows.annotate(count=Count("pk"), oldest=Min("written_at"))]


def send_again(*, city_id: int, ids: Collection[UUID], at: datetime) -> int:
    """Lets them wait for a worker again, with all their tries; how many. `at` is real time."""
    return (
        dead_sendings(city_id)
        .filter(pk__in=ids)
        .order_by()
        .update(state=SendingState.WAITING, attempts=0, next_at=at, settled_at=None, error="")
    )
