"""The demo's rows: seeded once however often asked, alike on any day, and historically possible."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.apps import apps
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from claims.models import Claim
from claims.public import ClaimEvent, ClaimState, TelephoneReport
from demo.cities import CITIES
from demo.people import PASSWORD, SHOWN
from demo.seeding import seed
from idi_platform.accounts.public import Membership, Organisation, User
from idi_platform.audit.public import Correction, CorrectionState, Event
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Basis, Expectation, replay
from idi_platform.hotline.models import ChangeState, NumberChange
from idi_platform.registry.public import Milestone, MilestoneKind, Ownership, Project, Unit
from idi_platform.tenancy.public import Actor, City, acting_as, system_actor, tenant_work
from operations.models import Proposal, ProposalKind, ProposalState
from policies.models import InstrumentVersion, Pin, StatedDuty
from riskmgmt.public import Finding, FindingState, InspectionReport, StopWork
from tests import databases
from tests.demo.seeded import EVE, seeded_demo
from tests.world import ZONE
from underwriting.constants import UPLOAD_DUTY, PolicyState
from underwriting.public import CoverWindow, InsurancePolicy, shares_of

BEIJING, SHANGHAI, HANGZHOU, LONGGANG, JIANGMEN = "110000", "310000", "330100", "330383", "440700"
COUNTED = (User, Organisation, Membership, Project, Unit, Ownership, InsurancePolicy, InspectionReport, Claim, Deadline)
# The day of the journeys, whose database stands already; with --full a Saturday and a day of the Spring Festival too.
MOMENTS = (EVE, datetime(2026, 11, 21, 9, 30, tzinfo=ZONE), datetime(2027, 2, 10, 15, 0, tzinfo=ZONE))

pytestmark = pytest.mark.skipif(not apps.is_installed("demo"), reason="demo rows need IDI_DEMO=1")


@dataclass(frozen=True)
class Seeded:
    at: datetime


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda at: f"{at:%Y-%m-%d}")
def seeded(
    request: pytest.FixtureRequest,
    worker_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Seeded]:
    """A demo seeded once for these tests, as `./idi demo` does it."""
    if request.param != EVE and not request.config.getoption("--full"):
        pytest.skip("another day is seeded with --full")
    name = f"{worker_database}_demo"
    databases.clone(name, seeded_demo(request.param, django_db_blocker))
    photographs = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads"))
    with django_db_blocker.unblock(), databases.using(name), photographs:
        yield Seeded(request.param)
    databases.drop(name)


def in_city(code: str) -> AbstractContextManager[Actor]:
    return tenant_work(system_actor(City.objects.get(code=code).pk))


def counts(code: str) -> dict[str, int]:
    with in_city(code):
        return {model.__name__: model._default_manager.count() for model in COUNTED}


def states(code: str) -> set[str]:
    with in_city(code):
        return set(Claim.objects.values_list("state", flat=True))


def test_a_second_seeding_changes_nothing(seeded: Seeded) -> None:
    before = {city.code: counts(city.code) for city in CITIES}
    assert seed(at=seeded.at) == 0
    assert {city.code: counts(city.code) for city in CITIES} == before
    assert {city.code: before[city.code]["Claim"] for city in CITIES} == {c.code: c.claims_filed for c in CITIES}


def test_claims_stand_at_every_stage(seeded: Seeded) -> None:
    with_insurer = set(ClaimState) - {ClaimState.WITH_DEVELOPER, ClaimState.REFUSED}
    assert states(JIANGMEN) == with_insurer - {ClaimState.DENIED}
    assert states(BEIJING) == with_insurer - {ClaimState.WITHDRAWN}
    assert states(HANGZHOU) == {ClaimState.WITH_DEVELOPER, ClaimState.REFUSED, ClaimState.CLOSED}
    assert states(SHANGHAI) == set()


@pytest.mark.parametrize("code", [JIANGMEN, BEIJING])
def test_terms_run_and_were_missed(seeded: Seeded, code: str) -> None:
    with in_city(code):
        terms = Deadline.objects.all()
        assert terms.missed_by(seeded.at).exists()
        assert terms.open().filter(due_at__gt=seeded.at).exists()


def test_only_a_text_in_force_makes_a_breach(seeded: Seeded) -> None:
    """Jiangmen's text binds today; those of Beijing and Hangzhou ended and are carried on, with their stopped clock."""
    with in_city(JIANGMEN):
        assert Basis.IN_FORCE in set(Deadline.objects.values_list("basis", flat=True))
        assert not Deadline.objects.filter(basis=Basis.CARRIED).exists()
    for code in (BEIJING, HANGZHOU):
        with in_city(code):
            assert Basis.CARRIED in set(Deadline.objects.values_list("basis", flat=True))
            assert not Deadline.objects.filter(basis=Basis.IN_FORCE).exists()
    with in_city(BEIJING):
        assert Deadline.objects.filter(suspended_since__isnull=False).exists()


