"""A wrongly entered event is corrected by another one, and the terms that run from it follow (DESIGN §9)."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.errors import CorrectedAlready, NotCorrectable, NotYourEntry, SameMoment
from idi_platform.audit.public import Correction, CorrectionState, Event, ask_correction, correct_event, record
from idi_platform.audit.public import refuse_correction as refuse
from idi_platform.deadlines.models import Deadline, DeadlineTimer, Move
from idi_platform.deadlines.public import Closing, EventCode, PauseTime, meet, replay
from idi_platform.deadlines.selectors import correction_of
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.tenancy.public import MovedOn, SamePerson, acting_as, tenant_work
from tests.deadlines.pauses import request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, start
from tests.threads import at_once
from tests.world import CityWorld, World, member

SOON = RECEIVED + timedelta(hours=2)
EARLIER = RECEIVED - timedelta(days=4)
REASON = "另一份报案的日期"


def entered(city: CityWorld, *, code: str = EVENT) -> Event:
    """An event that the adjuster entered."""
    with acting_as(city.adjuster.actor()) as by:
        return record(dossier_id=city.project.dossier_id, code=code, by=by, at=RECEIVED, payload={})


def running(city: CityWorld) -> tuple[Event, Deadline]:
    event = entered(city)
    (deadline,) = start(city, event)
    return event, deadline


def colleague(city: CityWorld, role: str = Role.INSURER_MANAGER) -> Membership:
    return member("colleague", role=role, city=city.city, organisation=city.insurer)


def asked(city: CityWorld, event: Event, *, happened_at: datetime | None = None) -> Correction:
    with acting_as(city.adjuster.actor()) as by:
        return ask_correction(event=event, reason=REASON, happened_at=happened_at, by=by, at=SOON)


def made(correction: Correction, who: Membership, *, at: datetime = SOON) -> Correction:
    with acting_as(who.actor()) as by:
        return correct_event(correction_id=correction.pk, by=by, at=at)


def test_where_nothing_hangs_on_it_the_correction_is_made_at_once_and_the_event_stays(here: CityWorld) -> None:
    event = entered(here, code="survey_noted")
    correction = asked(here, event)
    assert correction.state == CorrectionState.MADE
    told = Event.objects.get(code="event_corrected")
    assert (told.pk, told.payload["event"], told.payload["reason"]) == (correction.told_by_id, str(event.pk), REASON)
    assert (datetime.fromisoformat(told.payload["entered_at"]), told.payload["happened_at"]) == (RECEIVED, None)
    assert Event.objects.filter(pk=event.pk, occurred_at=RECEIVED, code="survey_noted").exists()


@pytest.mark.attacks("dossiers.decide_correction")
def test_where_terms_run_from_it_another_person_decides(here: CityWorld) -> None:
    """One person in two memberships is one person."""
    event, deadline = running(here)
    correction = asked(here, event)
    assert (correction.state, Event.objects.filter(code="correction_asked").count()) == (CorrectionState.ASKED, 1)
    both = Membership.objects.create(
        user=here.adjuster.user,
        role=Role.INSURER_MANAGER,
        city=here.city,
        organisation=here.insurer,
        valid_from=here.adjuster.valid_from,
    )
    for same in (here.adjuster, both):
        with pytest.raises(SamePerson):
            made(correction, same)
    with pytest.raises(NotYourEntry):
        made(correction, here.officer)
    made(correction, colleague(here))
    closed = Deadline.objects.get(pk=deadline.pk)
    assert (closed.closed_as, closed.closed_at) == (Closing.CANCELLED, SOON)
    assert Event.objects.get(code=EventCode.CANCELLED).payload["reason"] == REASON
    with pytest.raises(MovedOn):
        made(correction, member("third", role=Role.ADJUSTER, city=here.city, organisation=here.insurer))


def test_a_term_is_reckoned_anew_from_the_true_moment_and_a_miss_is_marked_anew(here: CityWorld) -> None:
    event, deadline = running(here)
    before, plan = deadline.due_at, deadline.plan_version
    made(asked(here, event, happened_at=EARLIER), colleague(here))
    anew = Deadline.objects.get(pk=deadline.pk)
    assert (anew.started_at, anew.plan_version, anew.closed_at) == (EARLIER, plan + 1, None)
    assert anew.due_at < before
    told = Event.objects.get(code=EventCode.RECOMPUTED).payload
    assert [datetime.fromisoformat(told[name]) for name in ("was_due_at", "due_at")] == [before, anew.due_at]
    move = Move.objects.select_related("recomputation").get(deadline=deadline)
    assert (move.was_due_at, move.due_at, move.recomputation.reason) == (before, anew.due_at, REASON)
    assert replay(by=here.system).differences == ()
    timer = DeadlineTimer.objects.get(pk=deadline.pk)
    assert (timer.plan_version, timer.plan[timer.due_step]) == (plan + 1, anew.due_at)
    sweep(now=before)
    assert Deadline.objects.get(pk=deadline.pk).missed_at == anew.due_at
    found = correction_of(here.system, anew)
    assert found is not None
    assert found.reason == REASON


def test_a_miss_that_was_marked_is_unmarked_when_the_true_date_lies_ahead(here: CityWorld) -> None:
    event, deadline = running(here)
    late = deadline.due_at + timedelta(hours=1)
    sweep(now=late)
    with acting_as(here.adjuster.actor()) as by:
        true = RECEIVED + timedelta(days=5)
        correction = ask_correction(event=event, reason=REASON, happened_at=true, by=by, at=late)
    made(correction, colleague(here), at=late)
    anew = Deadline.objects.get(pk=deadline.pk)
    assert anew.missed_at is None
    assert anew.due_at > late
    sweep(now=anew.due_at)
    assert Deadline.objects.get(pk=deadline.pk).missed_at == anew.due_at


def test_an_ended_term_stays_as_it_ended_and_tells_of_the_correction(here: CityWorld) -> None:
    event, deadline = running(here)
    meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=SOON)
    made(asked(here, event, happened_at=EARLIER), colleague(here))
    ended = Deadline.objects.get(pk=deadline.pk)
    assert (ended.due_at, ended.closed_as) == (deadline.due_at, Closing.MET)
    assert correction_of(here.system, ended) is not None


def test_a_moment_after_the_term_was_stopped_is_refused_and_nothing_is_decided(here: CityWorld) -> None:
    event, _deadline = running(here)
    request(here, at=RECEIVED + timedelta(hours=1))
    correction = asked(here, event, happened_at=SOON - timedelta(minutes=1))
    with pytest.raises(PauseTime), transaction.atomic():
        made(correction, colleague(here))
    assert Correction.objects.get(pk=correction.pk).state == CorrectionState.ASKED


def test_refused_it_stays_and_may_be_asked_for_again(here: CityWorld) -> None:
    event, deadline = running(here)
    correction = asked(here, event)
    with pytest.raises(CorrectedAlready):
        asked(here, event)
    with acting_as(colleague(here).actor()) as by:
        refuse(correction_id=correction.pk, by=by, at=SOON)
    assert Deadline.objects.get(pk=deadline.pk).closed_at is None
    assert asked(here, event).state == CorrectionState.ASKED


def test_who_may_not_make_such_an_entry_may_not_ask(here: CityWorld) -> None:
    event, _deadline = running(here)
    for other in (colleague(here), here.officer, here.owner):
        with acting_as(other.actor()) as by, pytest.raises(NotYourEntry):
            ask_correction(event=event, reason=REASON, happened_at=None, by=by, at=SOON)
    with acting_as(here.adjuster.actor()) as by:
        for moment in (RECEIVED, SOON + timedelta(days=1)):
            with pytest.raises(SameMoment):
                ask_correction(event=event, reason=REASON, happened_at=moment, by=by, at=SOON)
        follows = Event.objects.get(code=EventCode.STARTED)
        with pytest.raises(NotCorrectable):
            ask_correction(event=follows, reason=REASON, happened_at=None, by=by, at=SOON)


def test_not_even_the_database_takes_two_corrections_of_one_event(here: CityWorld) -> None:
    correction = asked(here, entered(here, code="survey_noted"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            city_id=correction.city_id,
            event_id=correction.event_id,
            reason="x",
            asked_by=correction.asked_by,
            asked_at=SOON,
        )


def test_two_who_ask_at_once_make_one_correction(committed_world: World, committed_db: str) -> None:
    here = committed_world.here
    with tenant_work(here.adjuster.actor()) as by:
        event = record(dossier_id=here.project.dossier_id, code="survey_noted", by=by, at=RECEIVED, payload={})
    told: list[str] = []

    def ask() -> None:
        with tenant_work(here.adjuster.actor()) as by:
            try:
                ask_correction(event=event, reason=REASON, happened_at=None, by=by, at=SOON)
            except CorrectedAlready as refusal:
                told.append(refusal.code)

    at_once(committed_db, ("idi_app", ask), ("idi_app", ask))
    with tenant_work(here.system):
        assert (told, Event.objects.filter(code="event_corrected").count()) == (["corrected_already"], 1)
