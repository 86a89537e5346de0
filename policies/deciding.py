"""How unclear words are read where: what officers decided in a jurisdiction, and what was decided before."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from policies.models import ReadingDecision
from policies.rules.readings import Decided, readings


def decided_in(jurisdiction: str, *, known_at: datetime | None = None) -> Decided:
    """The newest decision on each reading and parameter (GB/T 2260 code); as of `known_at`, real time."""
    rows = decisions_of(jurisdiction).order_by("decided_at", "id")
    if known_at is not None:
        rows = rows.filter(decided_at__lte=known_at)
    return as_decided(rows.values_list("reading_id", "parameter", "option"))


def decisions_of(jurisdiction: str) -> QuerySet[ReadingDecision]:
    """Every decision, the newest first: former ones stay readable."""
    return ReadingDecision.objects.filter(jurisdiction=jurisdiction)


def as_decided(rows: Iterable[tuple[str, str, str]]) -> Decided:
    """Of two on the same the later one holds. An option that the readings no longer have decides nothing."""
    known = readings()
    found = {(code, parameter): known[code].option(option) for code, parameter, option in rows if code in known}
    return Decided({key: option for key, option in found.items() if option})
