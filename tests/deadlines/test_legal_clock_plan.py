"""Reminder, due and escalation instants of a term, from ladders given as data. Times are China's."""

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.errors import InvalidLadder, NaiveMoment
from idi_platform.deadlines.rules.legal_clock import Direction, Due, Term, Unit, compute
from idi_platform.deadlines.rules.plan import (
    Audience,
    CalendarDaysAfter,
    Ladder,
    Plan,
    ShareOfTerm,
    WorkingDaysAfter,
    WorkingDaysBefore,
    plan,
)

CALENDAR = load_calendars()
NINE = time(9)


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def due_of(term: Term, event: str) -> Due:
    return compute(term, china(event), CALENDAR)


def planned(due: Due, ladder: Ladder, started: str) -> Plan:
    return plan(due, ladder, calendar=CALENDAR, started_at=china(started))


def written(plan: Plan) -> list[str]:
    return [at.astimezone(CHINA).strftime("%m-%dT%H:%M") for at in plan.instants]


def test_reminders_follow_the_unrolled_day_and_escalations_the_rolled_one() -> None:
    """7 days from 24 September end on 1 October, rolled to 8 October."""
    ladder = Ladder(
        (ShareOfTerm(50), WorkingDaysBefore(1, NINE)), (WorkingDaysAfter(1, NINE), WorkingDaysAfter(3, NINE))
    )
    result = planned(due_of(Term(7), "2026-09-24"), ladder, "2026-09-24")
    assert written(result) == ["09-28T00:00", "09-30T09:00", "10-09T00:00", "10-09T09:00", "10-12T09:00"]
    assert result.due_step == 2


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "09-30T09:00"), (1, "09-30T09:00"), (2, "09-29T09:00"), (3, "09-28T09:00")]
)
def test_working_days_before_a_rest_day_begin_with_the_last_working_day(days: int, expected: str) -> None:
    result = planned(due_of(Term(7), "2026-09-24"), Ladder((WorkingDaysBefore(days, NINE),)), "2026-09-24")
    assert written(result)[0] == expected


@pytest.mark.parametrize(("days", "expected"), [(0, "03-09T09:00"), (1, "03-06T09:00"), (2, "03-05T09:00")])
def test_working_days_before_a_working_day_leave_it_out(days: int, expected: str) -> None:
    result = planned(due_of(Term(7), "2026-03-02"), Ladder((WorkingDaysBefore(days, NINE),)), "2026-03-02")
    assert written(result)[0] == expected


def test_reminders_before_the_start_are_dropped() -> None:
    ladder = Ladder((WorkingDaysBefore(10, NINE), ShareOfTerm(50), WorkingDaysBefore(0, NINE)))
    result = planned(due_of(Term(3), "2026-03-02"), ladder, "2026-03-02T10:00")
    assert written(result) == ["03-04T05:00", "03-05T09:00", "03-06T00:00"]


def test_term_found_after_its_end_only_tells_the_miss_and_what_follows() -> None:
    ladder = Ladder((ShareOfTerm(50), WorkingDaysBefore(0, NINE)), (CalendarDaysAfter(1, NINE),))
    result = planned(due_of(Term(3), "2026-03-02"), ladder, "2026-04-01")
    assert written(result) == ["03-06T00:00", "03-06T09:00"]
    assert result.due_step == 0


def test_rungs_on_one_instant_speak_once_to_everybody_of_both() -> None:
    ladder = Ladder(
        (WorkingDaysBefore(0, NINE, Audience.CHARGED), WorkingDaysBefore(1, NINE, Audience.MANAGERS)),
        (WorkingDaysAfter(1, NINE, Audience.DISTRICT), CalendarDaysAfter(1, NINE, Audience.CITY)),
        at_miss=Audience.CHARGED,
    )
    result = planned(due_of(Term(7, roll=True), "2026-09-24"), ladder, "2026-09-24")
    assert result.tells == (
        Audience.CHARGED | Audience.MANAGERS,
        Audience.CHARGED,
        Audience.DISTRICT | Audience.CITY,
    )


def test_escalation_at_midnight_is_not_the_due_moment_twice() -> None:
    """GLPI 22678: escalation at 00:00."""
    at_midnight = CalendarDaysAfter(1, time(0), Audience.CITY)
    result = planned(due_of(Term(7), "2026-03-02"), Ladder((), (at_midnight,)), "2026-03-02")
    assert result.instants == (china("2026-03-10"),)
    assert result.tells == (Audience.CHARGED | Audience.CITY,)


def test_backward_term_is_watched_from_its_start() -> None:
    due = due_of(Term(10, Unit.WORKING_DAY, Direction.BEFORE), "2026-10-20")
    result = planned(due, Ladder((ShareOfTerm(50), WorkingDaysBefore(1, NINE))), "2026-09-21")
    assert written(result) == ["09-26T00:00", "09-29T09:00", "10-01T00:00"]


def test_hours_are_reminded_by_share() -> None:
    result = planned(due_of(Term(24, Unit.HOUR), "2026-10-01T20:00"), Ladder((ShareOfTerm(75),)), "2026-10-01T20:00")
    assert written(result) == ["10-02T14:00", "10-02T20:00"]


def test_start_may_be_given_in_any_zone_but_in_one() -> None:
    due, ladder = due_of(Term(7), "2026-03-02"), Ladder((ShareOfTerm(50),))
    start = datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert plan(due, ladder, calendar=CALENDAR, started_at=start) == planned(due, ladder, "2026-03-02")
    with pytest.raises(NaiveMoment):
        plan(due, ladder, calendar=CALENDAR, started_at=datetime(2026, 3, 2))  # noqa: DTZ001  # refusal is tested


@pytest.mark.parametrize(
    "rung",
    [
        lambda: ShareOfTerm(0),
        lambda: ShareOfTerm(100),
        lambda: WorkingDaysBefore(-1, NINE),
        lambda: WorkingDaysAfter(0, NINE),
        lambda: CalendarDaysAfter(0, NINE),
        lambda: WorkingDaysBefore(1, time(9, tzinfo=UTC)),
    ],
)
def test_rung_that_cannot_be_climbed_is_refused(rung: Callable[[], object]) -> None:
    with pytest.raises(InvalidLadder):
        rung()


HOURS = st.times(timezones=st.none())
REMINDERS = st.one_of(st.integers(1, 99).map(ShareOfTerm), st.builds(WorkingDaysBefore, st.integers(0, 15), HOURS))
ESCALATIONS = st.one_of(
    st.builds(WorkingDaysAfter, st.integers(1, 15), HOURS), st.builds(CalendarDaysAfter, st.integers(1, 30), HOURS)
)


@given(
    st.integers(1, 90),
    st.datetimes(datetime(2019, 1, 1), datetime(2028, 12, 31), timezones=st.just(CHINA)),  # noqa: DTZ001  # zoned by st
    st.builds(Ladder, st.lists(REMINDERS, max_size=4).map(tuple), st.lists(ESCALATIONS, max_size=4).map(tuple)),
)
def test_plan_ascends_through_the_due_moment(number: int, event_at: datetime, ladder: Ladder) -> None:
    due = compute(Term(number), event_at, CALENDAR)
    result = plan(due, ladder, calendar=CALENDAR, started_at=event_at)
    assert list(result.instants) == sorted(set(result.instants))
    assert result.instants[result.due_step] == due.due_at
    assert all(at > event_at for at in result.instants)
    assert len(result.tells) == len(result.instants)
    assert all(result.tells)
