"""`manage.py load_calendars`: the civil calendar's files into rows (IDI_LOGIN=idi_owner). Idempotent by file hash."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from idi_platform.deadlines.calendars.loader import calendar_days, read_calendars
from idi_platform.deadlines.models import CalendarDay, CalendarYear


class Command(BaseCommand):
    help = "Loads the calendar files when one is new or changed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        files = read_calendars()
        if dict(CalendarYear.objects.values_list("year", "sha256")) == {file.year.year: file.sha256 for file in files}:
            self.stdout.write("The calendar is up to date")
            return
        CalendarYear.objects.all().delete()
        CalendarYear.objects.bulk_create(
            CalendarYear(year=file.year.year, status=file.year.status, notice=file.year.notice, sha256=file.sha256)
            for file in files
        )
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
        )
        self.stdout.write(f"{len(files)} calendar years loaded")
