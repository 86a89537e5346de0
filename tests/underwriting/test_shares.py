"""Shares are exact fractions that add up to one under one lead, in the rule, the service and the database."""

from datetime import date
from fractions import Fraction
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from idi_platform.registry.public import Party, PartyRole
from idi_platform.tenancy.public import tenant_work
from tests.threads import at_once
from tests.underwriting.policies import AT, CONTRACT_ON, Desk, at_work, bears, draft, issued, lead
from underwriting.constants import ShareRole
from underwriting.errors import (
    InsurerTwice,
    LeadNotOne,
    NotYourStep,
    ShareNotPositive,
    SharesInOrder,
    SharesMovedOn,
    SharesNotOne,
)
from underwriting.models import Share
from underwriting.public import InsurancePolicy, ShareFacts, set_shares, shares_of
from underwriting.rules.shares import check_shares, read_share

CHANGED_ON = date(2023, 1, 1)


@given(st.lists(st.integers(min_value=1, max_value=1_000), min_size=1, max_size=9))
def test_any_parts_of_a_whole_add_up_to_one(parts: list[int]) -> None:
    whole = sum(parts)
    shares = [
        ShareFacts(uuid4(), ShareRole.MEMBER if number else ShareRole.LEAD, Fraction(part, whole))
        for number, part in enumerate(parts)
    ]
    check_shares(shares)


@given(
    st.lists(st.fractions(min_value=Fraction(1, 99), max_value=1, max_denominator=99), min_size=1, max_size=6).filter(
        lambda found: sum(found) != 1
    )
)
def test_any_other_sum_is_refused(fractions: list[Fraction]) -> None:
    shares = [
        ShareFacts(uuid4(), ShareRole.MEMBER if number else ShareRole.LEAD, fraction)
        for number, fraction in enumerate(fractions)
    ]
    with pytest.raises(SharesNotOne):
        check_shares(shares)


@pytest.mark.parametrize("text", ["1/3", "40%", "40 %", "0.4", "１／３", "４０％", "1"])
def test_a_share_is_read_as_people_write_it(text: str) -> None:
    assert read_share(text) in {Fraction(1, 3), Fraction(2, 5), Fraction(1)}


@pytest.mark.parametrize(
    "text", ["", "1/0", "-1/3", "1e999999999", "1/1e9", "三分之一", "nan", "1//3", "١/٣", "9" * 99]
)
def test_what_is_no_share_is_refused_at_once(text: str) -> None:
    with pytest.raises(ValueError, match="no share"):
        read_share(text)


def test_two_leads_no_lead_one_insurer_twice_and_nothing_are_refused() -> None:
    half, one, two = Fraction(1, 2), uuid4(), uuid4()
    with pytest.raises(LeadNotOne):
        check_shares([ShareFacts(one, ShareRole.LEAD, half), ShareFacts(two, ShareRole.LEAD, half)])
    with pytest.raises(LeadNotOne):
        check_shares([ShareFacts(one, ShareRole.MEMBER, Fraction(1))])
    with pytest.raises(InsurerTwice):
        check_shares([ShareFacts(one, ShareRole.LEAD, half), ShareFacts(one, ShareRole.MEMBER, half)])
    with pytest.raises(ShareNotPositive):
        check_shares([ShareFacts(one, ShareRole.LEAD, Fraction(1)), ShareFacts(two, ShareRole.MEMBER, Fraction(0))])


def thirds(desk: Desk) -> tuple[ShareFacts, ...]:
    return lead(desk.here.insurer, "1/3"), bears(desk.second, "1/3"), bears(desk.third, "1/3")


def change(desk: Desk, policy: InsurancePolicy, from_on: date = CHANGED_ON, revision: int | None = None) -> None:
    with at_work(desk) as by:
        set_shares(
            policy=policy,
            shares=thirds(desk),
            from_on=from_on,
            expected_revision=policy.shares_revision if revision is None else revision,
            by=by,
            at=AT,
        )


def test_thirds_are_kept_exactly(desk: Desk) -> None:
    policy = draft(desk, shares=thirds(desk))
    assert [share.fraction for share in shares_of(policy, on=CONTRACT_ON)] == [Fraction(1, 3)] * 3
    assert sum(share.fraction for share in shares_of(policy, on=CONTRACT_ON)) == 1


def test_shares_of_a_day_are_those_in_force_then(desk: Desk) -> None:
    policy = issued(desk)
    change(desk, policy)
    assert [share.fraction for share in shares_of(policy, on=date(2022, 12, 31))] == [1]
    assert len(shares_of(policy, on=CHANGED_ON)) == 3


def test_a_later_version_is_never_gone_behind(desk: Desk) -> None:
    policy = issued(desk)
    change(desk, policy)
    with pytest.raises(SharesInOrder):
        change(desk, policy, from_on=date(2022, 12, 1))


def test_co_insurers_become_parties_of_the_project_with_the_issue(desk: Desk) -> None:
    policy = draft(desk, shares=thirds(desk))
    parties = Party.objects.filter(project=desk.here.project, role=PartyRole.CO_INSURER)
    assert not parties.exists()
    issued(desk, shares=thirds(desk), policy_number="QX-2")
    assert {party.organisation for party in parties} == {desk.second, desk.third}
    assert policy.is_draft


def test_only_the_leads_underwriter_sets_shares(desk: Desk) -> None:
    policy = draft(desk)
    with tenant_work(desk.here.adjuster.actor()) as by, pytest.raises(NotYourStep):
        set_shares(policy=policy, shares=thirds(desk), from_on=CHANGED_ON, expected_revision=0, by=by, at=AT)


def test_an_editor_with_an_old_page_changes_nothing(desk: Desk) -> None:
    policy = issued(desk)
    change(desk, policy)
    with pytest.raises(SharesMovedOn):
        change(desk, policy, revision=0, from_on=date(2024, 1, 1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE underwriting_share SET numerator = 1, denominator = 2",
        "UPDATE underwriting_share SET role = 'member'",
        "UPDATE underwriting_share SET to_on = '2030-01-01'",
    ],
)
def test_the_database_refuses_any_other_sum_whoever_writes(desk: Desk, statement: str) -> None:
    draft(desk)
    with connection.cursor() as cursor:
        cursor.execute(statement)
        with pytest.raises(IntegrityError, match="sum"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_of_two_racing_editors_one_wins(committed_desk: tuple[str, Desk]) -> None:
    database, desk = committed_desk
    policy = issued(desk)

    def edit() -> bool:
        try:
            change(desk, policy, revision=0)
        except SharesMovedOn:
            return False
        return True

    assert sorted(at_once(database, *[("idi_app", partial(edit))] * 2)) == [False, True]
    with tenant_work(desk.here.system):
        assert Share.objects.filter(policy=policy, to_on=None).count() == 3
