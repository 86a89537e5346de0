"""The calendar that this process reckons by: rows of the database, kept until they change."""

from datetime import datetime

from django.db.models import Max

from . import models
from .rules.calendar import Calendar, CalendarDay, CalendarYear, DayKind, DayStatus

_kept: tuple[datetime | None, Calendar] | None = None


def civil_calendar() -> Calendar:
    """The loaded years as the legal clock's Calendar; one small query when nothing changed since it was last built."""
    global _kept  # noqa: PLW0603  # one value a process, replaced whole
    loaded_at = models.CalendarYear.objects.aggregate(latest=Max("loaded_at"))["latest"]
    if _kept is None or _kept[0] != loaded_at:
        _kept = (loaded_at, _build())
    return _kept[1]


def _build() -> Calendar:
    years = [CalendarYear(y.year, DayStatus(y.status), y.notice) for y in models.CalendarYear.objects.all()]
    days = [
        CalendarDay(day.on, DayKind(day.kind), day.name_zh, day.notice, name_en=day.name_en)
        for day in models.CalendarDay.objects.all()
    ]
    return Calendar(years, days)
