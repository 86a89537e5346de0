"""Terms reckoned by hand: month ends, midnights, zones, rest days, years not announced. Times are China's."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA, DayKind
from idi_platform.deadlines.rules.cover import cover_window
from idi_platform.deadlines.rules.errors import InvalidTerm, NaiveMoment, OutOfRange
from idi_platform.deadlines.rules.explain import explain_days, explain_steps
from idi_platform.deadlines.rules.legal_clock import Direction, Term, Unit, compute
from idi_platform.deadlines.rules.steps import Step, StepCode

CALENDAR = load_calendars()
DAY, WORKING_DAY, MONTH, YEAR, HOUR = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH, Unit.YEAR, Unit.HOUR
AFTER, BEFORE = Direction.AFTER, Direction.BEFORE


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("event", "value", "unit", "direction", "roll", "due_on", "unrolled_on"),
    [
        pytest.param("2024-02-29", 1, YEAR, AFTER, False, "2025-02-28", None, id="29 February and a year"),
        pytest.param("2024-02-29", 4, YEAR, AFTER, False, "2028-02-29", None, id="29 February and four years"),
        pytest.param("2023-02-28", 1, YEAR, AFTER, False, "2024-02-28", None, id="28 February keeps its number"),
        pytest.param("2026-01-31", 1, MONTH, AFTER, False, "2026-02-28", None, id="31 January and a month"),
        pytest.param("2024-01-31", 1, MONTH, AFTER, False, "2024-02-29", None, id="31 January of a leap year"),
        pytest.param("2026-01-31", 3, MONTH, AFTER, False, "2026-04-30", None, id="31 January and three months"),
        pytest.param("2026-10-31", 4, MONTH, AFTER, False, "2027-02-28", None, id="over the year's end"),
        pytest.param("2026-01-31", 1, MONTH, AFTER, True, "2026-02-28", None, id="clipped onto an adjusted Saturday"),
        pytest.param("2025-12-28", 7, DAY, AFTER, True, "2026-01-04", None, id="adjusted Sunday after New Year"),
        pytest.param("2026-05-02", 7, DAY, AFTER, True, "2026-05-09", None, id="adjusted Saturday is no rest day"),
        pytest.param("2026-09-13", 7, DAY, AFTER, True, "2026-09-20", None, id="adjusted Sunday is no rest day"),
        pytest.param("2026-02-08", 7, DAY, AFTER, True, "2026-02-24", "2026-02-15", id="over the Spring Festival"),
        pytest.param("2026-02-08", 7, DAY, AFTER, False, "2026-02-15", None, id="officer switched the roll off"),
        pytest.param("2026-12-25", 7, DAY, AFTER, True, "2027-01-04", "2027-01-01", id="New Year not yet announced"),
        pytest.param("2026-11-20", 0, DAY, AFTER, True, "2026-11-20", None, id="the same day"),
        pytest.param("2026-11-21", 0, DAY, AFTER, True, "2026-11-23", "2026-11-21", id="the same day, a Saturday"),
        pytest.param("2026-10-09", 1, WORKING_DAY, AFTER, True, "2026-10-10", None, id="working Saturday counts"),
        pytest.param("2026-10-03", 1, WORKING_DAY, AFTER, True, "2026-10-08", None, id="event on a rest day"),
        pytest.param("2026-12-30", 2, WORKING_DAY, AFTER, True, "2027-01-04", None, id="working days over the year"),
        pytest.param("2026-10-08", 1, WORKING_DAY, BEFORE, True, "2026-09-30", None, id="back over National Day"),
        pytest.param("2026-10-11", 1, WORKING_DAY, BEFORE, True, "2026-10-10", None, id="back from a Sunday"),
        pytest.param("2026-10-10", 7, DAY, BEFORE, True, "2026-10-03", None, id="backward never rolls"),
        pytest.param("2026-03-31", 1, MONTH, BEFORE, True, "2026-02-28", None, id="backward clips"),
        pytest.param("2028-02-29", 1, YEAR, BEFORE, True, "2027-02-28", None, id="29 February and a year back"),
        pytest.param("2026-03-02", 1, DAY, AFTER, True, "2026-03-03", None, id="one day is tomorrow"),
    ],
)
def test_last_day_is_the_one_counted_by_hand(
    event: str, value: int, unit: Unit, direction: Direction, roll: bool, due_on: str, unrolled_on: str | None
) -> None:
    due = compute(Term(value, unit, direction, roll=roll), china(event), CALENDAR)
    assert (due.due_on.isoformat(), due.unrolled_on.isoformat()) == (due_on, unrolled_on or due_on)
    assert due.due_at == datetime.combine(due.due_on, time(), CHINA) + timedelta(days=1)
    assert due.unrolled_at == datetime.combine(due.unrolled_on, time(), CHINA) + timedelta(days=1)


@pytest.mark.parametrize("at", ["00:00:00", "00:00:01", "12:00:00", "23:59:59", "23:59:59.999999"])
def test_hour_of_the_event_does_not_move_a_term_of_days(at: str) -> None:
    assert compute(Term(7), china(f"2026-03-02T{at}"), CALENDAR).due_on == date(2026, 3, 9)


def test_next_instant_is_the_next_day() -> None:
    assert compute(Term(7), china("2026-03-03T00:00:00"), CALENDAR).due_on == date(2026, 3, 10)


@pytest.mark.parametrize(
    "event",
    [
        datetime(2026, 3, 2, 16, 0, tzinfo=UTC),
        datetime(2026, 3, 3, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
        datetime(2026, 3, 2, 8, 0, tzinfo=ZoneInfo("America/Los_Angeles")),
        datetime(2026, 3, 3, 4, 0, tzinfo=timezone(timedelta(hours=12))),
    ],
)
def test_event_falls_on_the_day_it_is_in_china(event: datetime) -> None:
    due = compute(Term(7), event, CALENDAR)
    assert due.due_at == china("2026-03-11")
    assert due.event_at == event


def test_instant_before_midnight_in_china_is_still_the_day_before() -> None:
    assert compute(Term(7), datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC), CALENDAR).due_on == date(2026, 3, 9)


def test_term_is_open_to_the_last_instant_of_its_last_day() -> None:
    """Zammad 3180: "23:59" closes a minute early. A term ends at 24:00 (Civil Code 203)."""
    due = compute(Term(7), china("2026-03-02"), CALENDAR)
    assert due.is_met_by(china("2026-03-09T23:59:59.999999"))
    assert not due.is_met_by(china("2026-03-10T00:00:00"))


def test_term_spanning_summer_time_elsewhere_keeps_chinese_midnights() -> None:
    due = compute(Term(30), datetime(2026, 3, 1, 12, 0, tzinfo=ZoneInfo("Europe/Berlin")), CALENDAR)
    assert due.due_at == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("year", [1992, 2019, 2026, 2050])
def test_fixed_offset_is_china_standard_time(year: int) -> None:
    for month in range(1, 13):
        assert datetime(year, month, 1, tzinfo=CHINA) == datetime(year, month, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("event", "value", "due_at"),
    [
        ("2026-10-01T20:00:00", 12, "2026-10-02T08:00:00"),
        ("2026-02-14T23:30:00", 24, "2026-02-15T23:30:00"),
        ("2026-12-31T12:00:00", 12, "2027-01-01T00:00:00"),
    ],
)
def test_hours_run_through_nights_and_holidays(event: str, value: int, due_at: str) -> None:
    due = compute(Term(value, HOUR), china(event), CALENDAR)
    assert due.due_at == due.unrolled_at == china(due_at)
    assert due.due_on == (china(due_at) - timedelta(microseconds=1)).date()
    assert not due.provisional


def test_hours_before_an_event_end_at_the_instant() -> None:
    assert compute(Term(24, HOUR, BEFORE), china("2026-10-08T09:00"), CALENDAR).due_at == china("2026-10-07T09:00")


@pytest.mark.parametrize(
    ("event", "due_on"), [("2026-10-20T10:00:00", "2026-10-20"), ("2026-10-20T00:00:00", "2026-10-19")]
)
def test_before_without_a_number_is_bound_by_the_event(event: str, due_on: str) -> None:
    due = compute(Term(None, DAY, BEFORE), china(event), CALENDAR)
    assert (due.due_at, due.due_on.isoformat()) == (china(event), due_on)
    assert [step.code for step in due.steps] == [StepCode.BOUND_BY_EVENT]


@pytest.mark.parametrize(
    ("event", "term", "provisional"),
    [
        pytest.param("2026-12-24", Term(10), True, id="ends on a rest day of a year not announced"),
        pytest.param("2026-12-24", Term(12), True, id="ends on a day that the notice may yet give off"),
        pytest.param("2026-12-24", Term(12, roll=False), False, id="asks no calendar"),
        pytest.param("2026-12-24", Term(5), False, id="ends in the announced year"),
        pytest.param("2026-12-28", Term(3, WORKING_DAY), False, id="working days of the announced year"),
        pytest.param("2026-12-28", Term(4, WORKING_DAY), True, id="working days reach over"),
        pytest.param("2027-01-05", Term(2, WORKING_DAY, BEFORE), True, id="back from a year not announced"),
        pytest.param("2026-06-01", Term(2, YEAR), True, id="two years on"),
        pytest.param("2026-12-31T20:00", Term(12, HOUR), False, id="hours ask no calendar"),
        pytest.param("2031-05-01", Term(2, MONTH, BEFORE), False, id="backward months ask no calendar"),
    ],
)
def test_provisional_says_whether_the_notice_may_move_it(event: str, term: Term, provisional: bool) -> None:
    assert compute(term, china(event), CALENDAR).provisional is provisional


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"value": None}, "value"),
        ({"value": -1}, "value"),
        ({"value": 0, "unit": WORKING_DAY}, "value"),
        ({"value": 0, "unit": MONTH}, "value"),
        ({"value": 0, "direction": BEFORE}, "value"),
        ({"value": True}, "value"),
        ({"value": 1.5}, "value"),
        ({"value": 1, "unit": "fortnight"}, "unit"),
        ({"value": 1, "direction": "sideways"}, "direction"),
    ],
)
def test_term_that_no_law_could_mean_is_refused(arguments: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidTerm) as refusal:
        Term(**arguments)
    assert refusal.value.field == field


def test_term_is_made_of_plain_words_too() -> None:
    assert Term(3, "working_day", "before") == Term(3, WORKING_DAY, BEFORE)  # type: ignore[arg-type]  # rows hold text


def test_naive_moment_is_refused() -> None:
    with pytest.raises(NaiveMoment):
        compute(Term(7), datetime(2026, 3, 2), CALENDAR)  # noqa: DTZ001  # the refusal is what is tested


@pytest.mark.parametrize(
    ("term", "event"),
    [
        (Term(1), datetime.max.replace(tzinfo=UTC)),
        (Term(1), datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))),
        (Term(1, DAY, BEFORE), datetime.min.replace(tzinfo=UTC)),
        (Term(1, HOUR), datetime.max.replace(tzinfo=timezone(-timedelta(hours=12)))),
        (Term(None, DAY, BEFORE), datetime.min.replace(tzinfo=UTC)),
        (Term(10**12), china("2026-01-01")),
        (Term(10**12, HOUR), china("2026-01-01")),
        (Term(10**30, HOUR), china("2026-01-01")),
        (Term(10**9, HOUR, BEFORE), china("2026-01-01")),
        (Term(10**12, WORKING_DAY), china("2026-01-01")),
        (Term(10**12, WORKING_DAY, BEFORE), china("2026-01-01")),
        (Term(10**12, MONTH), china("2026-01-01")),
        (Term(10**12, YEAR, BEFORE), china("2026-01-01")),
        (Term(1), china("1899-12-30")),
        (Term(1), china("2199-12-31")),
        (Term(1, WORKING_DAY), china("2199-12-31")),
    ],
)
def test_dates_beyond_reckoning_are_refused_by_name(term: Term, event: datetime) -> None:
    with pytest.raises(OutOfRange):
        compute(term, event, CALENDAR)


def test_far_dates_within_reckoning_are_answered() -> None:
    assert compute(Term(100, YEAR), china("2026-11-20"), CALENDAR).due_on == date(2126, 11, 20)
    assert compute(Term(1), china("1900-01-01"), CALENDAR).due_on == date(1900, 1, 2)
    assert compute(Term(5000, WORKING_DAY), china("2026-11-20"), CALENDAR).provisional
    assert compute(Term(1), china("2199-12-29"), CALENDAR).due_on == date(2199, 12, 30)


def test_account_names_opening_day_holiday_roll_and_last_day() -> None:
    due = compute(Term(7), china("2026-09-24"), CALENDAR)
    lines = {line.on.isoformat(): line for line in explain_days(due)}
    assert lines["2026-09-24"].effect is StepCode.OPENING_DAY
    assert (lines["2026-09-25"].number, lines["2026-09-25"].name_zh) == (1, "中秋节")
    first_of_october = lines["2026-10-01"]
    assert (first_of_october.effect, first_of_october.number) == (StepCode.ROLLED_OVER, 7)
    assert (first_of_october.name_en, first_of_october.source) == ("National Day", "国办发明电〔2025〕7号")
    assert (lines["2026-10-04"].kind, lines["2026-10-04"].name_zh) == (DayKind.REST, "国庆节")
    assert lines["2026-10-08"].effect is StepCode.LAST_DAY
    assert len(lines) == 15


def test_account_names_the_adjusted_workday_that_did_not_roll() -> None:
    last = explain_days(compute(Term(3), china("2026-02-11"), CALENDAR))[-1]
    assert (last.on, last.effect, last.number) == (date(2026, 2, 14), StepCode.LAST_DAY, 3)
    assert (last.kind, last.source) == (DayKind.ADJUSTED_WORKDAY, "国办发明电〔2025〕7号")


def test_account_of_a_backward_term_counts_back_from_the_event() -> None:
    lines = explain_days(compute(Term(10, WORKING_DAY, BEFORE), china("2026-10-20"), CALENDAR))
    assert [line.on for line in lines] == [date(2026, 10, 20) - timedelta(days=index) for index in range(21)]
    assert (lines[-1].on, lines[-1].number, lines[-1].effect) == (date(2026, 9, 30), 10, StepCode.LAST_DAY)
    assert [line.number for line in lines if line.number] == list(range(1, 11))


def test_account_of_a_clipped_month_says_which_day_was_wanted() -> None:
    last = explain_days(compute(Term(1, MONTH, roll=False), china("2026-01-31"), CALENDAR))[-1]
    assert (last.on, last.wanted_day) == (date(2026, 2, 28), 31)


def test_long_account_is_compact_in_store_and_bounded_on_screen() -> None:
    half_a_year = compute(Term(180, roll=False), china("2026-03-01"), CALENDAR)
    assert len(half_a_year.steps) < 15
    assert [line.number for line in explain_days(half_a_year)] == [None, *range(1, 181)]
    folded = explain_days(half_a_year, limit=40)
    assert len(folded) <= 40
    assert {"清明节", "劳动节", "端午节"} <= {line.name_zh for line in folded}
    assert folded[-1].number == 180
    quarter_century = explain_days(compute(Term(25, YEAR), china("2026-03-01"), CALENDAR), limit=30)
    assert len(quarter_century) == 30
    assert quarter_century[-1].effect is StepCode.LAST_DAY


@pytest.mark.parametrize("term", [Term(7), Term(3, WORKING_DAY), Term(12, HOUR), Term(2, MONTH, BEFORE)])
def test_steps_survive_their_rows(term: Term) -> None:
    due = compute(term, china("2026-09-24T10:30"), CALENDAR)
    again = tuple(Step.from_row(step.as_row()) for step in due.steps)
    assert again == due.steps
    assert explain_steps(again) == explain_days(due)


def test_terms_of_days_begun_on_one_day_share_their_steps() -> None:
    """Computations are stored once under their hash: nothing in them may depend on the hour or the person."""
    for term in (Term(7), Term(3, WORKING_DAY), Term(2, MONTH), Term(10, WORKING_DAY, BEFORE)):
        morning = compute(term, china("2026-09-24T08:00"), CALENDAR)
        assert morning.steps == compute(term, china("2026-09-24T23:00"), CALENDAR).steps


@pytest.mark.parametrize(
    ("anchor", "wait", "period", "first_on", "last_on"),
    [
        ("2024-02-29", 24, 120, "2026-02-28", "2036-02-28"),
        ("2024-02-29", 0, 48, "2024-02-29", "2028-02-29"),
        ("2024-08-31", 6, 1, "2025-02-28", "2025-03-28"),
        ("2024-10-01", 24, 24, "2026-10-01", "2028-10-01"),
    ],
)
def test_cover_runs_from_corresponding_day_to_corresponding_day(
    anchor: str, wait: int, period: int, first_on: str, last_on: str
) -> None:
    window = cover_window(date.fromisoformat(anchor), wait, period_months=period)
    assert (window.first_on.isoformat(), window.last_on.isoformat()) == (first_on, last_on)
    assert window.covers(window.first_on)
    assert window.covers(window.last_on)
    assert not window.covers(window.first_on - timedelta(days=1))
    assert not window.covers(window.last_on + timedelta(days=1))
    assert window.is_boundary(window.last_on)
    assert window.ends_at == china(last_on) + timedelta(days=1)
    assert window.starts_at == china(first_on)


def test_cover_in_years_equals_cover_in_months() -> None:
    anchor = date(2024, 3, 10)
    assert cover_window(anchor, 12, period_years=5) == cover_window(anchor, 12, period_months=60)


@pytest.mark.parametrize(
    ("wait", "periods"),
    [(24, {}), (24, {"period_years": 1, "period_months": 1}), (-1, {"period_years": 1}), (0, {"period_months": 0})],
)
def test_cover_without_a_sound_period_is_refused(wait: int, periods: dict[str, int]) -> None:
    with pytest.raises(InvalidTerm):
        cover_window(date(2024, 1, 1), wait, **periods)


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_cover_beyond_reckoning_is_refused(anchor: date) -> None:
    with pytest.raises(OutOfRange):
        cover_window(anchor, 24, period_years=10)
