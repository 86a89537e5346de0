"""An event starts the terms that the rules attach to it, once."""

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.errors import NobodyObliged
from idi_platform.deadlines.models import Computation, Deadline, DeadlineTimer
from idi_platform.deadlines.public import EventCode, Term, start_duties
from idi_platform.deadlines.rules.legal_clock import compute
from idi_platform.deadlines.rules.plan import plan
from idi_platform.deadlines.rules.terms import Unit
from idi_platform.deadlines.standing import product_ladder
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start
from tests.world import CityWorld


def test_the_same_event_starts_a_duty_once_however_often_it_is_reported(here: CityWorld) -> None:
    event = received(here)
    first = start(here, event)
    assert [start(here, event), start(here, event)] == [first, first]
    assert DeadlineTimer.objects.count() == 1
    assert Event.objects.filter(code=EventCode.STARTED).count() == 1


def test_a_second_event_starts_the_duty_again(here: CityWorld) -> None:
    (first,), (second,) = start(here, received(here)), start(here, received(here))
    assert first.pk != second.pk


@pytest.mark.parametrize("term", [Term(7), Term(10, Unit.WORKING_DAY), Term(24, Unit.HOUR), Term(1, Unit.MONTH)])
def test_the_due_date_is_the_legal_clocks(here: CityWorld, rules: StatedRules, term: Term) -> None:
    rules.stated[EVENT] = (duty(DUTY, term=term),)
    (deadline,) = start(here, received(here))
    due = compute(term, RECEIVED, civil_calendar())
    stored = Deadline.objects.get(pk=deadline.pk)
    assert (stored.due_at, stored.unrolled_at, stored.provisional) == (due.due_at, due.unrolled_at, due.provisional)
    assert (stored.term_value, stored.term_unit) == (term.value, term.unit)


def test_the_timer_holds_the_whole_plan_and_waits_for_its_first_instant(here: CityWorld) -> None:
    (deadline,) = start(here, received(here))
    due = compute(Term(7), RECEIVED, civil_calendar())
    instants = plan(due, product_ladder().ladder, calendar=civil_calendar(), started_at=RECEIVED)
    timer = DeadlineTimer.objects.get(pk=deadline.pk)
    assert (timer.plan, timer.due_step, timer.step) == (list(instants.instants), instants.due_step, 0)
    assert timer.fire_at == instants.instants[0]
    assert timer.plan[timer.due_step] == deadline.due_at


def test_a_duty_whose_bearer_is_unknown_starts_nothing(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty(DUTY), duty("works.rectification", obliged="contractor"))
    with pytest.raises(NobodyObliged) as refused:
        start(here, received(here))
    assert refused.value.rule == "a test's article"
    assert not Deadline.objects.exists()


def test_a_waiting_time_that_nobody_can_be_late_by_is_not_started(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty(DUTY), duty("cover.wait", obliged="anyone"))
    begun = start_duties(
        dossier=here.project.dossier,
        event=received(here),
        obliged={"insurer": here.insurer.pk, "anyone": None},
        by=here.system,
    )
    assert [deadline.duty for deadline in begun] == [DUTY]


def test_equal_terms_of_one_day_share_their_reasoning(here: CityWorld) -> None:
    (first,), (second,) = start(here, received(here)), start(here, received(here))
    assert first.computation_hash == second.computation_hash
    assert Computation.objects.filter(sha256=first.computation_hash).count() == 1
    assert Computation.objects.count() == 1


def test_an_event_without_duties_starts_nothing(here: CityWorld, rules: StatedRules) -> None:
    rules.stated.clear()
    assert start(here, received(here)) == []