def test_nothing_lies_in_the_future_and_people_at_work_act_in_working_hours(seeded: Seeded) -> None:
    for city in CITIES:
        with in_city(city.code):
            assert not Event.objects.filter(occurred_at__gt=seeded.at).exists()
        for claim in city.claims:
            moments = [claim.filed, *(step.when for step in claim.steps)]
            assert [m.moment(seeded.at) for m in moments] == sorted(m.moment(seeded.at) for m in moments)


def test_no_history_is_false(seeded: Seeded) -> None:
    """The version that governs each project is the one whose own anchor lay in its validity; none is newer."""
    expected = {
        BEIJING: "beijing-2019",
        SHANGHAI: "shanghai-2025",
        HANGZHOU: "hangzhou-2024",
        LONGGANG: "longgang-trial",
        JIANGMEN: "jiangmen-2022",
    }
    for code, version in expected.items():
        with in_city(code):
            pins = list(Pin.objects.select_related("version"))
            assert {pin.version.code for pin in pins} == {version}
            for pin in pins:
                recorded = Milestone.objects.get(project_id=pin.dossier_id, kind=pin.anchor).on
                last_day = pin.version.last_day
                assert recorded == pin.anchor_on >= (pin.version.valid_from or date.max)
                assert last_day is None or recorded <= last_day
    assert "演示" in InstrumentVersion.objects.get(code="jiangmen-2022").evidence


def test_accepted_on_the_days_that_the_histories_allow(seeded: Seeded) -> None:
    months = {
        BEIJING: {"2022-06"},
        SHANGHAI: set(),
        HANGZHOU: {"2025-12"},
        LONGGANG: {"2024-02"},
        JIANGMEN: {"2024-03"},
    }
    for code, expected in months.items():
        with in_city(code):
            days = Milestone.objects.filter(kind=MilestoneKind.COMPLETION_ACCEPTANCE).values_list("on", flat=True)
            assert {day.strftime("%Y-%m") for day in days} == expected


def test_cover_runs_where_claims_are_the_insurers(seeded: Seeded) -> None:
    first_days = {
        BEIJING: {date(2024, 6, 15)},
        HANGZHOU: {date(2027, 12, 18), None},
        LONGGANG: {date(2026, 2, 28)},
        JIANGMEN: {date(2026, 3, 10), date(2025, 3, 22)},
    }
    for code, expected in first_days.items():
        with in_city(code):
            assert set(CoverWindow.objects.filter(component="structure").values_list("first_on", flat=True)) == expected


@pytest.mark.parametrize("code", [BEIJING, HANGZHOU])
def test_where_the_text_has_ended_the_new_policy_is_a_draft_without_a_pin(seeded: Seeded, code: str) -> None:
    with in_city(code):
        draft = InsurancePolicy.objects.get(state=PolicyState.DRAFT)
        assert not Pin.objects.filter(dossier_id=draft.project_id).exists()


