"""Finding a person over all cities, and keeping them out and letting them in: with a reason, never the last one."""

from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import SamePerson
from operations.errors import LastOfItsRole, NothingChanged, NotYours, OneselfDisabled, SecondPersonNeeded
from operations.models import Proposal
from operations.services.deciding import approve
from operations.services.people import ask_to_reset_administrator, disable_person, enable_person, reset_person
from tests.accounts.factors import code, half_sign_in, recovery_codes, sign_in, with_app
from tests.threads import at_once
from tests.world import PASSWORD, World, member


def now() -> datetime:
    return timezone.now()


@pytest.fixture
def security(world: World) -> Membership:
    return member("security", role=Role.SECURITY_ADMIN)


def test_a_person_is_found_by_name_user_name_or_whole_number_in_every_city(client: Client, world: World) -> None:
    User.objects.filter(pk=world.there.owner.user_id).update(full_name="王小明", phone="13800000042")
    client.force_login(world.operator.user)
    for words in ("小明", "there-own", "13800000042"):
        page = client.get("/operations/people/", {"q": words}).context["page"]
        assert [person.pk for person in page] == [world.there.owner.user_id]
    for words in ("", "王", "1380000004", "no such person"):
        assert list(client.get("/operations/people/", {"q": words}).context["page"]) == []


def test_the_number_is_masked_and_no_password_is_anywhere(client: Client, world: World, security: Membership) -> None:
    User.objects.filter(pk=world.here.owner.user_id).update(phone="13800000042")
    client.force_login(security.user)
    for address in ("/operations/people/?q=here-owner", f"/operations/people/{world.here.owner.user_id}/"):
        body = client.get(address).content.decode()
        assert "138****0042" in body
        assert "13800000042" not in body
        assert "argon2" not in body
        assert "密码" not in body


def test_the_security_administrator_keeps_a_person_out_and_lets_them_in(
    client: Client, world: World, security: Membership
) -> None:
    victim = Client()
    victim.force_login(world.here.adjuster.user)
    assert victim.get("/inbox/").status_code == 200
    client.force_login(security.user)
    address = f"/operations/people/{world.here.adjuster.user_id}"
    assert client.post(f"{address}/disable/", {"reason": ""}).status_code == 422
    client.post(f"{address}/disable/", {"reason": "left the company"})
    assert victim.get("/inbox/").status_code == 302
    assert client.post(f"{address}/disable/", {"reason": "again"}).status_code == 422
    client.post(f"{address}/enable/", {"reason": "came back"})
    assert User.objects.get(pk=world.here.adjuster.user_id).is_active
    events = PlatformEvent.objects.filter(subject_id=str(world.here.adjuster.user_id)).order_by("at")
    assert [(event.code, event.payload["reason"]) for event in events] == [
        ("person_disabled", "left the company"),
        ("person_enabled", "came back"),
    ]
    assert client.get(f"{address}/nonsense/").status_code == 404


def test_a_person_is_signed_out_everywhere_and_reads_that_it_was_done(
    client: Client, world: World, security: Membership
) -> None:
    victim = Client()
    sign_in(victim, world.here.officer.user)
    kept = victim.cookies[settings.SESSION_COOKIE_NAME].value
    client.force_login(security.user)
    address = f"/operations/people/{world.here.officer.user_id}/sign-out/"
    assert client.post(address, {"reason": "telephone stolen"}).status_code == 302
    victim.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert victim.get("/supervision/").headers["Location"].startswith("/sign-in/")
    assert client.post(address, {"reason": "again"}).status_code == 422
    told = PlatformEvent.objects.get(code="session_ended")
    assert (told.actor_role, told.payload) == (
        Role.SECURITY_ADMIN,
        {"sessions": 1, "reason": "telephone stolen"},
    )
    half_sign_in(victim, "here-officer")
    again = victim.post("/sign-in/second-factor/", {"code": recovery_codes(world.here.officer.user)[0]}, follow=True)
    assert "管理员" in str([str(one) for one in again.context["messages"]])
    shown = victim.get("/me/security/").content.decode()
    assert "安全管理员" in shown
    assert "telephone stolen" not in shown


