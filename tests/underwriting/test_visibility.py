"""Who sees an insurance policy and its cover; to everybody else they do not exist."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership, Role
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import PartyRole, add_party
from idi_platform.tenancy.public import District, tenant_work
from tests.underwriting.policies import AT, CONTRACT_ON, Desk, agree, bears, draft, issued, lead
from tests.world import SINCE, member
from underwriting.constants import Phase
from underwriting.public import CoverWindow, InsurancePolicy, cover_of


def people(desk: Desk) -> dict[str, Membership]:
    here, there = desk.here, desk.world.there
    city = here.city
    with tenant_work(here.system) as by:
        add_party(project=here.project, organisation=desk.third, role=PartyRole.TIS, from_on=SINCE, by=by, at=AT)
    elsewhere = District.objects.filter(city=city).exclude(pk=here.district.pk).first()
    return {
        "underwriter": desk.underwriter,
        "adjuster": here.adjuster,
        "manager": member("manager", role=Role.INSURER_MANAGER, city=city, organisation=here.insurer),
        "member underwriter": member("m-uw", role=Role.UNDERWRITER, city=city, organisation=desk.second),
        "member manager": member("m-mgr", role=Role.INSURER_MANAGER, city=city, organisation=desk.second),
        "developer": member("dev", role=Role.PARTICIPANT, city=city, organisation=here.developer),
        "officer": here.officer,
        "district": member("d", role=Role.BUREAU, city=city, organisation=here.bureau, district=here.district),
        "other district": member("e", role=Role.BUREAU, city=city, organisation=here.bureau, district=elsewhere),
        "inspector": member("tis", role=Role.INSPECTOR, city=city, organisation=desk.third),
        "rival": member("rival", role=Role.UNDERWRITER, city=city, organisation=desk.third),
        "owner": here.owner,
        "there officer": there.officer,
        "there adjuster": there.adjuster,
    }


SEES_ISSUED = {
    "underwriter", "adjuster", "manager", "member underwriter", "member manager", "developer", "officer", "district"
}  # fmt: skip


def who_sees(desk: Desk, policy: InsurancePolicy) -> set[str]:
    found = set()
    for name, person in people(desk).items():
        with tenant_work(person.actor()) as actor:
            answers = {
                InsurancePolicy.objects.visible_to(actor).filter(pk=policy.pk).exists(),
                Dossier.objects.visible_to(actor).filter(pk=policy.pk).exists(),
            }
        assert len(answers) == 1, "policy and dossier are seen together"
        if answers.pop():
            found.add(name)
    return found


def shared(desk: Desk) -> tuple:  # type: ignore[type-arg]  # two shares
    return lead(desk.here.insurer, "2/3"), bears(desk.second, "1/3")


def test_an_issued_policy_is_seen_by_its_insurers_developer_and_bureau_alone(desk: Desk) -> None:
    assert who_sees(desk, issued(desk, shares=shared(desk))) == SEES_ISSUED


def test_a_draft_is_the_lead_insurers_own_paper(desk: Desk) -> None:
    assert who_sees(desk, draft(desk, shares=shared(desk))) == {"underwriter", "adjuster", "manager"}


def test_an_owner_sees_the_cover_of_the_home_and_not_the_policy(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    neighbour = member("neighbour", role=Role.OWNER, city=desk.here.city)
    with tenant_work(desk.here.owner.actor()) as owner:
        assert CoverWindow.objects.visible_to(owner).filter(policy=policy).exists()
        assert not InsurancePolicy.objects.visible_to(owner).exists()
    with tenant_work(neighbour.actor()) as actor:
        assert not CoverWindow.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (CONTRACT_ON, Phase.UNKNOWN),
        (date(2024, 3, 9), Phase.BEFORE_COMPLETION),
        (date(2024, 3, 10), Phase.DEVELOPER),
        (date(2026, 3, 9), Phase.DEVELOPER),
        (date(2026, 3, 10), Phase.INSURED),
        (date(2036, 3, 10), Phase.INSURED),
        (date(2036, 3, 11), Phase.ENDED),
    ],
)
def test_a_home_goes_from_the_developer_to_the_insurer_and_both_last_days_count(
    desk: Desk, on: date, phase: Phase
) -> None:
    policy = issued(desk)
    agree(desk, policy)
    with tenant_work(desk.here.owner.actor()) as owner:
        cover = cover_of(owner, desk.here.unit, on=on)
    assert cover.phase == phase
    assert cover.developer == desk.here.developer


def test_a_boundary_day_is_flagged(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    with tenant_work(desk.here.owner.actor()) as owner:
        days = [
            next(w for w in cover_of(owner, desk.here.unit, on=on).windows if w.component == "structure").is_boundary
            for on in (date(2026, 3, 10), date(2026, 3, 10) + timedelta(days=1), date(2036, 3, 10))
        ]
    assert days == [True, False, True]


def test_without_a_policy_cover_is_unknown_never_guessed(desk: Desk) -> None:
    with tenant_work(desk.here.owner.actor()) as owner:
        cover = cover_of(owner, desk.here.unit, on=AT.date())
    assert (cover.phase, cover.windows, cover.policy) == (Phase.UNKNOWN, [], None)


def test_a_co_insurer_reads_and_cannot_write(desk: Desk) -> None:
    policy = issued(desk, shares=shared(desk))
    client = Client()
    client.force_login(people(desk)["member underwriter"].user)
    assert client.get(reverse("underwriting:policy", args=[policy.pk])).status_code == 200
    assert client.get(reverse("underwriting:shares", args=[policy.pk])).status_code == 404
