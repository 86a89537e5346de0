"""Stops and extensions. A suspension deducts the days after the one it begins on, up to the one it ends on."""

from datetime import datetime, timedelta

import pytest

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.errors import InvalidSuspension, InvalidTerm, NaiveMoment, OutOfRange
from idi_platform.deadlines.rules.explain import explain_days, explain_steps
from idi_platform.deadlines.rules.legal_clock import (
    Direction,
    Due,
    Extension,
    Suspended,
    Suspension,
    Term,
    Unit,
    compute,
)
from idi_platform.deadlines.rules.steps import Step, StepCode

CALENDAR = load_calendars()
THIRTY = Term(30)


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def stop(begin: str, end: str | None, document: str = "REQ-1") -> Suspension:
    return Suspension(china(begin), None if end is None else china(end), "documents_requested", document)


def due_of(term: Term, event: str, *stops: Suspension) -> Due:
    due = compute(term, china(event), CALENDAR, stops)
    assert isinstance(due, Due)
    return due


@pytest.mark.parametrize(
    ("term", "event", "stops", "unrolled_on", "due_on", "days"),
    [
        # 30 days from 2 March end on 1 April.
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10T09:00", "2026-03-15T17:00")], "2026-04-06", "2026-04-07", 5,
                     id="five midnights, then Tomb-Sweeping Day rolls"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10T09:00", "2026-03-10T17:00")], "2026-04-01", "2026-04-01", 0,
                     id="asked and answered on one day"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10T23:59", "2026-03-11T00:00")], "2026-04-02", "2026-04-02", 1,
                     id="one midnight"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10", "2026-03-13"), ("2026-03-12", "2026-03-15")],
                     "2026-04-06", "2026-04-07", 5, id="overlap is deducted once"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10", "2026-03-15"), ("2026-03-11", "2026-03-12")],
                     "2026-04-06", "2026-04-07", 5, id="one inside the other"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-12", "2026-03-15"), ("2026-03-10", "2026-03-12")],
                     "2026-04-06", "2026-04-07", 5, id="given out of order, touching"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-10", "2026-03-12"), ("2026-03-20", "2026-03-21")],
                     "2026-04-04", "2026-04-07", 3, id="two apart"),
        pytest.param(THIRTY, "2026-03-02", [("2026-02-20", "2026-03-04")], "2026-04-03", "2026-04-03", 2,
                     id="begun before the event counts from the event"),
        pytest.param(THIRTY, "2026-03-02T12:00", [("2026-02-20", "2026-03-02T11:00")], "2026-04-01", "2026-04-01", 0,
                     id="over before the event"),
        pytest.param(THIRTY, "2026-03-02", [("2026-04-02", "2026-04-20")], "2026-04-01", "2026-04-01", 0,
                     id="begun after the term ran out"),
        pytest.param(THIRTY, "2026-03-02", [("2026-04-01T23:59", "2026-04-09T10:00")], "2026-04-09", "2026-04-09", 8,
                     id="begun on the last day"),
        pytest.param(THIRTY, "2026-03-02", [("2026-03-30", "2026-04-02"), ("2026-04-03", "2026-04-08")],
                     "2026-04-09", "2026-04-09", 8, id="second lives on what the first gave"),
        # 2 days from 24 September end on Saturday 26, rolled to Monday 28.
        pytest.param(Term(2), "2026-09-24", [("2026-09-27T10:00", "2026-09-29T10:00")], "2026-09-30", "2026-09-30", 2,
                     id="begun on a rest day at the end stretches the rolled last day"),
        pytest.param(Term(2, roll=False), "2026-09-24", [("2026-09-27T10:00", "2026-09-29T10:00")],
                     "2026-09-26", "2026-09-26", 0, id="without the roll it came too late"),
        pytest.param(Term(1, Unit.MONTH), "2026-01-31", [("2026-02-10", "2026-02-12")], "2026-03-02", "2026-03-02", 2,
                     id="month end, then the days"),
        # 3 working days from 30 April are 6, 7, 8 May.
        pytest.param(Term(3, Unit.WORKING_DAY), "2026-04-30", [("2026-05-06", "2026-05-07")],
                     "2026-05-09", "2026-05-09", 1, id="working day deducted, adjusted Saturday counts"),
        pytest.param(Term(3, Unit.WORKING_DAY), "2026-04-30", [("2026-05-01", "2026-05-05")],
                     "2026-05-08", "2026-05-08", 0, id="holidays deduct nothing from working days"),
        pytest.param(Term(3, Unit.WORKING_DAY), "2026-04-30", [("2026-05-08T09:00", "2026-05-10T09:00")],
                     "2026-05-11", "2026-05-11", 1, id="answered on a Sunday with no day left"),
        pytest.param(Term(3, Unit.WORKING_DAY), "2026-04-30", [("2026-05-09", "2026-05-12")],
                     "2026-05-08", "2026-05-08", 0, id="working days had run out"),
    ],
)  # fmt: skip
def test_suspension_moves_due_date_by_suspended_days(
    term: Term, event: str, stops: list[tuple[str, str]], unrolled_on: str, due_on: str, days: int
) -> None:
    due = due_of(term, event, *(stop(begin, end) for begin, end in stops))
    assert (due.unrolled_on.isoformat(), due.due_on.isoformat()) == (unrolled_on, due_on)
    assert due.suspended_days == days


