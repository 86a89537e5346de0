"""A year's calendar as the State Council announced it: read from the notice, foreseen, written, and every city's terms
set to be reckoned anew by it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from idi_platform.deadlines import models
from idi_platform.deadlines.calendars.notice import read_notice
from idi_platform.deadlines.civil_calendar import calendar_rows
from idi_platform.deadlines.constants import RecomputationCause
from idi_platform.deadlines.models import Recomputation, RecomputationState
from idi_platform.deadlines.rules.calendar import Calendar, CalendarDay, CalendarYear, DayStatus
from idi_platform.tenancy.public import Actor, City, system_actor, tenant_work

from .recomputing import in_scope


@dataclass(frozen=True, slots=True)
class Notice:
    """A State Council notice: its year, the number it is cited by, and the arrangement in its own words."""

    year: int
    number: str
    issued_on: date
    source: str
    text: str


def days_of(notice: Notice) -> tuple[CalendarDay, ...]:
    """The days that the notice arranges. NoticeUnreadable with every line that cannot be read."""
    _years, days = calendar_rows()
    return read_notice(notice.text, year=notice.year, notice=notice.number, known={day.on: day for day in days})


def would_be(notice: Notice) -> Calendar:
    """The calendar as it would be with the notice. NoticeUnreadable, InvalidCalendar."""
    years, days = calendar_rows()
    others = [year for year in years if year.year != notice.year]
    arranged = _arranged(notice)
    replaced = {day.on for day in arranged}
    kept = [day for day in days if day.on.year != notice.year and day.on not in replaced]
    return Calendar([*others, CalendarYear(notice.year, DayStatus.OFFICIAL, notice.number)], [*kept, *arranged])


@transaction.atomic
def write_notice(notice: Notice, *, at: datetime) -> None:
    """The year's rows as the notice arranges them. `at` is real time. NoticeUnreadable."""
    days = _arranged(notice)
    models.CalendarYear.objects.update_or_create(
        year=notice.year,
        defaults={
            "status": DayStatus.OFFICIAL,
            "notice": notice.number,
            "issued_on": notice.issued_on,
            "source": notice.source,
            "sha256": _fingerprint(days),
            "imported_at": at,
        },
    )
    models.CalendarDay.objects.filter(year_id=notice.year).delete()
    models.CalendarDay.objects.filter(on__in=[day.on for day in days]).delete()
    models.CalendarDay.objects.bulk_create(_row(day) for day in days)


def set_recomputing(notice: Notice, *, reason: str, asked_by: UUID, asked_at: datetime, by: Actor, at: datetime) -> int:
    """Sets a recomputation running in every city; how many. `at` is real time. A worker carries them out."""
    cities = City.objects.filter(is_active=True)
    for city in cities:
        with tenant_work(system_actor(city.pk)) as there:
            subject = str(notice.year)
            total = in_scope(cause=RecomputationCause.CALENDAR, subject=subject, by=there).count()
            Recomputation.objects.create(
                city_id=city.pk,
                cause=RecomputationCause.CALENDAR,
                subject=subject,
                reference=notice.number,
                reason=reason,
                state=RecomputationState.RUNNING,
                asked_by_id=asked_by,
                asked_at=asked_at,
                decided_by_id=by.person_id,
                decided_at=at,
                total=total,
            )
    return len(cities)


def _arranged(notice: Notice) -> list[CalendarDay]:
    """Without the days of a December whose year is not loaded: a year is known whole or not at all."""
    loaded = set(models.CalendarYear.objects.values_list("year", flat=True)) | {notice.year}
    return [day for day in days_of(notice) if day.on.year in loaded]


def _fingerprint(days: Iterable[CalendarDay]) -> str:
    told = [[day.on.isoformat(), day.kind, day.name_zh, day.notice] for day in days]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _row(day: CalendarDay) -> models.CalendarDay:
    return models.CalendarDay(
        on=day.on,
        year_id=day.on.year,
        kind=day.kind,
        name_zh=day.name_zh,
        name_en=day.name_en,
        notice=day.notice,
    )
