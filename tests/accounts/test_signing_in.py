"""Signing in and out: who gets in, what the others are told, where it leads."""

import pytest
from django.test import Client

from idi_platform.accounts.public import Role, User
from tests.accounts.factors import is_signed_in, recovery_codes, with_app
from tests.world import PASSWORD, World, member

SIGN_IN = "/sign-in/"


SECOND = "/sign-in/second-factor/"


@pytest.fixture
def officer(world: World) -> User:
    return with_app(world.here.officer.user)


def sign_in(client: Client, username: str, password: str = PASSWORD) -> None:
    client.post(SIGN_IN, {"username": username, "password": password})


def led_to(client: Client, officer: User, target: str | None = None) -> str:
    """Where the officer ends up after password and code."""
    where = {"next": target} if target else {}
    client.post(SIGN_IN, {"username": officer.username, "password": PASSWORD, **where})
    return client.post(SECOND, {"code": recovery_codes(officer)[0]}).headers["Location"]


def test_password_and_code_sign_in_and_lead_to_the_start_page(client: Client, officer: User) -> None:
    assert led_to(client, officer) == "/"
    assert is_signed_in(client)


def test_the_session_gets_a_new_key_when_someone_signs_in(client: Client, officer: User) -> None:
    session = client.session
    session["before"] = "anonymous"
    session.save()
    before = session.session_key
    led_to(client, officer)
    assert client.session.session_key != before


def test_wrong_password_unknown_name_and_closed_account_get_the_same_answer(client: Client, world: World) -> None:
    User.objects.filter(username="here-adjuster").update(is_active=False)
    refusals = []
    for username, password in (("here-owner", "wrong"), ("nobody-here", "wrong"), ("here-adjuster", PASSWORD)):
        response = client.post(SIGN_IN, {"username": username, "password": password})
        refusals.append((response.status_code, response.context["form"].errors.as_json()))
    assert len(set(refusals)) == 1
    assert not is_signed_in(client)


def test_an_unknown_name_costs_a_hash_as_well(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(User, "set_password", lambda _user, raw: hashed.append(raw))
    sign_in(client, "nobody-here", "wrong")
    assert hashed == ["wrong"]


def test_somebody_whose_last_membership_has_ended_is_told_so_and_stays_out(client: Client, world: World) -> None:
    world.here.officer.valid_to = world.here.officer.valid_from.replace(year=2024)
    world.here.officer.save(update_fields=["valid_to"])
    response = client.post(SIGN_IN, {"username": "here-officer", "password": PASSWORD})
    assert response.context["form"].errors.as_data()["__all__"][0].code == "no_membership"
    assert not is_signed_in(client)


def test_empty_fields_are_named(client: Client, world: World) -> None:
    response = client.post(SIGN_IN, {"username": "", "password": ""})
    assert set(response.context["form"].errors) == {"username", "password"}


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_next_never_leads_to_another_site(client: Client, officer: User, target: str) -> None:
    assert led_to(client, officer, target) == "/"


def test_next_leads_back_to_the_page_that_asked(client: Client, officer: User) -> None:
    assert led_to(client, officer, "/inbox/?unread=1") == "/inbox/?unread=1"


def test_whoever_is_signed_in_is_sent_on_from_the_sign_in_page(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    assert client.get(SIGN_IN).headers["Location"] == "/"


def test_a_session_whose_membership_has_ended_sees_the_form_and_no_circle(client: Client, world: World) -> None:
    client.force_login(world.here.owner.user)
    world.here.owner.delete()
    response = client.get("/", follow=True)
    assert response.status_code == 200
    assert "form" in response.context


def test_signing_out_needs_a_post_and_ends_the_session(client: Client, world: World) -> None:
    client.force_login(world.here.owner.user)
    assert client.get("/sign-out/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/sign-out/").headers["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_signing_in_without_a_token_is_refused(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"username": "here-owner", "password": PASSWORD}).status_code == 403


def test_a_person_of_two_roles_starts_in_the_first(client: Client, world: World) -> None:
    member("here-officer", role=Role.OWNER, city=world.there.city)
    client.force_login(world.here.officer.user)
    assert client.get("/supervision/").status_code == 200
