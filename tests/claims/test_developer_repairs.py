"""Years one and two: the defect goes to the developer; the insurer and the bureau look on."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from claims.constants import DEVELOPER_VISIT_DUTY, NOTIFY_DEVELOPER_DUTY
from claims.errors import NotAllowedInState, NotYourStep, ReasonMissing, ScheduleWrong
from claims.models import Claim
from claims.public import (
    ClaimAction,
    DeveloperRepair,
    SurveyFacts,
    accept_repair,
    finish_repair,
    record_notice,
    record_survey,
    record_visit,
    refuse_repair,
)
from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import Event
from idi_platform.registry.public import MilestoneKind, record_milestone
from idi_platform.tenancy.public import Actor, tenant_work
from tests.claims.calls import called
from tests.claims.path import as_, deadline, last_day, open_to, running
from tests.claims.reports import filed
from tests.underwriting.policies import agree, build_desk, issued
from tests.world import FOUNDED, ZONE, CityWorld, World, build_city, member
from underwriting.public import cover_of

# Accepted on 10 March 2024, 24 months of defects period: the developer repairs until 9 March 2026.
FILED = datetime(2025, 9, 29, 10, tzinfo=ZONE)
LATER = FILED + timedelta(hours=5)


@pytest.fixture
def insured(jiangmen: World) -> World:
    """The project with an issued policy whose contract agrees 24 months of defects period."""
    desk = build_desk(jiangmen)
    agree(desk, issued(desk))
    return jiangmen


def request(city: CityWorld, at: datetime = FILED, **answers: object) -> Claim:
    return filed(city, at=at, photographs=1, noticed_on=date(2025, 9, 1), **answers)


def developers(city: CityWorld) -> Membership:
    return member("builder", role=Role.PARTICIPANT, city=city.city, organisation=city.developer)


def do(person: Membership, service: Callable[..., object], claim: Claim, at: datetime = LATER, **given: object) -> None:
    as_(person, lambda by: service(claim=claim, by=by, at=at, **given))


def sees(person: Actor, claim: Claim) -> bool:
    with tenant_work(person):
        return Claim.objects.visible_to(person).filter(pk=claim.pk).exists()


def test_before_cover_begins_the_developer_repairs(insured: World) -> None:
    claim = request(insured.here)
    assert (claim.state, claim.developer) == ("with_developer", insured.here.developer)
    assert running(claim) == set()  # Jiangmen sets no term for the developer


def test_a_call_before_cover_begins_goes_to_the_developer_as_well(insured: World) -> None:
    claim = called(insured.here, at=LATER, called_at=FILED, noticed_on=FILED.date())
    assert (claim.state, claim.developer) == ("with_developer", insured.here.developer)
    assert open_to(insured.here.owner, claim) == [ClaimAction.WITHDRAW]


def test_until_cover_begins_the_owner_is_told_whom_to_call_when_nobody_comes(insured: World) -> None:
    with tenant_work(insured.here.owner.actor()) as viewer:
        before = cover_of(viewer, insured.here.unit, on=FILED.date())
        covered = cover_of(viewer, insured.here.unit, on=date(2026, 3, 10))
    assert (before.developer, before.bureau) == (insured.here.developer, insured.here.bureau)
    assert covered.bureau is None


def test_from_the_first_day_of_cover_the_claim_is_the_insurers(insured: World) -> None:
    assert request(insured.here, at=datetime(2026, 3, 9, 23, tzinfo=ZONE)).state == "with_developer"
    assert request(insured.here, at=datetime(2026, 3, 10, 0, tzinfo=ZONE)).state == "filed"


def test_where_nothing_is_known_of_the_cover_the_insurer_has_it(jiangmen: World) -> None:
    assert request(jiangmen.here).state == "filed"


def test_the_developers_people_see_what_was_sent_to_them_and_no_more(insured: World) -> None:
    mine = request(insured.here)
    insurers = request(insured.here, at=datetime(2026, 4, 1, 9, tzinfo=ZONE))
    people = developers(insured.here).actor()
    assert (sees(people, mine), sees(people, insurers)) == (True, False)
    other = member("other", role=Role.PARTICIPANT, city=insured.here.city, organisation=insured.there.developer)
    assert not sees(other.actor(), mine)
    for onlooker in (insured.here.adjuster, insured.here.officer, insured.here.owner):
        assert sees(onlooker.actor(), mine)


def test_the_insurer_looks_on(insured: World) -> None:
    developers(insured.here)
    claim = request(insured.here)
    assert open_to(insured.here.adjuster, claim) == []
    with pytest.raises(NotAllowedInState):
        do(insured.here.adjuster, record_survey, claim, facts=SurveyFacts(LATER, "业主", "渗漏"))


def test_a_repair_is_accepted_visited_and_finished(insured: World) -> None:
    people, claim = developers(insured.here), request(insured.here)
    do(people, accept_repair, claim, visit_on=date(2025, 10, 2), note="")
    do(people, record_visit, claim, visited_at=LATER, note="防水层破损")
    do(people, finish_repair, claim, note="已重做防水")
    with tenant_work(insured.here.system):
        assert Claim.objects.get(pk=claim.pk).state == "closed"
        repair = DeveloperRepair.objects.get()
    assert (repair.visit_on, repair.visited_at, repair.done_at) == (date(2025, 10, 2), LATER, LATER)


def test_a_refusal_has_its_reason_and_is_an_end(insured: World) -> None:
    people, claim = developers(insured.here), request(insured.here)
    with pytest.raises(ReasonMissing):
        do(people, refuse_repair, claim, reason=" ")
    do(people, refuse_repair, claim, reason="业主自行拆改")
    with pytest.raises(NotAllowedInState):
        do(people, accept_repair, claim, visit_on=date(2025, 10, 2), note="")


def test_a_visit_is_planned_for_today_or_later(insured: World) -> None:
    people, claim = developers(insured.here), request(insured.here)
    with pytest.raises(ScheduleWrong):
        do(people, accept_repair, claim, visit_on=date(2025, 9, 28), note="")


def test_the_repair_is_the_developers_alone(insured: World) -> None:
    claim = request(insured.here)
    for outsider in (insured.here.adjuster, insured.here.owner, insured.here.officer):
        with pytest.raises(NotYourStep):
            do(outsider, accept_repair, claim, visit_on=date(2025, 10, 2), note="")


@pytest.fixture
def hangzhou(jiangmen: World) -> CityWorld:
    """A Hangzhou project under its policy: two years after completion acceptance cover begins."""
    city = build_city(code="330100", district="330106", prefix="hz")
    with tenant_work(city.system) as by:
        permit = MilestoneKind.PERMIT_APPLICATION
        record_milestone(project=city.project, kind=permit, on=date(2024, 4, 15), evidence="test", by=by, at=FOUNDED)
    issued(build_desk(World(here=city, there=jiangmen.there, operator=jiangmen.operator)))
    return city


@pytest.mark.shows("HZ-086")
def test_hangzhous_developer_looks_within_three_days_of_the_first_request(hangzhou: CityWorld) -> None:
    """Three days from 29 September 2025 end on 2 October, in the holidays of 1-8 October: Thursday the 9th."""
    people, claim = developers(hangzhou), request(hangzhou)
    assert last_day(claim, DEVELOPER_VISIT_DUTY) == date(2025, 10, 9)
    assert deadline(claim, DEVELOPER_VISIT_DUTY).obliged_id == hangzhou.developer.pk
    assert deadline(claim, NOTIFY_DEVELOPER_DUTY).met_at == FILED  # filing tells who works here
    do(people, record_visit, claim, visited_at=LATER, note="已查看")
    assert deadline(claim, DEVELOPER_VISIT_DUTY).met_at == LATER


@pytest.mark.shows("HZ-085")
def test_a_developer_with_nobody_here_is_told_by_the_insurer_on_the_same_day(hangzhou: CityWorld) -> None:
    claim = request(hangzhou)
    assert last_day(claim, NOTIFY_DEVELOPER_DUTY) == date(2025, 9, 29)
    assert open_to(hangzhou.adjuster, claim) == [ClaimAction.TELL_DEVELOPER]
    do(hangzhou.adjuster, record_notice, claim, note="已电话告知")
    assert deadline(claim, NOTIFY_DEVELOPER_DUTY).met_at == LATER


def test_the_same_defect_again_is_no_first_request(hangzhou: CityWorld) -> None:
    first = request(hangzhou)
    again = request(hangzhou, at=LATER)
    other = request(hangzhou, at=LATER, place="roof")
    with tenant_work(hangzhou.system):
        codes = {
            claim.pk: set(Event.objects.filter(dossier_id=claim.pk).values_list("code", flat=True))
            for claim in (first, again, other)
        }
    assert ["first_repair_request" in codes[claim.pk] for claim in (first, again, other)] == [True, False, True]
    assert "repair_requested" in codes[again.pk]
