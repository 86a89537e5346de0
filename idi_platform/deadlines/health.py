"""What an operator watches besides the oldest due timer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from idi_platform.tenancy.public import Actor

from .errors import NotPutAside
from .models import Deadline, DeadlineTimer, SweptBatch
from .services.reckoning import locked, move_date, reckon

# How long it is remembered how late timers fired. Ours, not the law's.
KEPT = timedelta(days=30)

_PERCENTILES = """
SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY late), percentile_disc(0.99) WITHIN GROUP (ORDER BY late)
FROM deadlines_sweptbatch, unnest(lateness) AS late WHERE swept_at >= %s
"""


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many timers fired, and by how much half of them and all but a hundredth were late at most."""

    fired: int
    half: timedelta
    nearly_all: timedelta


def lateness_since(moment: datetime) -> Lateness:
    """Of all timers of all cities that fired since that real moment."""
    with connection.cursor() as cursor:
        cursor.execute(_PERCENTILES, [moment])
        fired, half, nearly_all = cursor.fetchone()
    return Lateness(fired, timedelta(seconds=half or 0), timedelta(seconds=nearly_all or 0))


def forget_lateness(*, at: datetime) -> None:
    """Drops what is older than KEPT; as idi_clock. `at` is real time."""
    SweptBatch.objects.filter(swept_at__lt=at - KEPT).delete()


def quarantined_timers(city_id: int) -> int:
    """How many timers of the city the sweep has put aside because their rows made it fail."""
    return DeadlineTimer.objects.filter(city_id=city_id).exclude(quarantined="").count()


def put_aside(city_id: int, at_most: int) -> Sequence[Deadline]:
    """Their terms, the earliest due first; `timer.quarantined` says why."""
    aside = Deadline.objects.filter(city_id=city_id, timer__isnull=False).exclude(timer__quarantined="")
    return list(aside.select_related("timer", "dossier", "obliged").order_by("due_at", "pk")[:at_most])


@transaction.atomic
def arm_again(*, deadline_id: UUID, by: Actor, at: datetime) -> str:
    """Gives a term whose timer was put aside a new plan, reckoned from its term: the next sweep takes it up.

    Returns what the fault was. `at` is business time. NotPutAside when it was mended or ended already.
    """
    found = [each for each in locked(by=by, pk=deadline_id) if each.timer.quarantined]
    if not found:
        raise NotPutAside
    (deadline,) = found
    fault = deadline.timer.quarantined
    move_date(deadline, reckon(deadline.term, deadline.started_at, list(deadline.pauses.all())), at=at)
    return fault
