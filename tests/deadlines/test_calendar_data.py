"""Our calendar files against two independent readings of the notices, and against careless editing."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from idi_platform.deadlines.calendars.loader import (
    CALENDAR_FILES,
    CalendarFileError,
    calendar_days,
    load_calendars,
    read_calendar,
    read_calendars,
)
from idi_platform.deadlines.rules.calendar import Calendar, CalendarDay, CalendarYear, DayKind, DayStatus
from idi_platform.deadlines.rules.errors import InvalidCalendar, OutOfRange

CALENDAR = load_calendars()
ANNOUNCED = range(2019, 2027)


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=index) for index in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", ANNOUNCED)
def test_announced_year_equals_chinesecalendar_day_for_day(year: int) -> None:
    ours = {on: CALENDAR.is_working(on) for on in days_of(year)}
    assert ours == {on: chinese_calendar.is_workday(on) for on in days_of(year)}


@pytest.mark.parametrize("year", ANNOUNCED)
def test_announced_year_equals_holidays_day_for_day(year: int) -> None:
    theirs = holidays.country_holidays("CN", years=year)
    assert {on: CALENDAR.is_working(on) for on in days_of(year)} == {
        on: theirs.is_working_day(on) for on in days_of(year)
    }


@pytest.mark.parametrize("year", ANNOUNCED)
def test_statutory_days_are_the_legal_holidays_proper(year: int) -> None:
    theirs = holidays.country_holidays("CN", years=year)
    proper = {on for on, name in theirs.items() if "observed" not in name and "substituted" not in name}
    prolonged = {date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}  # days off by notice, in no statute
    assert {on for on in days_of(year) if CALENDAR.day(on).kind is DayKind.HOLIDAY} == proper - prolonged


def test_2027_is_provisional_and_holds_only_what_the_statute_fixes() -> None:
    days = [day for day in calendar_days() if day.on.year == 2027]
    assert {day.kind for day in days} == {DayKind.HOLIDAY}
    assert {day.status for day in days} == {DayStatus.PROVISIONAL}
    assert {day.notice for day in days} == {""}
    theirs = holidays.country_holidays("CN", years=2027)
    assert [day.on for day in days] == [on for on in sorted(theirs) if "observed" not in theirs[on]]
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(2027, 1, 1))  # when it knows the year, so must we


def test_every_day_of_an_announced_year_cites_a_notice() -> None:
    for year in ANNOUNCED:
        for on in days_of(year):
            day = CALENDAR.day(on)
            assert day.status is DayStatus.OFFICIAL
            assert day.notice, on


def test_changed_arrangement_cites_the_notice_that_changed_it() -> None:
    assert CALENDAR.day(date(2019, 5, 2)).notice == "国办发明电〔2019〕3号"
    assert CALENDAR.day(date(2019, 5, 5)).notice == "国办发明电〔2019〕3号"
    assert CALENDAR.day(date(2019, 10, 1)).notice == "国办发明电〔2018〕15号"
    # The number could not be verified: the title stands in, nothing invented.
    assert CALENDAR.day(date(2020, 2, 1)).notice == "国务院办公厅关于延长2020年春节假期的通知"


def test_arrangement_that_reaches_into_december_names_the_day() -> None:
    eve = CALENDAR.day(date(2022, 12, 31))
    assert (eve.kind, eve.name_zh, eve.notice) == (DayKind.REST, "元旦", "国办发明电〔2022〕16号")


def test_day_outside_the_loaded_years_is_provisional_and_follows_the_week() -> None:
    monday, saturday = CALENDAR.day(date(2031, 10, 6)), CALENDAR.day(date(2017, 9, 30))
    assert (monday.kind, monday.status) == (DayKind.WORKDAY, DayStatus.PROVISIONAL)
    assert (saturday.kind, saturday.status) == (DayKind.REST, DayStatus.PROVISIONAL)
    far = CALENDAR.day(date(2150, 1, 1))
    assert (far.kind, far.status) == (DayKind.WORKDAY, DayStatus.PROVISIONAL)


def test_calendar_from_rows_equals_the_one_from_files() -> None:
    from_rows = Calendar((file.year for file in read_calendars()), calendar_days())
    assert [from_rows.day(on) for on in days_of(2026)] == [CALENDAR.day(on) for on in days_of(2026)]
    assert from_rows.years == CALENDAR.years


def test_rows_leave_out_a_december_whose_year_has_no_file() -> None:
    assert any(day.on == date(2018, 12, 29) for day in read_calendars()[0].days)
    assert {day.on.year for day in calendar_days()} == set(range(2019, 2028))


def test_fingerprint_is_the_files_own() -> None:
    assert len({file.sha256 for file in read_calendars()}) == len(CALENDAR_FILES) == 9


def test_calendar_can_be_asked_for_neighbouring_working_days() -> None:
    assert CALENDAR.working_day_from(date(2026, 10, 1)) == date(2026, 10, 8)
    assert CALENDAR.working_day_from(date(2026, 10, 10)) == date(2026, 10, 10)
    assert CALENDAR.working_day_until(date(2026, 10, 7)) == date(2026, 9, 30)
    assert CALENDAR.working_day_until(date(2026, 10, 9)) == date(2026, 10, 9)
    with pytest.raises(OutOfRange):
        CALENDAR.working_day_before(date(1900, 1, 2), 5)


GOOD = """
year: 2026
status: official
notice: {number: null, title: A notice, issued_on: 2025-11-04, source: null}
holidays:
  - {name_zh: 元旦, name_en: New Year, from: 2026-01-01, to: 2026-01-03, statutory: [2026-01-01],
     workdays: [2026-01-04]}
