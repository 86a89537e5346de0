"""A notice or a corrected text moves running terms: foreseen first, then once each, both values kept."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, WholeCityOnly
from idi_platform.audit.public import Event
from idi_platform.deadlines.errors import NothingToReckon
from idi_platform.deadlines.models import CalendarYear, Deadline, Move, Recomputation, RecomputationState
from idi_platform.deadlines.public import (
    EventCode,
    RecomputationCause,
    Term,
    foresee_anew,
    meet,
    run_recomputation,
    set_recomputing,
    would_be,
    write_notice,
)
from idi_platform.deadlines.services.deciding import approve_recomputation, ask_recomputation, refuse_recomputation
from idi_platform.deadlines.services.recomputing import run_batch
from idi_platform.tenancy.public import MovedOn, SamePerson, acting_as, tenant_work
from tests.claims.reports import signed_in
from tests.deadlines.notices import NOTICE
from tests.deadlines.stated import CORRECTED, DUTY, StatedRules, duty, received, start
from tests.world import ZONE, CityWorld, member

START = datetime(2027, 1, 28, 10, tzinfo=ZONE)
BEFORE, AFTER = datetime(2027, 2, 5, tzinfo=ZONE), datetime(2027, 2, 12, tzinfo=ZONE)
NOW = datetime(2027, 1, 29, 9, tzinfo=ZONE)


def running(city: CityWorld, *, at: datetime = START) -> Deadline:
    (deadline,) = start(city, received(city, at=at))
    return deadline


def imported(city: CityWorld) -> Recomputation:
    """The notice written, and the city's recomputation set running, by two administrators."""
    operator = Membership.objects.get(role=Role.OPERATOR)
    security = member("security", role=Role.SECURITY_ADMIN)
    write_notice(NOTICE, at=timezone.now())
    set_recomputing(
        NOTICE,
        reason="公布",
        asked_by=operator.user_id,
        asked_at=timezone.now(),
        by=security.actor(),
        at=timezone.now(),
    )
    return Recomputation.objects.get(city=city.city)


def run(city: CityWorld, row: Recomputation) -> Recomputation:
    run_recomputation(recomputation_id=row.pk, by=city.system, at=NOW)
    row.refresh_from_db()
    return row


def test_a_provisional_date_moves_with_the_notice_and_keeps_both_values(here: CityWorld) -> None:
    deadline = running(here)
    assert (deadline.due_at, deadline.provisional) == (BEFORE, True)
    (seen,) = foresee_anew(cause=RecomputationCause.CALENDAR, subject="2027", by=here.system, calendar=would_be(NOTICE))
    assert (seen.deadline.pk, seen.due.due_at, seen.is_moved) == (deadline.pk, AFTER, True)
    assert not CalendarYear.objects.get(year=2027).notice
    row = run(here, imported(here))
    deadline.refresh_from_db()
    assert (deadline.due_at, deadline.provisional, deadline.timer.plan_version) == (AFTER, False, 2)
    assert (row.state, row.moved, row.done, row.total) == (RecomputationState.DONE, 1, 1, 1)
    move = Move.objects.get(deadline=deadline)
    assert (move.was_due_at, move.due_at) == (BEFORE, AFTER)
    told = Event.objects.get(code=EventCode.RECOMPUTED).payload
    assert (told["reference"], told["reason"]) == (NOTICE.number, "公布")
    assert datetime.fromisoformat(str(told["was_due_at"])) == BEFORE


def test_a_date_that_stands_ceases_to_be_provisional_and_nothing_is_told(here: CityWorld) -> None:
    deadline = running(here, at=datetime(2027, 3, 1, 10, tzinfo=ZONE))
    row = run(here, imported(here))
    deadline.refresh_from_db()
    assert (deadline.provisional, row.moved, row.done) == (False, 0, 1)
    assert not Event.objects.filter(code=EventCode.RECOMPUTED).exists()


def test_what_has_ended_stays_as_it_ended(here: CityWorld) -> None:
    deadline = running(here)
    meet(dossier=deadline.dossier, duty=DUTY, by=here.system, at=NOW)
    assert run(here, imported(here)).moved == 0
    deadline.refresh_from_db()
    assert deadline.due_at == BEFORE


