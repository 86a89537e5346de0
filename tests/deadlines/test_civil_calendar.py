"""The process reckons by the rows that are loaded now."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from idi_platform.deadlines import models
from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.rules.calendar import DayKind, DayStatus
from tests import databases

WEDNESDAY = date(2091, 10, 3)


def announce() -> None:
    year = models.CalendarYear.objects.create(
        year=WEDNESDAY.year, status=DayStatus.OFFICIAL, notice="国办发明电〔2090〕1号", sha256="f" * 64
    )
    models.CalendarDay.objects.create(on=WEDNESDAY, year=year, kind=DayKind.HOLIDAY, name_zh="国庆节")


@pytest.mark.django_db
def test_the_rows_say_what_the_files_say() -> None:
    from_files = load_calendars()
    from_rows = civil_calendar()
    assert from_rows.years == from_files.years
    for year in from_files.years:
        for month in range(1, 13):
            for day in range(1, 29):
                on = date(year.year, month, day)
                assert from_rows.is_working(on) == from_files.is_working(on)


@pytest.mark.django_db
def test_an_unchanged_calendar_costs_one_query_and_is_kept() -> None:
    kept = civil_calendar()
    with CaptureQueriesContext(connection) as queries:
        assert civil_calendar() is kept
    assert len(queries) == 1


def test_a_newly_announced_year_is_reckoned_with_at_once(committed_db: str) -> None:
    with databases.using(committed_db, "idi_owner"):
        assert civil_calendar().is_working(WEDNESDAY)
        announce()
        assert not civil_calendar().is_working(WEDNESDAY)
        assert civil_calendar().day(WEDNESDAY).name_zh == "国庆节"


def test_a_year_that_was_rolled_back_is_forgotten(committed_db: str) -> None:
    with databases.using(committed_db, "idi_owner"):
        with transaction.atomic():
            announce()
            assert not civil_calendar().is_working(WEDNESDAY)
            transaction.set_rollback(True)
        assert civil_calendar().is_working(WEDNESDAY)
