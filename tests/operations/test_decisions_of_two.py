"""What the operator asks for happens when somebody else, the security administrator, approves it; once."""

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import Actor, MovedOn, OneWaits, SamePerson
from operations.errors import HoldsAnotherRole, NotYours, UserNameTaken
from operations.models import Proposal, ProposalKind, ProposalState
from operations.services.administrators import ask_for_administrator
from operations.services.deciding import approve, refuse
from operations.services.proposing import propose
from tests.threads import at_once
from tests.world import World, member


def now() -> datetime:
    return timezone.now()


@dataclass(frozen=True)
class Two:
    operator: Membership
    security: Membership


@pytest.fixture
def two(world: World) -> Two:
    return Two(world.operator, member("security", role=Role.SECURITY_ADMIN))


def asked(by: Actor, *, username: str = "colleague", role: Role = Role.AUDIT_ADMIN) -> Proposal:
    return ask_for_administrator(
        username=username, full_name="同事", role=role, reason="second auditor", by=by, at=now()
    )


def test_a_new_administrator_signs_in_only_after_the_approval(two: Two) -> None:
    proposal = asked(two.operator.actor())
    person = User.objects.get(username="colleague")
    assert (person.is_active, person.has_usable_password()) == (False, False)
    assert not Membership.objects.filter(user=person).exists()
    approve(proposal_id=proposal.pk, by=two.security.actor(), at=now())
    person.refresh_from_db()
    assert person.is_active
    assert Membership.objects.get(user=person).role == Role.AUDIT_ADMIN
    told = PlatformEvent.objects.filter(subject_id=str(proposal.pk)).order_by("at")
    assert [(event.code, event.actor_user_id) for event in told] == [
        ("administrator_proposed", two.operator.user_id),
        ("administrator_approved", two.security.user_id),
    ]
    assert "同事" not in str([event.payload for event in told])


def test_refused_it_does_not_happen_and_the_reason_stays(two: Two) -> None:
    proposal = asked(two.operator.actor())
    refuse(proposal_id=proposal.pk, note="not needed", by=two.security.actor(), at=now())
    proposal.refresh_from_db()
    assert (proposal.state, proposal.note) == (ProposalState.REFUSED, "not needed")
    assert not User.objects.get(username="colleague").is_active
    with pytest.raises(MovedOn):
        approve(proposal_id=proposal.pk, by=two.security.actor(), at=now())


def test_neither_role_does_the_others_part(two: Two) -> None:
    with pytest.raises(NotYours):
        asked(two.security.actor())
    proposal = asked(two.operator.actor(), username="other")
    with pytest.raises(NotYours):
        approve(proposal_id=proposal.pk, by=two.operator.actor(), at=now())


@pytest.mark.attacks("operations.decide")
def test_a_person_who_asked_does_not_decide_whatever_role_they_come_in(two: Two) -> None:
    proposal = asked(two.operator.actor())
    same = Actor(user_id=two.operator.user_id, organisation_id=None, role=Role.SECURITY_ADMIN, city_id=None)
    with pytest.raises(SamePerson):
        approve(proposal_id=proposal.pk, by=same, at=now())
    decided = {"state": ProposalState.APPROVED, "decided_by_id": two.operator.user_id, "decided_at": now()}
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**decided)


def test_a_taken_user_name_and_a_second_question_are_refused(two: Two) -> None:
    proposal = asked(two.operator.actor())
    with pytest.raises(UserNameTaken):
        asked(two.operator.actor())
    with pytest.raises(OneWaits):
        propose(
            kind=ProposalKind.ADMINISTRATOR,
            subject_id=proposal.subject_id,
            reason="again",
            by=two.operator.actor(),
            at=now(),
        )


def test_a_second_role_for_somebody_who_has_one_is_refused_and_the_proposal_still_waits(two: Two) -> None:
    proposal = asked(two.operator.actor())
    Proposal.objects.filter(pk=proposal.pk).update(subject_id=str(two.operator.user_id))
    with pytest.raises(HoldsAnotherRole):
        approve(proposal_id=proposal.pk, by=two.security.actor(), at=now())
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_of_two_who_decide_at_once_one_is_told_that_it_is_decided(committed_world: World, committed_db: str) -> None:
    first, second = (member(name, role=Role.SECURITY_ADMIN) for name in ("security-1", "security-2"))
    proposal = asked(committed_world.operator.actor())

    def decide(by: Actor) -> str:
        try:
            approve(proposal_id=proposal.pk, by=by, at=now())
        except MovedOn:
            return "too late"
        return "done"

    outcomes = at_once(
        committed_db, ("idi_app", lambda: decide(first.actor())), ("idi_app", lambda: decide(second.actor()))
    )
    assert sorted(outcomes) == ["done", "too late"]
    assert Membership.objects.filter(user__username="colleague").count() == 1


def test_asked_and_decided_on_the_pages(client: Client, two: Two) -> None:
    client.force_login(two.operator.user)
    form = {"username": "colleague", "full_name": "同事", "role": Role.AUDIT_ADMIN.value, "reason": "second auditor"}
    refused = client.post("/operations/people/administrators/new/", {**form, "username": "operator"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["username"])
    client.post("/operations/people/administrators/new/", form)
    proposal = Proposal.objects.get()
    assert client.get(f"/operations/proposals/{proposal.pk}/").status_code == 403
    client.force_login(two.security.user)
    assert "同事" in client.get("/operations/proposals/").content.decode()
    address = f"/operations/proposals/{proposal.pk}/"
    assert list(client.post(address, {"decision": "refused"}).context["form"].errors) == ["note"]
    assert client.post(address, {"decision": "approved"}).status_code == 302
    assert User.objects.get(username="colleague").is_active
    again = client.post(address, {"decision": "approved"})
    assert again.status_code == 422
    assert "approved" in {line.proposal.state for line in client.get("/operations/proposals/").context["decided"]}
