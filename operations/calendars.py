"""What a calendar would change before it does, and how far the cities are once it has: counts, never a case."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from idi_platform.deadlines.public import Notice, Recomputation, RecomputationCause, foresee_anew, would_be
from idi_platform.tenancy.public import City, system_actor, tenant_work

# A city with more different moves tells the most frequent ones.
MOST_MOVES = 12


@dataclass(frozen=True, slots=True)
class Moving:
    """So many terms of a city from one end to another, as Deadline.due_at."""

    was: datetime
    becomes: datetime
    count: int


@dataclass(frozen=True, slots=True)
class CityForeseen:
    """`settled` are terms that only cease to be provisional: their date stands."""

    city: City
    moved: int
    settled: int
    moves: tuple[Moving, ...]


def foresee(notice: Notice) -> list[CityForeseen]:
    """What the notice would move, city by city; nothing is written. NoticeUnreadable."""
    calendar = would_be(notice)
    found = []
    for city in City.objects.filter(is_active=True):
        with tenant_work(system_actor(city.pk)) as by:
            changes = list(
                foresee_anew(cause=RecomputationCause.CALENDAR, subject=str(notice.year), by=by, calendar=calendar)
            )
        moved = Counter((change.deadline.due_at, change.due.due_at) for change in changes if change.is_moved)
        moves = tuple(Moving(*days, count) for days, count in moved.most_common(MOST_MOVES))
        found.append(CityForeseen(city, moved.total(), len(changes) - moved.total(), moves))
    return found


def under_way(cities: Iterable[City]) -> list[Recomputation]:
    """The recomputations by a calendar in each city, the newest first."""
    found: list[Recomputation] = []
    for city in cities:
        with tenant_work(system_actor(city.pk)) as by:
            rows = Recomputation.objects.visible_to(by).filter(city_id=city.pk, cause=RecomputationCause.CALENDAR)
            found += rows.select_related("city").order_by("-decided_at")[:3]
    return found
