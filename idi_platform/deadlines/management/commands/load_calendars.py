"""`manage.py load_calendars`: the civil calendar's files into rows (IDI_LOGIN=idi_owner). Idempotent by file hash."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from idi_platform.deadlines.calendars.loader import calendar_days, read_calendars
from idi_platform.deadlines.models import CalendarDay, CalendarYear


def _notices(years: set[int]) -> list[str]:
    return list(CalendarYear.objects.filter(year__in=years).values_list("notice", flat=True))


class Command(BaseCommand):
    help = "Loads the calendar files when one is new or changed. A year that was imported from a notice stays."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        imported = set(CalendarYear.objects.exclude(imported_at=None).values_list("year", flat=True))
        files = [file for file in read_calendars() if file.year.year not in imported]
        loaded = CalendarYear.objects.filter(imported_at=None)
        if dict(loaded.values_list("year", "sha256")) == {file.year.year: file.sha256 for file in files}:
            self.stdout.write("The calendar is up to date")
            return
        arranged = list(CalendarDay.objects.filter(notice__in=_notices(imported)))
        loaded.delete()
        CalendarYear.objects.bulk_create(
            CalendarYear(year=file.year.year, status=file.year.status, notice=file.year.notice, sha256=file.sha256)
            for file in files
        )
        # Days of a December that an imported notice arranged stay as well.
        CalendarDay.objects.bulk_create(arranged, ignore_conflicts=True)
        kept = {day.on for day in arranged}
        CalendarDay.objects.bulk_create(
            CalendarDay(
                on=day.on,
                year_id=day.on.year,
                kind=day.kind,
                name_zh=day.name_zh,
                name_en=day.name_en,
                notice=day.notice,
            )
            for day in calendar_days()
            if day.on.year not in imported and day.on not in kept
        )
        self.stdout.write(f"{len(files)} calendar years loaded")