def test_a_lost_factor_is_taken_away_and_the_person_enrols_anew(
    client: Client, world: World, security: Membership
) -> None:
    officer = with_app(world.here.officer.user)
    victim = Client()
    half_sign_in(victim, "here-officer")
    victim.post("/sign-in/second-factor/", {"code": code()})
    client.force_login(security.user)
    address = f"/operations/people/{officer.pk}/reset/"
    assert client.post(address, {"reason": "telephone lost, called back"}).status_code == 302
    assert victim.get("/supervision/").headers["Location"].startswith("/sign-in/")
    assert not Authenticator.objects.filter(user=officer).exists()
    again = victim.post("/sign-in/", {"username": "here-officer", "password": PASSWORD})
    assert again.headers["Location"] == "/sign-in/enrol/"
    told = PlatformEvent.objects.get(code="factors_reset", subject_id=str(officer.pk))
    assert (told.actor_user_id, told.payload) == (
        security.user_id,
        {"factors": 2, "reason": "telephone lost, called back"},
    )
    assert client.post(address, {"reason": "again"}).status_code == 422


def test_an_administrators_factor_takes_two_others(client: Client, world: World, security: Membership) -> None:
    with_app(world.operator.user)
    other = member("operator-2", role=Role.OPERATOR)
    with pytest.raises(SecondPersonNeeded):
        reset_person(person_id=world.operator.user_id, reason="x", by=security.actor(), at=now())
    with pytest.raises(SamePerson):
        reset_person(person_id=security.user_id, reason="x", by=security.actor(), at=now())
    with pytest.raises(SamePerson):
        ask_to_reset_administrator(person_id=other.user_id, reason="x", by=other.actor(), at=now())
    with pytest.raises(NothingChanged):
        ask_to_reset_administrator(person_id=world.here.owner.user_id, reason="x", by=other.actor(), at=now())
    client.force_login(other.user)
    asked = client.post(f"/operations/people/{world.operator.user_id}/ask-reset/", {"reason": "telephone lost"})
    assert asked.status_code == 302
    about_decider = ask_to_reset_administrator(person_id=security.user_id, reason="x", by=other.actor(), at=now())
    with pytest.raises(SamePerson):
        approve(proposal_id=about_decider.pk, by=security.actor(), at=now())
    proposal = Proposal.objects.get(subject_id=str(world.operator.user_id))
    assert Authenticator.objects.filter(user=world.operator.user).exists()
    client.force_login(security.user)
    client.post(f"/operations/proposals/{proposal.pk}/", {"decision": "approved"})
    assert not Authenticator.objects.filter(user=world.operator.user).exists()


def test_the_operator_may_not(client: Client, world: World) -> None:
    client.force_login(world.operator.user)
    assert client.post(f"/operations/people/{world.here.adjuster.user_id}/disable/", {"reason": "x"}).status_code == 403
    with pytest.raises(NotYours):
        disable_person(person_id=world.here.adjuster.user_id, reason="x", by=world.operator.actor(), at=now())


def test_nobody_disables_themselves_or_the_last_of_a_role(world: World, security: Membership) -> None:
    by = security.actor()
    with pytest.raises(OneselfDisabled):
        disable_person(person_id=security.user_id, reason="x", by=by, at=now())
    with pytest.raises(LastOfItsRole):
        disable_person(person_id=world.operator.user_id, reason="x", by=by, at=now())
    with pytest.raises(NothingChanged):
        enable_person(person_id=world.operator.user_id, reason="x", by=by, at=now())
    member("operator-2", role=Role.OPERATOR)
    disable_person(person_id=world.operator.user_id, reason="x", by=by, at=now())


def test_two_who_disable_each_other_at_once_leave_one(committed_world: World, committed_db: str) -> None:
    first, second = (member(name, role=Role.SECURITY_ADMIN) for name in ("security-1", "security-2"))

    def disable(victim: Membership, by: Membership) -> bool:
        try:
            disable_person(person_id=victim.user_id, reason="x", by=by.actor(), at=now())
        except LastOfItsRole:
            return False
        return True

    at_once(
        committed_db,
        ("idi_app", lambda: disable(second, first)),
        ("idi_app", lambda: disable(first, second)),
    )
    assert User.objects.filter(pk__in=(first.user_id, second.user_id), is_active=True).count() == 1
