"""Two accounts of one person, or two rows of one body, become one: all cities in one transaction, by two people."""

from datetime import datetime
from uuid import UUID

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, Role, User
from idi_platform.audit.public import Event, PlatformEvent
from idi_platform.dossiers.granting import grants_amiss
from idi_platform.registry.public import Ownership, Party, PartyRole, Project, add_party
from idi_platform.tenancy.public import SamePerson, tenant_work
from operations.errors import CannotBeMerged, NotTheSameKind
from operations.models import Merge, Proposal, ProposalState
from operations.reference_words import MOVING, Moving
from operations.references import STAY, references_to
from operations.services.deciding import approve
from operations.services.merging import ask_to_merge_organisations, ask_to_merge_people, preview
from riskmgmt.models import InspectionReport
from tests.threads import at_once
from tests.world import FOUNDED, SINCE, World, member


def now() -> datetime:
    return timezone.now()


@pytest.fixture
def security(world: World) -> Membership:
    return member("security", role=Role.SECURITY_ADMIN)


def merge_people(world: World, security: Membership, old: UUID, kept: UUID) -> Merge:
    asked = ask_to_merge_people(old_id=old, kept_id=kept, reason="same", by=world.operator.actor(), at=now())
    approve(proposal_id=asked.pk, by=security.actor(), at=now())
    return Merge.objects.get(proposal=asked)


@pytest.mark.parametrize("target", [User, Organisation])
def test_every_key_to_a_person_or_body_moves_or_has_its_reason(target: type[models.Model]) -> None:
    """A new table that points there moves by itself; one that cannot be changed, or must not move, is named."""
    found = references_to(target)
    assert found
    assert {one.model._meta.label for one in found if one.moves} <= MOVING.keys()
    assert [one.name for one in found if not (one.moves or one.keeps or one.stays)] == []


def test_nothing_is_named_that_does_not_exist() -> None:
    known = {one.name for target in (User, Organisation) for one in references_to(target)}
    assert set(STAY) - known == set()


def test_homes_and_memberships_of_every_city_go_to_the_one_who_stays(
    client: Client, world: World, security: Membership
) -> None:
    old, kept = world.here.owner, member("kept", role=Role.OWNER, city=world.here.city)
    abroad = Membership.objects.create(
        user=old.user, role=Role.BUREAU, city=world.there.city, organisation=world.there.bureau, valid_from=SINCE
    )
    counts = preview(User, old.user_id)
    assert counts[""] == {"accounts.Membership.user": 2}
    assert counts[world.here.city.code]["registry.Ownership.owner"] == 1
    with tenant_work(world.here.system):
        before = set(Event.objects.filter(actor_user_id=old.user_id).values_list("pk", flat=True))
    merged = merge_people(world, security, old.user_id, kept.user_id)
    with tenant_work(world.here.system):
        assert Ownership.objects.get(unit=world.here.unit).owner_id == kept.user_id
        assert set(Event.objects.filter(actor_user_id=old.user_id).values_list("pk", flat=True)) == before
    abroad.refresh_from_db()
    assert abroad.user_id == kept.user_id
    # Both were owners in the city: the one who stays has that membership already, so the old row stays behind.
    assert Membership.objects.get(user=old.user).pk == old.pk
    old.user.refresh_from_db()
    assert not old.user.is_active
    assert merged.moved[world.here.city.code] == counts[world.here.city.code]
    event = PlatformEvent.objects.get(code="user_merged")
    assert (event.subject_id, event.payload["kept"]) == (str(old.user_id), str(kept.user_id))
    client.force_login(world.operator.user)
    page = client.get(f"/operations/people/{old.user_id}/")
    assert page.context["alias_of"] == kept.user


def test_a_body_takes_its_parties_people_and_credit_code_along(world: World, security: Membership) -> None:
    """It takes part in the project already, in another role: both parts are its own then."""
    old = world.here.insurer
    Organisation.objects.filter(pk=old.pk).update(uscc="91110000600037341L")
    kept = Organisation.objects.create(kind=old.kind, name_zh="合并后", name_en="kept")
    project = world.here.project
    with tenant_work(world.here.system) as system:
        add_party(project=project, organisation=kept, role=PartyRole.CO_INSURER, from_on=SINCE, by=system, at=FOUNDED)
    by = world.operator.actor()
    asked = ask_to_merge_organisations(old_id=old.pk, kept_id=kept.pk, reason="merger", by=by, at=now())
    approve(proposal_id=asked.pk, by=security.actor(), at=now())
    with tenant_work(world.here.system):
        roles = set(Party.objects.filter(project=project, organisation=kept).values_list("role", flat=True))
        seen = Project.objects.visible_to(Membership.objects.get(pk=world.here.adjuster.pk).actor())
        assert project in seen
        assert grants_amiss(world.here.city.pk) == 0
    assert roles == {PartyRole.CO_INSURER, PartyRole.LEAD_INSURER}
    world.here.adjuster.refresh_from_db()
    assert world.here.adjuster.organisation_id == kept.pk
    codes = dict(Organisation.objects.filter(pk__in=(old.pk, kept.pk)).values_list("pk", "uscc"))
    assert codes == {old.pk: None, kept.pk: "91110000600037341L"}


