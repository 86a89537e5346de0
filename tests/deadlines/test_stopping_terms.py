"""A request for documents stops the terms that the rules let it stop, once, and their clocks fall silent."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, DeadlineTimer, Pause
from idi_platform.deadlines.public import (
    Direction,
    EventCode,
    PauseTime,
    SecondRequest,
    Term,
    meet,
    pauses_of,
    suspend,
)
from idi_platform.deadlines.services.sweep import Swept, sweep
from tests.deadlines.pauses import CAUSE, answer, china, request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start, started
from tests.world import CityWorld

ASKED = china("2026-09-25T15:00")
INSTANT = timedelta(microseconds=1)


def test_a_stopped_term_is_silent_and_is_never_missed(here: CityWorld) -> None:
    started(here)
    (stopped,) = request(here, ASKED)
    assert (stopped.suspended_since, stopped.timer.deadline_id) == (ASKED, stopped.pk)
    assert DeadlineTimer.objects.get(pk=stopped.pk).fire_at is None
    long_after = stopped.due_at + timedelta(days=300)
    assert sweep(now=long_after) == Swept()
    assert not Deadline.objects.get(pk=stopped.pk).is_missed(long_after)
    assert not Deadline.objects.missed_by(long_after).exists()
    assert Deadline.objects.open().exists()
    assert not Deadline.objects.running().exists()


def test_the_record_names_the_request_and_the_date_that_stood(here: CityWorld) -> None:
    deadline, letter = started(here), uuid4()
    suspend(
        dossier=here.project.dossier,
        duties=[DUTY],
        cause=CAUSE,
        document_id=letter,
        from_at=ASKED,
        by=here.system,
        at=ASKED,
    )
    (pause,) = pauses_of(here.system, deadline)
    assert (pause.document_id, pause.from_at, pause.to_at, pause.due_before) == (letter, ASKED, None, deadline.due_at)
    told = Event.objects.get(code=EventCode.SUSPENDED)
    assert told.payload["document"] == str(letter)
    assert datetime.fromisoformat(told.payload["due_at"]) == deadline.due_at


def test_what_the_rules_do_not_let_a_request_stop_runs_on(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty(DUTY), duty("claims.survey"))
    start(here, received(here))
    assert [deadline.duty for deadline in request(here, ASKED, DUTY, "claims.survey")] == [DUTY]
    assert [deadline.duty for deadline in Deadline.objects.running()] == ["claims.survey"]


def test_a_term_before_an_event_cannot_be_stopped(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty(DUTY, term=Term(7, direction=Direction.BEFORE)),)
    start(here, received(here))
    assert request(here, RECEIVED) == []


@pytest.mark.parametrize("is_answered", [False, True])
def test_a_second_request_is_refused_and_changes_nothing(here: CityWorld, is_answered: bool) -> None:
    started(here)
    (stopped,) = request(here, ASKED)
    if is_answered:
        answer(here, ASKED + timedelta(days=1))
    before = Deadline.objects.values().get()
    with pytest.raises(SecondRequest) as refused:
        request(here, ASKED + timedelta(days=2))
    assert refused.value.field == DUTY
    assert (Deadline.objects.values().get(), Pause.objects.count()) == (before, 1)
    assert stopped.suspended_since == ASKED


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_term_that_has_ended_cannot_be_stopped_any_more(here: CityWorld, is_swept: bool) -> None:
    deadline = started(here)
    if is_swept:
        sweep(now=deadline.due_at)
    assert request(here, ASKED, entered_at=deadline.due_at) == []
    assert Deadline.objects.missed_by(deadline.due_at).exists()


def test_a_term_can_be_stopped_to_its_last_instant(here: CityWorld) -> None:
    deadline = started(here)
    assert request(here, deadline.due_at - INSTANT) == [deadline]


def test_a_term_that_was_met_is_not_stopped(here: CityWorld) -> None:
    started(here)
    meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=ASKED)
    assert request(here, ASKED + INSTANT) == []


def test_a_request_from_the_future_or_from_before_the_term_is_refused(here: CityWorld) -> None:
    started(here)
    with pytest.raises(PauseTime):
        request(here, ASKED, entered_at=ASKED - INSTANT)
    with pytest.raises(PauseTime):
        request(here, RECEIVED - INSTANT, entered_at=ASKED)
    assert not Pause.objects.exists()
