"""Who acts for owners files and follows claims in their name, as far and as long as the authority goes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.errors import NotYourHome, NotYourStep
from claims.lifecycle import ClaimAction, may_take
from claims.models import Claim, ClaimDraft
from claims.news import kind_of, owners_of
from claims.services.drafting import save_answers, start_draft
from claims.services.filing import file_claim
from claims.services.withdrawal import withdraw_claim
from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import Event
from idi_platform.documents.public import Letter
from idi_platform.registry.models import Unit
from idi_platform.tenancy.public import tenant_work
from tests.organisations.house import browser
from tests.registry.authorities import body_of, confirmed, end, of_common_parts, of_home, property_manager
from tests.world import World

TODAY = timezone.localdate()


@pytest.fixture
def manager(world: World) -> Membership:
    return property_manager(world.here)


def file_as(who: Membership, unit: Unit) -> Claim:
    at = timezone.now()
    with tenant_work(who.actor()) as by:
        draft = start_draft(unit=unit, by=by, at=at)
        save_answers(
            draft=draft,
            by=by,
            at=at,
            place="shared",
            defect="water",
            description="wet",
            noticed_on=TODAY,
            is_dangerous=False,
        )
        return file_claim(draft_id=draft.pk, consented_at=at, by=by, at=at)


def sees(who: Membership, claim: Claim) -> bool:
    with tenant_work(who.actor()) as actor:
        return Claim.objects.visible_to(actor).filter(pk=claim.pk).exists()


def test_filed_in_the_owners_name_and_everybody_reads_by_whom_and_on_what(world: World, manager: Membership) -> None:
    here = world.here
    authority = confirmed(here, of_home(here, body_of(manager)))
    claim = file_as(manager, here.unit)
    assert (claim.claimant_id, claim.filed_by_id) == (here.owner.user_id, manager.user_id)
    assert claim.authority_id == authority.pk
    for who, page in ((here.owner, "my_claim"), (manager, "my_claim"), (here.adjuster, "case")):
        shown = browser(who).get(reverse(f"claims:{page}", args=[claim.pk])).content.decode()
        assert "委托书（测试）" in shown
        assert body_of(manager).name_zh in shown
    with tenant_work(here.system):
        told = Event.objects.get(dossier_id=claim.pk, code="claim_reported")
        claim = Claim.objects.select_related("authority").get(pk=claim.pk)
        assert (kind_of(told), owners_of(claim, told)) == ("claim_filed_for", {here.owner.user.pk})
        content = Letter.objects.get(dossier_id=claim.pk).content
        assert content["caller"] == "property · property"
        assert "委托书（测试）" in content["authority"]


def test_after_its_end_nothing_is_read_or_filed(world: World, manager: Membership) -> None:
    here = world.here
    authority = confirmed(here, of_home(here, body_of(manager)))
    claim = file_as(manager, here.unit)
    with tenant_work(manager.actor()) as by:
        open_draft = start_draft(unit=here.unit, by=by, at=timezone.now())
    assert sees(manager, claim)
    end(authority, here.owner)
    assert not sees(manager, claim)
    with pytest.raises(NotYourHome):
        file_as(manager, here.unit)
    with tenant_work(manager.actor()) as by, pytest.raises(NotYourHome):
        file_claim(draft_id=open_draft.pk, consented_at=timezone.now(), by=by, at=timezone.now())
    client = browser(manager)
    for address in (
        reverse("claims:my_claim", args=[claim.pk]),
        reverse("claims:report", args=[open_draft.pk]),
        reverse("registry:authority", args=[authority.pk]),
        reverse("documents:download", args=[authority.document_id]),
    ):
        assert client.get(address).status_code == 404
    assert browser(here.owner).get(reverse("claims:my_claim", args=[claim.pk])).status_code == 200


def test_a_part_in_the_project_lets_nobody_file_for_a_home(world: World) -> None:
    here = world.here
    developer = Membership.objects.create(
        user=User.objects.create(username="d", full_name="d"),
        role=Role.PARTICIPANT,
        city=here.city,
        organisation=here.developer,
        valid_from=TODAY - timedelta(days=9),
    )
    with pytest.raises(NotYourHome):
        file_as(developer, here.unit)
    assert browser(developer).post(reverse("claims:start", args=[here.unit.pk])).status_code == 404
    assert not ClaimDraft.objects.exists()


def test_for_the_common_parts_the_manager_claims_for_all_owners(world: World, manager: Membership) -> None:
    here = world.here
    confirmed(here, of_common_parts(here, body_of(manager)))
    with tenant_work(manager.actor()) as actor:
        unit = Unit.objects.visible_to(actor).get(is_common=True)
    claim = file_as(manager, unit)
    assert claim.claimant_id == manager.user_id
    assert not sees(here.owner, claim)
    page = browser(here.adjuster).get(reverse("claims:case", args=[claim.pk])).content.decode()
    assert reverse("claims:claimant", args=[claim.pk]) not in page


@pytest.mark.parametrize("may_settle", [True, False])
def test_a_claim_is_taken_back_only_where_the_paper_says_so(
    world: World, manager: Membership, may_settle: bool
) -> None:
    here = world.here
    confirmed(here, replace(of_home(here, body_of(manager)), may_settle=may_settle))
    claim = file_as(manager, here.unit)
    with tenant_work(manager.actor()) as by:
        assert may_take(ClaimAction.UPLOAD_DOCUMENT, claim=claim, actor=by)
        assert may_take(ClaimAction.ACCEPT_OFFER, claim=claim, actor=by) is may_settle
        assert not may_take(ClaimAction.ACCEPT_REPAIR, claim=claim, actor=by)
        if may_settle:
            withdraw_claim(claim=claim, reason="repaired", by=by, at=timezone.now())
        else:
            with pytest.raises(NotYourStep):
                withdraw_claim(claim=claim, reason="repaired", by=by, at=timezone.now())


def test_a_child_has_its_parents_pages(world: World) -> None:
    here = world.here
    child = User.objects.create(username="child", full_name="child")
    confirmed(here, of_home(here, child))
    acting = Membership.objects.get(user=child, role=Role.OWNER)
    claim = file_as(acting, here.unit)
    assert (claim.claimant_id, claim.filed_by_id) == (here.owner.user_id, child.pk)
    client = browser(acting)
    assert claim.dossier.number in client.get(reverse("claims:my_homes")).content.decode()
    assert child.full_name in browser(here.owner).get(reverse("claims:my_homes")).content.decode()
    assert client.get(reverse("claims:receipt", args=[claim.pk])).status_code == 200