"""


def written(tmp_path: Path, text: str, name: str = "cn-test.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_sound_file_is_read(tmp_path: Path) -> None:
    assert len(read_calendar(written(tmp_path, GOOD)).days) == 4


@pytest.mark.parametrize(
    ("change", "to", "key"),
    [
        pytest.param("status: official", "status: official\nstatus: official", "(file)", id="duplicate key"),
        pytest.param("year: 2026", "year: 2026\nnote: x", "(file).note", id="unknown key"),
        pytest.param("name_en: New Year, ", "", "holidays[0].name_en", id="missing key"),
        pytest.param("name_zh: 元旦", "name: 元旦", "holidays[0].name", id="unknown key of a holiday"),
        pytest.param("status: official", "status: guessed", "status", id="unknown status"),
        pytest.param("status: official", "status: provisional", "notice", id="provisional with a notice"),
        pytest.param("year: 2026", "year: '2026'", "(file).year", id="year in quotes"),
        pytest.param("year: 2026", "year: true", "(file).year", id="year yes"),
        pytest.param("to: 2026-01-03", "to: 2025-12-31", "holidays[0].to", id="ends before it begins"),
        pytest.param("to: 2026-01-03", "to: 2027-01-03", "holidays[0].to", id="a year too long"),
        pytest.param("from: 2026-01-01", "from: 1 January", "holidays[0].from", id="not a date"),
        pytest.param("statutory: [2026-01-01]", "statutory: [2026-01-05]", "holidays[0].statutory", id="outside"),
        pytest.param("statutory: [2026-01-01]", "statutory: [x]", "holidays[0].statutory", id="not dates"),
        pytest.param("workdays: [2026-01-04]", "workdays: [2026-01-05]", "holidays[0].workdays", id="worked Monday"),
        pytest.param("workdays: [2026-01-04]", "workdays: [2026-01-03]", "holidays[0]", id="both off and worked"),
        pytest.param("workdays: [2026-01-04]", "workdays: [2028-01-01]", "holidays[0]", id="another year"),
        pytest.param("title: A notice", "title: ''", "notice.title", id="empty title"),
        pytest.param("  - {", "  - 5\n  - {", "holidays[0]", id="not a mapping"),
    ],
)
def test_unsound_file_is_refused_by_file_and_key(tmp_path: Path, change: str, to: str, key: str) -> None:
    assert change in GOOD
    with pytest.raises(CalendarFileError) as refusal:
        read_calendar(written(tmp_path, GOOD.replace(change, to, 1)))
    assert refusal.value.field == key
    assert str(refusal.value).startswith(f"cn-test.yaml: {key}: ")


def test_two_files_of_one_year_are_refused(tmp_path: Path) -> None:
    paths = [written(tmp_path, GOOD, name) for name in ("one.yaml", "two.yaml")]
    with pytest.raises(CalendarFileError, match="year: "):
        load_calendars(paths)


def test_day_given_by_two_files_is_refused(tmp_path: Path) -> None:
    following = (
        GOOD.replace("year: 2026", "year: 2027").replace("2026-01-", "2026-12-").replace("2026-12-04", "2026-12-05")
    )
    clash = GOOD.replace("2026-01-0", "2026-12-0").replace("2026-12-04", "2026-12-06")
    with pytest.raises(CalendarFileError, match="given in"):
        load_calendars([written(tmp_path, clash, "a.yaml"), written(tmp_path, following, "b.yaml")])


@pytest.mark.parametrize(
    ("years", "days"),
    [
        ([CalendarYear(2026, DayStatus.OFFICIAL)] * 2, []),
        ([CalendarYear(1800, DayStatus.OFFICIAL)], []),
        ([], [CalendarDay(date(2026, 1, 1), DayKind.HOLIDAY)]),
        ([CalendarYear(2026, DayStatus.OFFICIAL)], [CalendarDay(date(2026, 1, 1), DayKind.HOLIDAY)] * 2),
        ([CalendarYear(2026, DayStatus.OFFICIAL)], [CalendarDay(date(2026, 1, 1), DayKind.ADJUSTED_WORKDAY)]),
    ],
    ids=["year twice", "year out of range", "day of no year", "day twice", "adjusted Thursday"],
)
def test_rows_that_contradict_are_refused(years: list[CalendarYear], days: list[CalendarDay]) -> None:
    with pytest.raises(InvalidCalendar):
        Calendar(years, days)
