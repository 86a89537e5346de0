"""Who sees a claim, its photographs and its draft; to everybody else they do not exist."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.urls import reverse

from claims.models import Claim, ClaimDraft, Survey
from idi_platform.accounts.public import Membership, Role
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import District, tenant_work
from tests.claims.reports import draft, filed, signed_in
from tests.world import World, member


def sees(membership: Membership, claim: Claim) -> bool:
    """Whether this person sees the claim; its dossier and photographs must agree."""
    with tenant_work(membership.actor()) as actor:
        answers = {
            Claim.objects.visible_to(actor).filter(pk=claim.pk).exists(),
            Dossier.objects.visible_to(actor).filter(pk=claim.pk).exists(),
            Upload.objects.visible_to(actor).filter(dossier_id=claim.pk).exists(),
        }
    assert len(answers) == 1, "claim, dossier and photographs are seen together"
    return answers.pop()


@pytest.fixture
def outsiders(world: World) -> list[Membership]:
    """Everybody near a claim of `here` who must not see it."""
    city = world.here.city
    elsewhere = District.objects.filter(city=city).exclude(pk=world.here.district.pk).first()
    return [
        member("neighbour", role=Role.OWNER, city=city),
        member("rival", role=Role.ADJUSTER, city=city, organisation=world.there.insurer),
        member("inspector", role=Role.INSPECTOR, city=city, organisation=world.here.insurer),
        member("elsewhere", role=Role.BUREAU, city=city, organisation=world.here.bureau, district=elsewhere),
        world.there.owner,
        world.there.adjuster,
        world.there.officer,
    ]


def insiders(world: World) -> Iterable[Membership]:
    here = world.here
    yield from (here.owner, here.adjuster, here.officer)
    yield member("manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)
    yield member("district", role=Role.BUREAU, city=here.city, organisation=here.bureau, district=here.district)


def test_a_claim_is_seen_by_owner_insurer_and_bureau_alone(world: World, outsiders: list[Membership]) -> None:
    claim = filed(world.here, photographs=1)
    assert all(sees(insider, claim) for insider in insiders(world))
    assert [outsider.user.username for outsider in outsiders if sees(outsider, claim)] == []


@pytest.mark.shows("BJ-060", "JM-069", "NAT-022")
def test_a_former_owner_sees_the_claim_no_longer_and_the_new_one_does(world: World) -> None:
    claim = filed(world.here, photographs=1)
    buyer = member("buyer", role=Role.OWNER, city=world.here.city)
    with tenant_work(world.here.system):
        Ownership.objects.update(to_on=date(2025, 1, 1))
        Ownership.objects.create(city=world.here.city, unit=world.here.unit, owner=buyer.user, from_on=date(2025, 1, 1))
    assert (sees(world.here.owner, claim), sees(buyer, claim)) == (False, True)


def test_a_draft_and_its_photographs_are_its_writers_alone(world: World, outsiders: list[Membership]) -> None:
    report = draft(world.here, photographs=1)
    co_owner = member("co-owner", role=Role.OWNER, city=world.here.city)
    with tenant_work(world.here.system):
        Ownership.objects.create(
            city=world.here.city, unit=world.here.unit, owner=co_owner.user, from_on=date(2024, 6, 1)
        )
    for other in [*outsiders, co_owner, world.here.adjuster, world.here.officer]:
        with tenant_work(other.actor()) as actor:
            assert not ClaimDraft.objects.visible_to(actor).exists()
            assert not Upload.objects.visible_to(actor).exists()
    with tenant_work(world.here.owner.actor()) as actor:
        assert ClaimDraft.objects.visible_to(actor).get() == report
        assert Upload.objects.visible_to(actor).count() == 1


def test_pages_of_another_are_not_found(world: World, outsiders: list[Membership]) -> None:
    claim = filed(world.here)
    report = draft(world.here)
    owners = [(name, claim.pk) for name in ("my_claim", "receipt")] + [
        (name, report.pk) for name in ("report", "photographs", "check", "urgent")
    ]
    for outsider in outsiders:
        client = signed_in(outsider)
        pages = owners if outsider.role == Role.OWNER else [("case", claim.pk)]
        expected = 403 if outsider.role == Role.INSPECTOR else 404
        for name, pk in pages:
            assert client.get(reverse(f"claims:{name}", args=[pk])).status_code == expected, (outsider, name)


def test_without_context_the_database_gives_no_claim(world: World) -> None:
    filed(world.here)
    with tenant_work(world.there.system):
        assert (Claim.objects.count(), ClaimDraft.objects.count(), Survey.objects.count()) == (0, 0, 0)
