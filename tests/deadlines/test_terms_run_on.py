"""When the documents arrive, the days are deducted, both dates are kept, and nobody is told anything twice."""

from datetime import datetime, timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import EventCode, PauseTime, Term, day_lines, meet, pauses_of
from idi_platform.deadlines.rules.steps import StepCode
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.public import Message
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, EVENT, StatedRules, duty, received, start, started
from tests.world import CityWorld

INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("days", "asked", "answered", "unrolled_at", "due_at"),
    [
        # 30 days from 21 September end with 21 October. Asked on the 25th, answered on 5 October: 26 September to
        # 5 October, ten days, are deducted, National Day or not. 31 October is a Saturday: it ends with 2 November.
        (30, "2026-09-25T15:00", "2026-10-05T11:00", "2026-11-01", "2026-11-03"),
        # 7 days end with 28 September; four days are deducted: 2 October, in the holiday until the 7th, so the 8th.
        (7, "2026-09-25T15:00", "2026-09-29T09:00", "2026-10-03", "2026-10-09"),
        # Asked and answered on one day: no midnight, no day.
        (30, "2026-09-25T09:00", "2026-09-25T17:00", "2026-10-22", "2026-10-22"),
        # Asked on the last day, answered in the holiday.
        (7, "2026-09-28T23:59", "2026-10-04T10:00", "2026-10-05", "2026-10-09"),
    ],
)
def test_the_end_moves_by_the_days_between_request_and_documents(
    here: CityWorld, rules: StatedRules, days: int, asked: str, answered: str, unrolled_at: str, due_at: str
) -> None:
    rules.stated[EVENT] = (duty(DUTY, term=Term(days)),)
    start(here, received(here))
    request(here, china(asked))
    (running,) = answer(here, china(answered))
    stored = Deadline.objects.get()
    assert (stored.unrolled_at, stored.due_at) == (china(unrolled_at), china(due_at))
    assert (stored.suspended_since, stored.plan_version) == (None, 2)
    timer = DeadlineTimer.objects.get()
    assert (timer.plan[timer.due_step], timer.plan_version) == (stored.due_at, 2)
    assert timer.fire_at == timer.plan[timer.step]
    assert running == stored


def test_both_dates_and_both_reckonings_are_on_record(here: CityWorld) -> None:
    before = started(here)
    request(here, china("2026-09-25T15:00"))
    (after,) = answer(here, china("2026-09-29T09:00"))
    told = Event.objects.get(code=EventCode.RESUMED).payload
    assert [datetime.fromisoformat(told[key]) for key in ("was_due_at", "due_at")] == [before.due_at, after.due_at]
    assert (told["was_computation"], told["computation"]) == (before.computation_hash, after.computation_hash)
    (pause,) = pauses_of(here.system, after)
    assert (pause.to_at, pause.due_before) == (china("2026-09-29T09:00"), before.due_at)
    assert StepCode.SUSPENDED in {line.effect for line in day_lines(after)}


def reminded() -> list[datetime]:
    return list(Message.objects.filter(skipped=False).order_by("created_at").values_list("created_at", flat=True))


def test_a_reminder_that_was_told_before_the_stop_is_not_told_again(here: CityWorld) -> None:
    started(here)
    first, second, due = DeadlineTimer.objects.get().plan[:3]
    assert (first, second, due) == (china("2026-09-24T09:00"), china("2026-09-25T05:00"), china("2026-09-29"))
    sweep(now=first)
    request(here, china("2026-09-24T15:00"))
    sweep(now=china("2026-09-28T09:00"))
    assert reminded() == [first]
    (running,) = answer(here, china("2026-09-29T09:00"))
    sweep(now=china("2026-09-29T10:00"))
    assert reminded() == [first]
    last = china("2026-09-30T09:00")  # one working day before 3 October, the unrolled last day
    for now in (last - INSTANT, last, running.due_at - INSTANT):
        sweep(now=now)
    assert reminded() == [first, last]


def test_no_reminder_fires_for_a_moment_inside_the_stop(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty(DUTY, term=Term(30)),)
    start(here, received(here))
    request(here, china("2026-09-22T10:00"))
    (running,) = answer(here, china("2026-12-20T10:00"))
    timer = DeadlineTimer.objects.get()
    assert all(at > china("2026-12-20T10:00") for at in timer.plan[timer.step :])
    assert running.due_at == china("2027-01-19")  # 21 October and 89 days: 18 January, a Monday


def test_documents_that_are_entered_late_can_show_a_term_as_missed(here: CityWorld) -> None:
    started(here)
    request(here, china("2026-09-24T15:00"))
    entered_at = china("2026-11-01T10:00")
    (running,) = answer(here, china("2026-09-25T10:00"), entered_at=entered_at)
    assert running.is_missed(entered_at)
    sweep(now=entered_at)
    assert Deadline.objects.get().missed_at == running.due_at
    assert not Message.objects.filter(created_at__lt=running.due_at).exists()


def test_nothing_runs_on_that_does_not_stand_still(here: CityWorld) -> None:
    started(here)
    assert answer(here, china("2026-09-25T15:00")) == []
    request(here, china("2026-09-25T15:00"))
    assert len(answer(here, china("2026-09-26T15:00"))) == 1
    assert answer(here, china("2026-09-27T15:00")) == []


def test_documents_from_before_the_request_or_from_the_future_are_refused(here: CityWorld) -> None:
    started(here)
    asked = china("2026-09-25T15:00")
    request(here, asked)
    with pytest.raises(PauseTime):
        answer(here, asked - INSTANT, entered_at=asked)
    with pytest.raises(PauseTime):
        answer(here, asked + INSTANT, entered_at=asked)


@pytest.mark.parametrize(("after_days", "due_at"), [(0, "2026-09-29"), (40, "2026-11-10")])
def test_an_act_while_the_term_stands_still_is_in_time(here: CityWorld, after_days: int, due_at: str) -> None:
    started(here)
    asked = china("2026-09-25T15:00")
    request(here, asked)
    met = meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=asked + timedelta(days=after_days))
    assert met is not None
    assert (met.missed_at, met.suspended_since, met.due_at) == (None, None, china(due_at))
    assert not DeadlineTimer.objects.exists()
    assert not met.is_missed(china("2027-01-01"))
