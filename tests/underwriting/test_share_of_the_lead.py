"""Where a city bounds the share of the lead among co-insurers, an issue out of bounds is refused with the article."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

import pytest
from django.db import transaction

from idi_platform.audit.public import Event
from tests import databases
from tests.underwriting.cities import desk_in
from tests.underwriting.policies import AT, Desk, at_work, bears, draft, facts, issued, lead, paper
from tests.world import ZONE
from underwriting.bounds import lead_share_bounds
from underwriting.constants import PolicyEvent
from underwriting.errors import LeadShareOutOfBounds, NothingToIssue
from underwriting.public import InsurancePolicy, ShareFacts, enter_earlier_policy, issue_policy, set_shares

HANGZHOU, JIANGMEN = "330100", "440700"
THEN = datetime(2024, 5, 20, 10, tzinfo=ZONE)
FORMED = date(2024, 4, 1)


@pytest.fixture(autouse=True)
def governed(governed_database: str) -> Iterator[None]:
    with databases.using(governed_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def hangzhou() -> Desk:
    return desk_in(HANGZHOU, construction_permit_application=date(2024, 4, 10))


def among(desk: Desk, share: str) -> tuple[ShareFacts, ...]:
    """The lead bears `share`, a second insurer the rest."""
    return lead(desk.here.insurer, share), bears(desk.second, str(1 - Fraction(share)))


def shared(desk: Desk, share: str) -> InsurancePolicy:
    return draft(desk, at=THEN, contract_formed_on=FORMED, shares=among(desk, share))


@pytest.mark.shows("HZ-044")
def test_a_lead_below_the_citys_bound_is_refused_with_the_article(hangzhou: Desk) -> None:
    policy = shared(hangzhou, "49/100")
    with at_work(hangzhou) as by, pytest.raises(NothingToIssue) as refused:
        issue_policy(policy=policy, issued_on=THEN.date(), by=by, at=THEN)
    assert refused.value.field == "shares"
    assert "《" in str(refused.value.rule)


@pytest.mark.parametrize("share", ["1/2", "2/3"])
def test_the_bound_itself_and_more_are_kept(hangzhou: Desk, share: str) -> None:
    policy = issued(hangzhou, at=THEN, contract_formed_on=FORMED, shares=among(hangzhou, share))
    assert not policy.is_draft


def test_one_insurer_alone_shares_with_nobody(hangzhou: Desk) -> None:
    policy = draft(hangzhou, at=THEN, contract_formed_on=FORMED)
    with at_work(hangzhou):
        assert lead_share_bounds(policy, on=THEN.date()) == []


def test_a_city_that_sets_no_bound_asks_nothing() -> None:
    jiangmen = desk_in(JIANGMEN)
    policy = issued(jiangmen, at=AT, shares=among(jiangmen, "1/10"))
    assert not policy.is_draft


def test_an_issued_policy_is_not_led_out_of_bounds_later(hangzhou: Desk) -> None:
    policy = issued(hangzhou, at=THEN, contract_formed_on=FORMED, shares=among(hangzhou, "1/2"))
    with at_work(hangzhou) as by, pytest.raises(LeadShareOutOfBounds) as refused:
        set_shares(
            policy=policy,
            shares=among(hangzhou, "2/5"),
            from_on=date(2024, 6, 1),
            expected_revision=policy.shares_revision,
            by=by,
            at=THEN,
        )
    assert refused.value.rule


def test_an_earlier_policy_out_of_bounds_is_kept_and_put_on_record(hangzhou: Desk) -> None:
    with at_work(hangzhou) as by:
        policy = enter_earlier_policy(
            project=hangzhou.here.project,
            lead_insurer=hangzhou.here.insurer,
            facts=facts(contract_formed_on=FORMED),
            shares=among(hangzhou, "2/5"),
            issued_on=FORMED,
            evidence=paper(by),
            by=by,
            at=THEN,
        )
        events = Event.objects.filter(dossier_id=policy.pk, code=PolicyEvent.IRREGULARITY)
        (found,) = [event.payload for event in events if "share" in event.payload]
    assert found["share"] == "2/5"
    assert found["citation"]
