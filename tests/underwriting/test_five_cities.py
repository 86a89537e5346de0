"""The same work in the other cities: windows reckoned by hand, gates and terms as their own texts say."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import acting_as
from tests import databases
from tests.underwriting.cities import desk_in
from tests.underwriting.policies import PREMIUM, Desk, agree, at_work, draft, issued
from tests.world import ZONE
from underwriting.constants import UPLOAD_DUTY, PolicyState
from underwriting.errors import NothingToIssue
from underwriting.gates import issue_gates
from underwriting.public import InsurancePolicy, issue_policy, record_premium, record_upload_receipt

TODAY = datetime(2026, 11, 20, 10, tzinfo=ZONE)
ACCEPTED = "completion_acceptance"
APPLIED = "construction_permit_application"


@pytest.fixture(autouse=True)
def governed(governed_database: str) -> Iterator[None]:
    with databases.using(governed_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


def ends(desk: Desk, policy: InsurancePolicy) -> dict[str, tuple[date | None, date | None]]:
    with acting_as(desk.underwriter.actor()):
        return {row.component: (row.first_on, row.last_on) for row in policy.cover_windows.all()}


def test_beijing_of_2020_runs_ten_and_five_years_after_two() -> None:
    desk = desk_in("110000", **{ACCEPTED: date(2022, 6, 15)})
    found = ends(desk, issued(desk, at=TODAY.replace(year=2020, month=5), contract_formed_on=date(2020, 5, 1)))
    assert found["structure"] == (date(2024, 6, 15), date(2034, 6, 15))
    assert found["insulation_waterproofing"] == (date(2024, 6, 15), date(2029, 6, 15))


def test_hangzhou_is_anchored_on_the_permit_and_clips_in_no_month() -> None:
    desk = desk_in("330100", **{APPLIED: date(2024, 4, 10), ACCEPTED: date(2026, 2, 28)})
    found = ends(desk, issued(desk, at=TODAY.replace(year=2024, month=5), contract_formed_on=date(2024, 4, 1)))
    assert found["structure"] == (date(2028, 2, 28), date(2038, 2, 28))
    assert found["insulation"] == (date(2028, 2, 28), date(2033, 2, 28))
    assert found["waterproofing_concealed"] == (date(2028, 2, 28), date(2034, 2, 28))


@pytest.mark.parametrize(("code", "anchor"), [("110000", ""), ("330100", APPLIED)])
def test_where_the_text_has_ended_a_policy_of_today_stays_a_draft(code: str, anchor: str) -> None:
    desk = desk_in(code, **({anchor: date(2026, 11, 2)} if anchor else {}))
    policy = draft(desk, at=TODAY, contract_formed_on=date(2026, 11, 3))
    with at_work(desk) as by:
        unmet = [gate for gate in issue_gates(policy, on=TODAY.date()) if not gate.is_met]
        assert len(unmet) == 1
        assert unmet[0].why
        with pytest.raises(NothingToIssue):
            issue_policy(policy=policy, issued_on=TODAY.date(), by=by, at=TODAY)
        policy.refresh_from_db()
    assert policy.state == PolicyState.DRAFT


@pytest.mark.shows("SH-028", "SH-029")
def test_shanghai_issues_no_policy_before_the_full_premium_and_wants_it_uploaded_in_three_working_days() -> None:
    desk = desk_in("310000")
    policy = draft(desk, at=TODAY, contract_formed_on=date(2026, 11, 3))
    with at_work(desk) as by:
        record_premium(policy=policy, amount_fen=PREMIUM - 1, received_on=date(2026, 11, 4), by=by, at=TODAY)
        policy.refresh_from_db()
        with pytest.raises(NothingToIssue) as refused:
            issue_policy(policy=policy, issued_on=TODAY.date(), by=by, at=TODAY)
        assert (refused.value.field, bool(refused.value.rule)) == ("premium", True)
        record_premium(policy=policy, amount_fen=1, received_on=TODAY.date(), by=by, at=TODAY)
        policy.refresh_from_db()
        issue_policy(policy=policy, issued_on=TODAY.date(), by=by, at=TODAY)
        upload = Deadline.objects.get(dossier_id=policy.pk, duty=UPLOAD_DUTY)
        assert upload.due_at == datetime(2026, 11, 25, 16, tzinfo=UTC)
        assert upload.obliged_id == desk.here.insurer.pk
        at = TODAY + timedelta(days=3)
        record_upload_receipt(policy=policy, receipt="SH-1", received_at=at, by=by, at=at)
        upload.refresh_from_db()
    assert (upload.met_at, upload.missed_at) == (at, None)


def test_shanghais_open_terms_give_no_day_until_the_contract_supplies_them() -> None:
    desk = desk_in("310000", **{ACCEPTED: date(2026, 11, 10)})
    policy = issued(desk, at=TODAY, contract_formed_on=date(2026, 11, 3))
    assert set(ends(desk, policy).values()) == {(None, None)}
    agree(desk, policy, at=TODAY, parameter="coverage.structure.period", value=10, unit="year")
    agree(desk, policy, at=TODAY, parameter="liability_start", value=2, unit="year", anchor=ACCEPTED)
    found = ends(desk, policy)
    assert found["structure"] == (date(2028, 11, 10), date(2038, 11, 10))
    assert found["waterproofing"] == (None, None)