def test_a_killed_run_goes_on_where_it_was_and_moves_each_term_once(here: CityWorld) -> None:
    terms = [running(here, at=START + timedelta(minutes=number)) for number in range(5)]
    row = imported(here)
    assert run_batch(recomputation_id=row.pk, by=here.system, at=NOW, batch=2)
    row.refresh_from_db()
    assert (row.state, row.done, row.moved) == (RecomputationState.RUNNING, 2, 2)
    assert run(here, row).moved == 5
    assert run(here, row).moved == 5
    assert Move.objects.count() == len(terms) == Event.objects.filter(code=EventCode.RECOMPUTED).count()


def test_a_term_that_cannot_be_reckoned_is_set_aside_and_named_and_the_others_move(here: CityWorld) -> None:
    terms = [running(here, at=START + timedelta(minutes=number)) for number in range(3)]
    broken = terms[1]
    Deadline.objects.filter(pk=broken.pk).update(term_value=0, term_unit="month")
    row = imported(here)
    seen = foresee_anew(cause=RecomputationCause.CALENDAR, subject="2027", by=here.system)
    assert broken.pk not in {each.deadline.pk for each in seen}
    row = run(here, row)
    assert (row.state, row.done, row.moved, row.set_aside) == (RecomputationState.DONE, 3, 2, [str(broken.pk)])
    broken.refresh_from_db()
    assert broken.due_at == BEFORE
    told = signed_in(here.officer, "en").get(reverse("deadlines:recomputation", args=[row.pk])).content.decode()
    assert "could not be reckoned" in told
    assert reverse("deadlines:why", args=[broken.pk]) in told
    moved = signed_in(here.officer, "en").get(reverse("deadlines:why", args=[terms[0].pk])).content.decode()
    assert reverse("deadlines:recomputation", args=[row.pk]) in moved


@pytest.fixture
def officers(here: CityWorld) -> tuple[Membership, Membership]:
    asking = member("asking", role=Role.BUREAU, city=here.city, organisation=here.bureau)
    return asking, member("deciding", role=Role.BUREAU, city=here.city, organisation=here.bureau)


def asked(who: Membership) -> Recomputation:
    with tenant_work(who.actor()) as by:
        return ask_recomputation(corrected=CORRECTED, reason="勘误", only=None, by=by, at=NOW)


@pytest.mark.attacks("deadlines.decide_recomputation")
def test_a_corrected_text_leaves_running_terms_alone_until_two_officers_agree(
    here: CityWorld, rules: StatedRules, officers: tuple[Membership, Membership]
) -> None:
    deadline, (asking, deciding) = running(here), officers
    with pytest.raises(NothingToReckon):
        asked(asking)
    rules.corrected_to = duty(DUTY, term=Term(10))
    row = asked(asking)
    again = Membership.objects.create(
        user=asking.user,
        role=Role.BUREAU,
        city=here.city,
        organisation=here.insurer,
        valid_from=here.adjuster.valid_from,
    )
    with tenant_work(again.actor()) as by, pytest.raises(SamePerson):
        approve_recomputation(row=row, by=by, at=NOW)
    assert run(here, row).state == RecomputationState.ASKED
    with tenant_work(deciding.actor()) as by:
        approve_recomputation(row=row, by=by, at=NOW)
        with pytest.raises(MovedOn):
            refuse_recomputation(row=row, by=by, at=NOW)
    assert run(here, row).moved == 1
    deadline.refresh_from_db()
    assert (deadline.term_value, deadline.due_at.astimezone(ZONE).date()) == (10, date(2027, 2, 10))
    assert Move.objects.get().was_due_at == BEFORE


def test_only_officers_for_the_whole_city_ask(here: CityWorld, rules: StatedRules) -> None:
    running(here)
    rules.corrected_to = duty(DUTY, term=Term(10))
    with acting_as(here.adjuster.actor()), pytest.raises(WholeCityOnly):
        asked(here.adjuster)
