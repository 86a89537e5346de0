"""Terms that are replaced or no longer owed: closed, told apart from those met, and missed only if they were."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import Closing, EventCode, NothingToReplace, Term, cancel, meet, supersede
from idi_platform.deadlines.services.sweep import sweep
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start, started
from tests.world import CityWorld

COMPLEX = "claims.determination.complex"
BEFORE, AFTER = timedelta(days=-1), timedelta(days=1)


def declare_complex(city: CityWorld, rules: StatedRules, event: Event, at: datetime) -> list[Deadline]:
    others = tuple(each for each in rules.stated[EVENT] if each.duty != DUTY)
    rules.stated[EVENT] = (*others, replace(duty(COMPLEX, term=Term(30)), rule_id="T-002"))
    return supersede(
        dossier=city.project.dossier,
        event=event,
        duties=[DUTY],
        obliged={"insurer": city.insurer.pk},
        facts={"complexity": "complex"},
        reason="two homes leak into each other",
        by=city.system,
        at=at,
    )


@pytest.mark.parametrize(("moment", "is_missed"), [(BEFORE, False), (timedelta(), True), (AFTER, True)])
@pytest.mark.parametrize("is_swept", [False, True])
def test_a_term_replaced_in_time_is_not_missed_and_one_missed_before_stays_missed(
    here: CityWorld, rules: StatedRules, moment: timedelta, is_missed: bool, is_swept: bool
) -> None:
    rules.stated[EVENT] = (duty("claims.survey"), duty(DUTY))
    event = received(here)
    _survey, normal = start(here, event)
    at = normal.due_at + moment
    if is_swept:
        sweep(now=at)
    (longer,) = declare_complex(here, rules, event, at)
    closed = Deadline.objects.get(pk=normal.pk)
    assert (closed.closed_at, closed.closed_as, closed.met_at) == (at, Closing.SUPERSEDED, None)
    assert closed.is_missed(at + 100 * AFTER) is is_missed
    assert closed.missed_at == (closed.due_at if is_missed else None)
    assert Deadline.objects.missed_by(at).filter(duty=DUTY).exists() is is_missed
    # From the same event, not added to what has run: 30 days from 21 September.
    assert (longer.duty, longer.started_by_id, longer.due_at) == (COMPLEX, event.pk, china("2026-10-22"))
    assert Deadline.objects.filter(duty="claims.survey").count() == 1
    assert not DeadlineTimer.objects.filter(pk=normal.pk).exists()
    assert Event.objects.get(code=EventCode.SUPERSEDED).payload["reason"] == "two homes leak into each other"


def test_nothing_is_closed_when_the_texts_set_no_other_term(here: CityWorld) -> None:
    deadline = started(here)
    with pytest.raises(NothingToReplace) as refused:
        supersede(
            dossier=here.project.dossier,
            event=deadline.started_by,
            duties=[DUTY],
            obliged={"insurer": here.insurer.pk},
            facts={},
            reason="",
            by=here.system,
            at=RECEIVED,
        )
    assert refused.value.field == DUTY
    assert Deadline.objects.open().count() == DeadlineTimer.objects.count() == 1


def test_no_longer_term_begins_for_a_duty_that_is_done(here: CityWorld, rules: StatedRules) -> None:
    deadline = started(here)
    meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=RECEIVED + AFTER)
    with pytest.raises(NothingToReplace):
        declare_complex(here, rules, deadline.started_by, RECEIVED + 2 * AFTER)
    assert not Deadline.objects.filter(duty=COMPLEX).exists()


@pytest.mark.parametrize("is_answered", [False, True])
def test_the_request_goes_over_to_the_longer_term(here: CityWorld, rules: StatedRules, is_answered: bool) -> None:
    rules.suspendable.add(COMPLEX)
    deadline = started(here)
    request(here, china("2026-09-25T15:00"))
    if is_answered:
        answer(here, china("2026-09-27T10:00"))
    (longer,) = declare_complex(here, rules, deadline.started_by, china("2026-09-27T15:00"))
    if not is_answered:
        assert longer.suspended_since == china("2026-09-25T15:00")
        assert DeadlineTimer.objects.get(pk=longer.pk).fire_at is None
        (longer,) = answer(here, china("2026-09-27T20:00"))
    assert Deadline.objects.get(pk=longer.pk).due_at == china("2026-10-24")
    assert DeadlineTimer.objects.get(pk=longer.pk).fire_at is not None


def test_the_request_does_not_stop_a_longer_term_that_may_not_be_stopped(here: CityWorld, rules: StatedRules) -> None:
    deadline = started(here)
    request(here, china("2026-09-25T15:00"))
    (longer,) = declare_complex(here, rules, deadline.started_by, china("2026-09-27T15:00"))
    assert longer.suspended_since is None
    assert DeadlineTimer.objects.get().fire_at is not None


def test_cancelling_closes_the_duties_named_or_all_of_them(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (duty("claims.survey"), duty(DUTY), duty("claims.notice"))
    start(here, received(here))

    def withdraw(*duties: str) -> int:
        named = duties or None
        return cancel(
            dossier=here.project.dossier, duties=named, reason="withdrawn", by=here.system, at=RECEIVED + AFTER
        )

    assert (withdraw("claims.survey"), withdraw(), withdraw()) == (1, 2, 0)
    assert set(Deadline.objects.values_list("closed_as", "missed_at")) == {(Closing.CANCELLED, None)}
    assert Event.objects.filter(code=EventCode.CANCELLED).count() == 3
    assert not DeadlineTimer.objects.exists()


def test_a_term_that_stands_still_can_be_cancelled_long_after(here: CityWorld) -> None:
    started(here)
    request(here, china("2026-09-25T15:00"))
    at = china("2026-12-01T15:00")
    assert cancel(dossier=here.project.dossier, duties=None, reason="withdrawn", by=here.system, at=at) == 1
    closed = Deadline.objects.get()
    assert (closed.closed_as, closed.missed_at, closed.suspended_since) == (Closing.CANCELLED, None, None)
    assert not Deadline.objects.missed_by(at + 100 * AFTER).exists()


def test_a_cancelled_term_that_was_missed_stays_missed(here: CityWorld) -> None:
    deadline = started(here)
    cancel(dossier=here.project.dossier, duties=None, reason="withdrawn", by=here.system, at=deadline.due_at)
    assert Deadline.objects.get().missed_at == deadline.due_at
