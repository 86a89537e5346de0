"""A policy is issued once its gates are met; where no text governs it stays an honest draft."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from idi_platform.audit.public import Event
from idi_platform.registry.public import Milestone, MilestoneKind, record_milestone
from idi_platform.tenancy.public import tenant_work
from policies.public import governing_pin
from tests.threads import at_once
from tests.underwriting.policies import AT, CONTRACT_ON, PREMIUM, Desk, at_work, draft, facts, issued, paper
from underwriting.constants import PolicyEvent, PolicyState
from underwriting.errors import (
    AmountNotPositive,
    DateInFuture,
    EvidenceMissing,
    NotAllowedInState,
    NothingToIssue,
    NotYourProject,
    NotYourStep,
    PolicyNumberTaken,
    PremiumUnknown,
)
from underwriting.public import (
    InsurancePolicy,
    change_draft,
    enter_earlier_policy,
    enter_policy,
    issue_policy,
    policy_of,
    record_premium,
)

TODAY = AT.date()


def issue(desk: Desk, policy: InsurancePolicy, on: date = TODAY) -> InsurancePolicy:
    with at_work(desk) as by:
        return issue_policy(policy=policy, issued_on=on, by=by, at=AT)


def told(policy: InsurancePolicy, code: str) -> list[Event]:
    return list(Event.objects.filter(dossier_id=policy.pk, code=code))


def test_an_issued_policy_pins_its_project_and_is_the_projects_policy(desk: Desk) -> None:
    policy = issued(desk)
    pin = governing_pin(desk.here.project.pk)
    assert pin is not None
    assert (pin.version.code, pin.anchor_on) == ("jiangmen-2022", CONTRACT_ON)
    assert policy_of(desk.here.project.pk, on=AT.date()) == policy
    assert policy_of(desk.here.project.pk, on=AT.date() - timedelta(days=1)) is None
    assert len(told(policy, PolicyEvent.ISSUED)) == 1


def test_a_draft_pins_nothing(desk: Desk) -> None:
    draft(desk)
    assert governing_pin(desk.here.project.pk) is None


def test_a_contract_that_no_text_governs_stays_a_draft_with_the_reason(desk: Desk) -> None:
    policy = draft(desk, contract_formed_on=date(2022, 3, 31))
    with pytest.raises(NothingToIssue) as refused:
        issue(desk, policy)
    assert refused.value.field == "contract_formed_on"
    policy.refresh_from_db()
    assert policy.state == PolicyState.DRAFT


def test_the_full_premium_is_no_gate_where_the_text_does_not_ask_it(desk: Desk) -> None:
    policy = issue(desk, draft(desk))
    assert (policy.state, policy.premium_received_fen) == (PolicyState.ISSUED, 0)


@pytest.mark.parametrize("missing", ["contract_formed_on", "premium_fen", "sum_insured_fen"])
def test_what_is_missing_is_named(desk: Desk, missing: str) -> None:
    Milestone.objects.filter(kind=MilestoneKind.CONTRACT_FORMED).delete()
    nothing: dict[str, Any] = {missing: None}
    policy = draft(desk, **nothing)
    with pytest.raises(NothingToIssue) as refused:
        issue(desk, policy)
    assert refused.value.field == missing


def test_a_late_signature_is_on_record_and_blocks_nothing(desk: Desk) -> None:
    with at_work(desk) as by:
        record_milestone(
            project=desk.here.project,
            kind=MilestoneKind.PERMIT_APPLICATION,
            on=date(2022, 8, 1),
            evidence="施工许可申请",
            by=by,
            at=AT,
        )
    policy = issue(desk, draft(desk))
    (irregularity,) = told(policy, PolicyEvent.IRREGULARITY)
    assert irregularity.payload["on"] == "2022-08-01"
    assert irregularity.payload["citation"]


def test_a_policy_is_not_issued_twice_or_ahead_of_its_day(desk: Desk) -> None:
    policy = draft(desk)
    with pytest.raises(DateInFuture):
        issue(desk, policy, on=AT.date() + timedelta(days=1))
    issue(desk, policy)
    with pytest.raises(NotAllowedInState):
        issue(desk, policy)
    with at_work(desk) as by, pytest.raises(NotAllowedInState):
        change_draft(policy=policy, facts=facts(), by=by, at=AT)


def test_of_two_at_once_one_issues(committed_desk: tuple[str, Desk]) -> None:
    database, desk = committed_desk
    policy = draft(desk)

    def press() -> bool:
        try:
            issue(desk, policy)
        except NotAllowedInState:
            return False
        return True

    assert sorted(at_once(database, *[("idi_app", partial(press))] * 2)) == [False, True]
    with tenant_work(desk.here.system):
        assert len(told(policy, PolicyEvent.ISSUED)) == 1


def test_premium_counts_as_full_from_the_day_its_whole_sum_is_there(desk: Desk) -> None:
    policy = draft(desk)
    with at_work(desk) as by:
        first = record_premium(policy=policy, amount_fen=PREMIUM - 1, received_on=CONTRACT_ON, by=by, at=AT)
        assert (first.is_premium_full, first.premium_received_on) == (False, None)
        second = record_premium(policy=policy, amount_fen=1, received_on=AT.date(), by=by, at=AT)
    assert (second.is_premium_full, second.premium_received_on) == (True, AT.date())


def test_premium_is_refused_before_it_is_known_ahead_of_its_day_and_as_nothing(desk: Desk) -> None:
    policy = draft(desk, premium_fen=None)
    with at_work(desk) as by:
        with pytest.raises(PremiumUnknown):
            record_premium(policy=policy, amount_fen=1, received_on=CONTRACT_ON, by=by, at=AT)
        with pytest.raises(AmountNotPositive):
            record_premium(policy=policy, amount_fen=0, received_on=CONTRACT_ON, by=by, at=AT)
        with pytest.raises(DateInFuture):
            record_premium(policy=policy, amount_fen=1, received_on=date(2099, 1, 1), by=by, at=AT)


def test_entering_is_for_an_underwriter_of_the_lead_on_a_project_of_theirs(desk: Desk) -> None:
    here, there = desk.here, desk.world.there
    draft(desk)
    with pytest.raises(PolicyNumberTaken):
        draft(desk)
    with pytest.raises(AmountNotPositive):
        draft(desk, policy_number="2", premium_fen=0)
    with pytest.raises(DateInFuture):
        draft(desk, policy_number="2", contract_formed_on=date(2099, 1, 1))
    for actor, project, refusal in (
        (here.adjuster.actor(), here.project, NotYourStep),
        (desk.underwriter.actor(), there.project, NotYourProject),
    ):
        with tenant_work(actor) as by, pytest.raises(refusal):
            enter_policy(project=project, lead_insurer=here.insurer, facts=facts(policy_number="3"), by=by, at=AT)


def test_an_earlier_policy_is_issued_with_its_paper_and_starts_no_clock(desk: Desk) -> None:
    with at_work(desk) as by:
        policy = enter_earlier_policy(
            project=desk.here.project,
            lead_insurer=desk.here.insurer,
            facts=facts(),
            issued_on=CONTRACT_ON,
            evidence=paper(by),
            by=by,
            at=AT.replace(year=2026),
        )
    assert (policy.state, policy.is_earlier, policy.issued_on) == (PolicyState.ISSUED, True, CONTRACT_ON)
    assert told(policy, PolicyEvent.ISSUED) == []
    assert governing_pin(desk.here.project.pk) is not None
    assert policy.evidence is not None
    policy.evidence.refresh_from_db()
    assert policy.evidence.dossier_id == policy.pk


def test_an_earlier_policy_without_its_paper_is_refused(desk: Desk) -> None:
    with at_work(desk) as by, pytest.raises(EvidenceMissing):
        enter_earlier_policy(
            project=desk.here.project,
            lead_insurer=desk.here.insurer,
            facts=facts(),
            issued_on=CONTRACT_ON,
            evidence=None,
            by=by,
            at=AT,
        )