def test_three_insurers_bear_a_third_each(seeded: Seeded) -> None:
    with in_city(BEIJING):
        policy = InsurancePolicy.objects.get(state=PolicyState.ISSUED)
        assert [str(share.fraction) for share in shares_of(policy, on=seeded.at.date())] == ["1/3"] * 3


def test_shanghai_has_an_upload_in_time_and_one_that_runs(seeded: Seeded) -> None:
    with in_city(SHANGHAI):
        uploads = Deadline.objects.filter(duty=UPLOAD_DUTY)
        assert uploads.filter(met_at__isnull=False, missed_at=None).count() == 1
        assert uploads.open().filter(due_at__gt=seeded.at).count() == 1


def test_a_defect_was_reported_by_telephone_and_waits_for_the_owners_application(seeded: Seeded) -> None:
    with in_city(JIANGMEN):
        called = TelephoneReport.objects.get()
        assert called.applied_at is None
        assert not Deadline.objects.filter(dossier_id=called.claim_id).exists()


def test_less_is_expected_of_a_month_in_which_works_stood_still(seeded: Seeded) -> None:
    with in_city(HANGZHOU):
        stop = StopWork.objects.get()
        assert stop.to_on
        months = Expectation.objects.filter(kind="inspections", dossier_id=stop.project_id)
        assert 1 in set(months.values_list("needed", flat=True))


def test_findings_are_open_answered_and_closed_and_one_is_serious(seeded: Seeded) -> None:
    with in_city(HANGZHOU):
        found = Counter(Finding.objects.values_list("state", flat=True))
        assert {FindingState.OPEN, FindingState.ANSWERED, FindingState.CLOSED, FindingState.NOTED} <= set(found)
        assert Finding.objects.filter(state=FindingState.OPEN, risk="D").exists()


def test_what_needs_a_second_person_waits_for_one(seeded: Seeded) -> None:
    with in_city(JIANGMEN):
        waiting = NumberChange.objects.order_by("state").values_list("state", "checked_by__username")
        assert list(waiting) == [(ChangeState.ASKED, None), (ChangeState.CHECKED, "adjuster")]
        corrected = Correction.objects.get()
        assert (corrected.state, corrected.event.code) == (CorrectionState.MADE, ClaimEvent.SURVEYED)
    kinds = Proposal.objects.filter(state=ProposalState.OPEN).values_list("kind", flat=True)
    assert set(kinds) == {ProposalKind.ADMINISTRATOR, ProposalKind.CALENDAR}


@pytest.mark.parametrize(("code", "stated"), [(JIANGMEN, 4), (BEIJING, 4), (HANGZHOU, 0)])
def test_underwriters_stated_some_points_of_an_issued_policy(seeded: Seeded, code: str, stated: int) -> None:
    with in_city(code):
        assert StatedDuty.objects.count() == stated


def test_a_property_manager_takes_part_in_its_project(seeded: Seeded) -> None:
    with in_city(JIANGMEN), acting_as(Membership.objects.get(user__username="property").actor()) as viewer:
        assert [project.name_en for project in Project.objects.visible_to(viewer)] == ["Donghu Court (demo)"]


def test_everybody_whom_the_first_page_shows_can_sign_in(seeded: Seeded) -> None:
    told = databases.manage("sign_ins", login="idi_app", database="idi", IDI_DEMO="1")
    assert all(f" {username} " in told for username in SHOWN)
    assert User.objects.get(username=SHOWN[0]).check_password(PASSWORD)
    shown = User.objects.filter(username__in=SHOWN, is_active=True)
    assert shown.count() == len(SHOWN)
    # One hash serves all, so what opens one door opens each.
    assert shown.values("password").distinct().count() == 1


def test_every_term_of_the_demo_is_what_the_record_tells(seeded: Seeded) -> None:
    for city in CITIES:
        with in_city(city.code) as by:
            replayed = replay(by=by)
        assert [str(found) for found in replayed.differences] == []
        assert replayed.checked
