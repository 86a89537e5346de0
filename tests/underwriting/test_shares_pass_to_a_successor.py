"""When one insurer takes another's place, its shares pass from the day on; what was borne before stays."""

from datetime import date
from fractions import Fraction
from uuid import UUID, uuid4

from idi_platform.accounts.public import OrganisationKind
from idi_platform.organisations.public import Passing
from idi_platform.registry.public import Party
from tests.underwriting.policies import AT, Desk, at_work, bears, draft, issued, lead
from underwriting.models import InsurancePolicy, Share
from underwriting.public import ShareFacts
from underwriting.services.succeeding import pass_shares

ON = date(2023, 1, 1)


def parts(desk: Desk) -> tuple[ShareFacts, ...]:
    return lead(desk.here.insurer, "1/2"), bears(desk.second, "1/3"), bears(desk.third, "1/6")


def passed(desk: Desk, policy: InsurancePolicy) -> None:
    """The second takes the lead's place."""
    passing = Passing(uuid4(), desk.here.insurer, desk.second, ON, brings_people=True)
    with at_work(desk) as by:
        assert pass_shares(passing, by=by, at=AT) == 1
    policy.refresh_from_db()


def borne(policy: InsurancePolicy, on: date) -> dict[UUID, tuple[str, Fraction]]:
    rows = Share.objects.filter(policy=policy).in_force(on)
    return {share.organisation_id: (share.role, share.fraction) for share in rows}


def test_two_shares_of_one_policy_add_up_under_the_lead(desk: Desk) -> None:
    policy = issued(desk, shares=parts(desk))
    before = borne(policy, date(2022, 12, 31))
    passed(desk, policy)
    assert policy.lead_insurer_id == desk.second.pk
    assert borne(policy, ON) == {desk.second.pk: ("lead", Fraction(5, 6)), desk.third.pk: ("member", Fraction(1, 6))}
    assert borne(policy, date(2022, 12, 31)) == before
    current = Party.objects.filter(to_on=None, organisation__kind=OrganisationKind.INSURER)
    assert dict(current.values_list("organisation", "role")) == {
        desk.second.pk: "lead_insurer",
        desk.third.pk: "co_insurer",
    }


def test_a_draft_keeps_its_one_version(desk: Desk) -> None:
    policy = draft(desk, shares=parts(desk))
    passed(desk, policy)
    assert policy.lead_insurer_id == desk.second.pk
    assert Share.objects.filter(policy=policy).values("from_on").distinct().count() == 1
    assert sum(share.fraction for share in Share.objects.filter(policy=policy)) == 1