def test_pausing_moves_the_date() -> None:
    """Open Zaak 747, 885: pausing does not move the date."""
    assert due_of(THIRTY, "2026-03-02", stop("2026-03-10", "2026-03-11")).due_at > due_of(THIRTY, "2026-03-02").due_at


def test_stopped_time_is_deducted_in_civil_days_and_the_new_end_rolls() -> None:
    """ERPNext 47029, 49414: hold time added to creation ignores holidays."""
    due = due_of(Term(7), "2026-09-21", stop("2026-09-23T15:00", "2026-09-26T09:00"))
    assert (due.unrolled_on.isoformat(), due.due_on.isoformat()) == ("2026-10-01", "2026-10-08")


def test_hours_are_stopped_by_the_second() -> None:
    term = Term(24, Unit.HOUR)
    due = due_of(
        term,
        "2026-10-01T20:00",
        stop("2026-10-01T22:00", "2026-10-02T00:30"),
        stop("2026-10-02T00:00", "2026-10-02T01:00"),
        stop("2026-10-05T00:00", "2026-10-06T00:00"),
    )
    assert due.due_at == china("2026-10-02T23:00")
    assert due.steps[-1].last_at == due.due_at
    codes = [step.code for step in due.steps]
    assert codes.count(StepCode.SUSPENDED) == 2
    assert codes.count(StepCode.SUSPENSION_WITHOUT_EFFECT) == 1


@pytest.mark.parametrize(
    ("term", "event"),
    [(THIRTY, "2026-03-02"), (Term(30, Unit.WORKING_DAY), "2026-03-02"), (Term(240, Unit.HOUR), "2026-03-02")],
)
def test_open_suspension_has_no_due_date_yet(term: Term, event: str) -> None:
    answer = compute(term, china(event), CALENDAR, [stop("2026-03-10T09:00", None), stop("2026-03-12", "2026-03-13")])
    assert isinstance(answer, Suspended)
    assert (answer.since_at, answer.cause, answer.document) == (
        china("2026-03-10T09:00"),
        "documents_requested",
        "REQ-1",
    )
    assert answer.steps[-1].code is StepCode.SUSPENDED_OPEN
    assert explain_days(answer)[-1].effect is StepCode.SUSPENDED_OPEN


@pytest.mark.parametrize("term", [THIRTY, Term(20, Unit.WORKING_DAY), Term(24, Unit.HOUR)])
def test_open_suspension_after_the_end_changes_nothing(term: Term) -> None:
    due = due_of(term, "2026-03-02", stop("2026-04-20", None))
    assert due.due_at == due_of(term, "2026-03-02").due_at
    assert StepCode.SUSPENSION_WITHOUT_EFFECT in [step.code for step in due.steps]


def test_backward_term_cannot_be_stopped() -> None:
    term = Term(10, Unit.WORKING_DAY, Direction.BEFORE)
    due = due_of(term, "2026-10-20", stop("2026-09-01", None))
    assert due.due_on == due_of(term, "2026-10-20").due_on
    assert due.steps[-1].code is StepCode.SUSPENSION_WITHOUT_EFFECT