def test_different_kinds_oneself_and_another_name_are_refused(world: World, security: Membership) -> None:
    by = world.operator.actor()
    with pytest.raises(NotTheSameKind):
        ask_to_merge_organisations(
            old_id=world.here.insurer.pk, kept_id=world.here.bureau.pk, reason="x", by=by, at=now()
        )
    old, kept, third = (member(name, role=Role.OWNER, city=world.here.city).user_id for name in ("a", "b", "c"))
    with pytest.raises(NotTheSameKind):
        ask_to_merge_people(old_id=old, kept_id=old, reason="x", by=by, at=now())
    merge_people(world, security, old, kept)
    for pair in ((old, third), (third, old)):
        with pytest.raises(NotTheSameKind):
            ask_to_merge_people(old_id=pair[0], kept_id=pair[1], reason="x", by=by, at=now())


def test_nobody_who_asks_or_decides_is_one_of_the_two(world: World, security: Membership) -> None:
    somebody = member("somebody", role=Role.OWNER, city=world.here.city).user_id
    for old, kept in ((security.user_id, somebody), (somebody, world.operator.user_id)):
        with pytest.raises(SamePerson):
            merge_people(world, security, old, kept)


def test_what_cannot_be_one_refuses_the_whole_and_names_the_column(world: World, security: Membership) -> None:
    """One prepared what the other checked: as one person that was nobody's second look."""
    city, body = world.here.city, world.here.insurer
    old, kept = (member(name, role=Role.INSPECTOR, city=city, organisation=body) for name in ("a", "b"))
    with tenant_work(world.here.system):
        InspectionReport.objects.create(
            city=city,
            project=world.here.project,
            tis=body,
            kind="stage",
            started_by=old.user,
            started_at=now(),
            prepared_by=old.user,
            checked_by=kept.user,
            checked_at=now(),
        )
    asked = ask_to_merge_people(
        old_id=old.user_id, kept_id=kept.user_id, reason="x", by=world.operator.actor(), at=now()
    )
    with pytest.raises(CannotBeMerged) as refused:
        approve(proposal_id=asked.pk, by=security.actor(), at=now())
    assert refused.value.rule == "riskmgmt.InspectionReport.prepared_by"
    asked.refresh_from_db()
    old.user.refresh_from_db()
    assert (asked.state, old.user.is_active) == (ProposalState.OPEN, True)


def test_of_two_merges_the_other_way_round_at_once_one_is_refused(committed_world: World, committed_db: str) -> None:
    first, second = (member(name, role=Role.OWNER, city=committed_world.here.city).user_id for name in ("a", "b"))
    deciders = [member(f"security-{number}", role=Role.SECURITY_ADMIN).actor() for number in range(2)]
    by = committed_world.operator.actor()
    asked = [
        ask_to_merge_people(old_id=old, kept_id=kept, reason="x", by=by, at=now())
        for old, kept in ((first, second), (second, first))
    ]

    def decide(number: int) -> bool:
        try:
            approve(proposal_id=asked[number].pk, by=deciders[number], at=now())
        except NotTheSameKind:
            return False
        return True

    outcomes = at_once(committed_db, ("idi_app", lambda: decide(0)), ("idi_app", lambda: decide(1)))
    assert sorted(outcomes) == [False, True]
    assert Merge.objects.count() == 1


def test_asked_for_on_the_page_with_its_preview(client: Client, world: World, security: Membership) -> None:
    kept = member("here-owner-2", role=Role.OWNER, city=world.here.city)
    client.force_login(world.operator.user)
    address = f"/operations/people/{world.here.owner.user_id}/merge/?q=here-owner"
    assert client.get(f"/operations/people/{world.here.owner.user_id}/merge/", {"q": "a\x00b"}).status_code == 200
    page = client.get(address)
    assert Moving(world.here.city, "房屋业主", 1) in page.context["moving"]
    assert client.post(address, {"kept": str(world.operator.user_id), "reason": "x"}).status_code == 422
    assert client.post(address, {"kept": str(kept.user_id), "reason": "one person, two numbers"}).status_code == 302
    client.force_login(security.user)
    proposal = Proposal.objects.get()
    decide = f"/operations/proposals/{proposal.pk}/"
    assert "房屋业主" in client.get(decide).content.decode()
    assert client.post(decide, {"decision": "approved"}).status_code == 302
    assert client.get(decide).context["moving"] == []
