"""The calendar that this process reckons by: rows of the database, kept until they change."""

from . import models
from .rules.calendar import Calendar, CalendarDay, CalendarYear, DayKind, DayStatus

# Which file of each year is loaded: its content's hash, so that an older clock or a rollback cannot hide a change.
Loaded = tuple[tuple[int, str], ...]
_kept: tuple[Loaded, Calendar] | None = None


def civil_calendar() -> Calendar:
    """The loaded years as the legal clock's Calendar; one small query when nothing changed since it was last built."""
    global _kept
    loaded = tuple(models.CalendarYear.objects.order_by("year").values_list("year", "sha256"))
    if _kept is None or _kept[0] != loaded:
        _kept = (loaded, _build())
    return _kept[1]


def calendar_rows() -> tuple[list[CalendarYear], list[CalendarDay]]:
    """The loaded years and their days, as the legal clock's values."""
    years = [CalendarYear(y.year, DayStatus(y.status), y.notice) for y in models.CalendarYear.objects.all()]
    days = [
        CalendarDay(day.on, DayKind(day.kind), day.name_zh, day.notice, name_en=day.name_en)
        for day in models.CalendarDay.objects.all()
    ]
    return years, days


def _build() -> Calendar:
    return Calendar(*calendar_rows())