def test_account_shows_each_suspended_day_with_cause_and_document() -> None:
    lines = {
        line.on.isoformat(): line
        for line in explain_days(due_of(THIRTY, "2026-03-02", stop("2026-03-10", "2026-03-12")))
    }
    assert (lines["2026-03-10"].effect, lines["2026-03-10"].number) == (StepCode.COUNTED, 8)
    for on in ("2026-03-11", "2026-03-12"):
        line = lines[on]
        assert (line.effect, line.cause, line.source) == (StepCode.SUSPENDED, "documents_requested", "REQ-1")
    assert (lines["2026-03-13"].effect, lines["2026-03-13"].number) == (StepCode.COUNTED, 9)
    assert lines["2026-04-03"].number == 30


def test_suspension_cannot_end_before_it_begins() -> None:
    with pytest.raises(InvalidSuspension):
        stop("2026-03-10", "2026-03-09")


def test_suspension_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 10)  # noqa: DTZ001  # the refusal is what is tested
    with pytest.raises(NaiveMoment):
        Suspension(naive, None, "documents_requested")
    with pytest.raises(NaiveMoment):
        Suspension(china("2026-03-10"), naive, "documents_requested")


@pytest.mark.parametrize("term", [THIRTY, Term(30, Unit.WORKING_DAY), Term(240, Unit.HOUR)])
def test_suspension_that_never_seems_to_end_is_refused(term: Term) -> None:
    with pytest.raises(OutOfRange):
        compute(term, china("2026-03-02"), CALENDAR, [stop("2026-03-03", "9999-12-31")])


def extension(decided: str, days: int = 30) -> Extension:
    return Extension(Term(days), china(decided), "DEC-1")


@pytest.mark.parametrize(
    ("decided", "days", "due_on", "code"),
    [
        ("2026-03-09T23:59:59", 30, "2026-04-01", StepCode.EXTENDED),
        ("2026-03-10T00:00:00", 30, "2026-03-09", StepCode.EXTENSION_TOO_LATE),
        ("2026-03-05T00:00:00", 3, "2026-03-09", StepCode.EXTENSION_WITHOUT_EFFECT),
    ],
)
def test_extension_runs_from_the_same_event_if_decided_in_time(
    decided: str, days: int, due_on: str, code: StepCode
) -> None:
    due = compute(Term(7), china("2026-03-02"), CALENDAR, (), extension(decided, days))
    assert isinstance(due, Due)
    assert due.due_on.isoformat() == due_on
    assert [(step.code, step.source) for step in due.steps if step.source == "DEC-1"] == [(code, "DEC-1")]


def test_extension_of_a_stopped_term_stays_stopped() -> None:
    answer = compute(Term(7), china("2026-03-02"), CALENDAR, [stop("2026-03-04", None)], extension("2026-03-20"))
    assert isinstance(answer, Suspended)
    assert answer.steps[0].code is StepCode.EXTENDED


def test_backward_extension_is_refused() -> None:
    with pytest.raises(InvalidTerm):
        Extension(Term(7, Unit.DAY, Direction.BEFORE), china("2026-03-02"))


def test_suspension_into_a_year_not_announced_makes_the_end_provisional() -> None:
    due = due_of(Term(7), "2026-12-21", stop("2026-12-22", "2026-12-22"), stop("2026-12-23", "2026-12-30"))
    assert due.provisional
    assert due.due_at - china("2027-01-01") >= timedelta(days=1)


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKING_DAY, Unit.HOUR])
def test_steps_with_cause_document_and_provisional_days_survive_their_rows(unit: Unit) -> None:
    due = due_of(Term(12, unit), "2026-12-21", stop("2026-12-21T06:00", "2026-12-30"))
    rows = [step.as_row() for step in due.steps]
    assert tuple(Step.from_row(row) for row in rows) == due.steps
    assert explain_steps([Step.from_row(row) for row in rows]) == explain_days(due)
    assert {"cause": "documents_requested", "source": "REQ-1"}.items() <= rows[1].items()
