"""What must hold of every term, whatever the event: against brute force where arithmetic could be clever."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.explain import explain_days
from idi_platform.deadlines.rules.legal_clock import Direction, Due, Suspension, Term, Unit, compute
from idi_platform.deadlines.rules.steps import StepCode

# Nothing is timed inside the tests: a slow machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CALENDAR = load_calendars()
SAME_CALENDAR = load_calendars()
EVENTS = st.datetimes(datetime(2019, 1, 1), datetime(2028, 12, 31), timezones=st.just(CHINA))  # noqa: DTZ001  # zoned by st
NUMBERS = {Unit.HOUR: 2000, Unit.DAY: 400, Unit.WORKING_DAY: 250, Unit.MONTH: 60, Unit.YEAR: 12}
DAY = timedelta(days=1)


@st.composite
def terms(draw: st.DrawFn, direction: Direction = Direction.AFTER, units: tuple[Unit, ...] = tuple(Unit)) -> Term:
    unit = draw(st.sampled_from(units))
    return Term(draw(st.integers(1, NUMBERS[unit])), unit, direction, roll=draw(st.booleans()))


@st.composite
def suspensions(draw: st.DrawFn, event_at: datetime, span: timedelta = 500 * DAY) -> Suspension:
    begin = event_at + draw(st.timedeltas(-10 * DAY, span))
    return Suspension(begin, begin + draw(st.timedeltas(timedelta(0), 60 * DAY)), "documents_requested")


def due_of(term: Term, event_at: datetime, stops: list[Suspension] | None = None) -> Due:
    due = compute(term, event_at, CALENDAR, stops or [])
    assert isinstance(due, Due)
    return due


@given(terms(), EVENTS, st.timedeltas(timedelta(0), 40 * DAY))
def test_later_event_never_ends_earlier(term: Term, event_at: datetime, later: timedelta) -> None:
    assert due_of(term, event_at).due_at <= due_of(term, event_at + later).due_at


@given(terms(Direction.BEFORE), EVENTS, st.timedeltas(timedelta(0), 40 * DAY))
def test_later_event_never_asks_earlier(term: Term, event_at: datetime, later: timedelta) -> None:
    assert due_of(term, event_at).due_at <= due_of(term, event_at + later).due_at


@given(terms(), EVENTS)
def test_term_after_an_event_ends_after_it_and_not_before_its_unrolled_end(term: Term, event_at: datetime) -> None:
    due = due_of(term, event_at)
    assert event_at < due.unrolled_at <= due.due_at


@given(terms(Direction.BEFORE), EVENTS)
def test_term_before_an_event_ends_before_it_and_never_rolls(term: Term, event_at: datetime) -> None:
    due = due_of(term, event_at)
    assert due.due_at <= event_at
    assert due.due_on == due.unrolled_on


@given(terms(units=(Unit.DAY, Unit.MONTH, Unit.YEAR)), EVENTS)
def test_rolling_term_ends_on_the_first_working_day_from_its_unrolled_end(term: Term, event_at: datetime) -> None:
    due = due_of(term, event_at)
    expected = due.unrolled_on
    while term.roll and not CALENDAR.is_working(expected):
        expected += DAY
    assert due.due_on == expected


@given(st.integers(1, 250), EVENTS)
def test_working_days_equal_a_walk_through_the_calendar(number: int, event_at: datetime) -> None:
    on, left = event_at.date(), number
    while left:
        on += DAY
        left -= CALENDAR.is_working(on)
    assert due_of(Term(number, Unit.WORKING_DAY), event_at).due_on == on


@given(st.integers(1, 250), EVENTS)
def test_working_days_back_equal_a_walk_through_the_calendar(number: int, event_at: datetime) -> None:
    on, left = event_at.date(), number
    while left:
        on -= DAY
        left -= CALENDAR.is_working(on)
    assert due_of(Term(number, Unit.WORKING_DAY, Direction.BEFORE), event_at).due_on == on


@given(st.integers(1, 400), EVENTS)
def test_days_forth_and_back_meet(number: int, event_at: datetime) -> None:
    forth = due_of(Term(number, roll=False), event_at)
    back = due_of(Term(number, Unit.DAY, Direction.BEFORE), datetime.combine(forth.due_on, event_at.timetz()))
    assert back.due_on == event_at.date()


@given(st.integers(1, 250), EVENTS)
def test_working_days_forth_and_back_meet_on_working_days(number: int, event_at: datetime) -> None:
    event_at = datetime.combine(CALENDAR.working_day_from(event_at.date()), event_at.timetz())
    forth = due_of(Term(number, Unit.WORKING_DAY), event_at)
    back = due_of(Term(number, Unit.WORKING_DAY, Direction.BEFORE), datetime.combine(forth.due_on, event_at.timetz()))
    assert back.due_on == event_at.date()


@given(st.integers(1, 240), EVENTS, st.sampled_from(Direction))
def test_months_end_on_the_corresponding_day_or_the_months_last(
    number: int, event_at: datetime, direction: Direction
) -> None:
    due = due_of(Term(number, Unit.MONTH, direction, roll=False), event_at)
    sign = 1 if direction is Direction.AFTER else -1
    assert (due.due_on.year - event_at.year) * 12 + due.due_on.month - event_at.month == sign * number
    if due.due_on.day != event_at.day:
        assert due.due_on.day < event_at.day
        assert (due.due_on + DAY).day == 1
        assert StepCode.CLIPPED in [step.code for step in due.steps]


@given(st.integers(1, 20), EVENTS)
def test_years_equal_twelve_months_each(number: int, event_at: datetime) -> None:
    assert due_of(Term(number, Unit.YEAR), event_at).due_at == due_of(Term(12 * number, Unit.MONTH), event_at).due_at


@given(st.integers(2, 400), EVENTS, st.data())
def test_suspension_inside_a_term_of_days_moves_its_end_by_its_midnights(
    number: int, event_at: datetime, data: st.DataObject
) -> None:
    plain = due_of(Term(number, roll=False), event_at)
    begin = event_at + data.draw(st.timedeltas(timedelta(0), plain.due_at - event_at - timedelta(seconds=1)))
    end = begin + data.draw(st.timedeltas(timedelta(0), 90 * DAY))
    stopped = due_of(Term(number, roll=False), event_at, [Suspension(begin, end, "documents_requested")])
    midnights = (end.date() - begin.date()).days
    assert stopped.unrolled_on == plain.unrolled_on + midnights * DAY
    assert stopped.suspended_days == midnights


@given(terms(), EVENTS, st.data())
def test_suspensions_never_shorten_and_never_depend_on_their_order(
    term: Term, event_at: datetime, data: st.DataObject
) -> None:
    stops = data.draw(st.lists(suspensions(event_at), max_size=4))
    due = due_of(term, event_at, stops)
    assert due.due_at >= due_of(term, event_at).due_at
    assert due_of(term, event_at, stops[::-1]).due_at == due.due_at
    assert due_of(term, event_at, [*stops, *stops]).due_at == due.due_at


@given(st.integers(1, 60), EVENTS, st.data())
def test_working_days_with_suspensions_equal_a_walk_that_leaves_them_out(
    number: int, event_at: datetime, data: st.DataObject
) -> None:
    """Only stops with working days still to run, so that the walk needs no rule for a term already used up."""
    begin = event_at + data.draw(st.timedeltas(timedelta(0), 20 * DAY))
    end = begin + data.draw(st.timedeltas(timedelta(0), 30 * DAY))
    if begin.date() >= due_of(Term(number, Unit.WORKING_DAY), event_at).due_on:
        return
    on, left = event_at.date(), number
    while left:
        on += DAY
        left -= CALENDAR.is_working(on) and not begin.date() < on <= end.date()
    stop = Suspension(begin, end, "documents_requested")
    assert due_of(Term(number, Unit.WORKING_DAY), event_at, [stop]).due_on == on


@given(terms(units=(Unit.HOUR,)), EVENTS, st.data())
def test_stopped_hours_are_the_union_of_the_stops(term: Term, event_at: datetime, data: st.DataObject) -> None:
    stops = sorted(data.draw(st.lists(suspensions(event_at, 20 * DAY), max_size=4)), key=lambda stop: stop.from_at)
    left, at = timedelta(hours=term.value or 0), event_at
    for stop in stops:
        if stop.from_at >= at + left:
            break
        left -= max(stop.from_at - at, timedelta(0))
        at = max(at, stop.to_at or at)
    assert due_of(term, event_at, stops).due_at == at + left


@given(st.one_of(terms(), terms(Direction.BEFORE)), EVENTS, st.data())
def test_replay_is_equal(term: Term, event_at: datetime, data: st.DataObject) -> None:
    stops = data.draw(st.lists(suspensions(event_at), max_size=3))
    assert due_of(term, event_at, stops) == compute(term, event_at, SAME_CALENDAR, stops)


@given(st.one_of(*(terms(direction, (Unit.DAY, Unit.WORKING_DAY)) for direction in Direction)), EVENTS, st.data())
def test_account_counts_each_day_once_and_ends_on_the_last(term: Term, event_at: datetime, data: st.DataObject) -> None:
    due = due_of(term, event_at, data.draw(st.lists(suspensions(event_at), max_size=2)))
    lines = [line for line in explain_days(due, limit=5000) if line.effect is not StepCode.SUSPENSION_WITHOUT_EFFECT]
    days = [line.on for line in lines]
    step = DAY if term.direction is Direction.AFTER else -DAY
    assert days == [event_at.date() + index * step for index in range(len(days))]
    assert days[-1] == due.due_on
    numbers = [line.number for line in lines if line.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(explain_days(due, limit=20)) <= 20


def test_leap_days_are_counted_like_any_other() -> None:
    event_at = datetime(2024, 2, 28, tzinfo=CHINA)
    assert due_of(Term(1, roll=False), event_at).due_on == date(2024, 2, 29)
    assert due_of(Term(2, roll=False), event_at).due_on == date(2024, 3, 1)
    assert due_of(Term(1, roll=False), datetime(2023, 2, 28, tzinfo=CHINA)).due_on == date(2023, 3, 1)
