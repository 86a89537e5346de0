"""A duty is met in time or late by its dates alone, and one that nobody owes is no error."""

from datetime import timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import EventCode, meet
from idi_platform.deadlines.services.sweep import sweep
from tests.deadlines.stated import DUTY, received, start, started
from tests.world import CityWorld

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)


def meet_at(city: CityWorld, deadline: Deadline, late_by: timedelta) -> Deadline:
    met = meet(dossier=city.project.dossier, duty=DUTY, by=city.system, at=deadline.due_at + late_by)
    assert met is not None
    return Deadline.objects.get(pk=met.pk)


def told() -> set[str]:
    return set(Event.objects.filter(code__startswith="deadline_met").values_list("code", flat=True))


def test_the_last_instant_before_the_due_moment_is_in_time(here: CityWorld) -> None:
    met = meet_at(here, started(here), -INSTANT)
    assert met.met_at == met.closed_at == met.due_at - INSTANT
    assert met.missed_at is None
    assert told() == {EventCode.MET}


def test_the_due_moment_itself_is_late(here: CityWorld) -> None:
    met = meet_at(here, started(here), timedelta())
    assert met.missed_at == met.due_at
    assert told() == {EventCode.MET_LATE}


def test_a_met_term_has_no_timer_left(here: CityWorld) -> None:
    deadline = started(here)
    meet_at(here, deadline, -INSTANT)
    assert not DeadlineTimer.objects.exists()
    assert sweep(now=deadline.due_at).timers == 0


def test_meeting_what_is_not_owed_changes_nothing(here: CityWorld) -> None:
    deadline = started(here)
    assert meet(dossier=here.project.dossier, duty="another", by=here.system, at=deadline.due_at) is None
    meet_at(here, deadline, -INSTANT)
    assert meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=deadline.due_at) is None
    assert Event.objects.filter(code__startswith="deadline_met").count() == 1


def test_of_two_open_terms_of_one_duty_the_older_is_met(here: CityWorld) -> None:
    (older,), (newer,) = start(here, received(here)), start(here, received(here))
    assert meet_at(here, older, -INSTANT) == older
    assert list(Deadline.objects.open()) == [newer]


def test_an_act_in_time_that_is_entered_late_takes_the_sweeps_mark_away_and_leaves_a_trace(here: CityWorld) -> None:
    deadline = started(here)
    sweep(now=deadline.due_at)
    deadline.refresh_from_db()
    assert deadline.missed_at == deadline.due_at
    done_at, entered_at = deadline.due_at - INSTANT, deadline.due_at + DAY
    meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=done_at, recorded_at=entered_at)
    kept = Deadline.objects.get(pk=deadline.pk)
    assert (kept.met_at, kept.missed_at) == (done_at, None)
    met = Event.objects.get(code=EventCode.MET)
    withdrawn = Event.objects.get(code=EventCode.MISS_WITHDRAWN)
    told_of = {"deadline": str(deadline.pk), "duty": DUTY}
    assert (met.occurred_at, met.payload) == (done_at, {**told_of, "mark_withdrawn": True})
    assert (withdrawn.occurred_at, withdrawn.payload) == (entered_at, {**told_of, "met_at": done_at.isoformat()})


@pytest.mark.parametrize(("is_swept", "late_by"), [(False, -INSTANT), (True, timedelta())])
def test_without_a_mark_or_with_a_late_act_nothing_is_withdrawn(
    here: CityWorld, is_swept: bool, late_by: timedelta
) -> None:
    deadline = started(here)
    if is_swept:
        sweep(now=deadline.due_at)
    meet_at(here, deadline, late_by)
    assert not Event.objects.filter(code=EventCode.MISS_WITHDRAWN).exists()
    assert not Event.objects.filter(payload__has_key="mark_withdrawn").exists()
