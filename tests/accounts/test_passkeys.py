"""Passkeys: set up as a second factor, used as one, and alone in place of the password."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from idi_platform.accounts.public import Membership
from tests.accounts.authenticator import HOST, Passkey
from tests.accounts.factors import half_sign_in, is_signed_in
from tests.world import World

ALONE = "/sign-in/passkey/"
SECOND = "/sign-in/second-factor/"


@pytest.fixture
def browser() -> Client:
    """A passkey belongs to a host."""
    return Client(SERVER_NAME=HOST)


@pytest.fixture
def passkey(browser: Client, world: World) -> Passkey:
    """The officer's, added on their own page."""
    browser.force_login(world.here.officer.user)
    made = Passkey()
    options = browser.get("/me/passkeys/add/").context["options"]
    added = browser.post("/me/passkeys/add/", {"name": "办公室电脑", "credential": made.create(options)})
    assert added.headers["Location"] == "/me/codes/"
    browser.logout()
    return made


def asked_alone(browser: Client) -> str:
    """What the sign-in page's script fetches."""
    told = browser.get(ALONE, headers={"Accept": "application/json"}).json()
    return json.dumps(told["request_options"])


def test_it_is_the_second_factor_after_the_password(browser: Client, world: World, passkey: Passkey) -> None:
    half_sign_in(browser, "here-officer")
    page = browser.get(SECOND)
    assert page.context["has_passkey"]
    assert browser.post(SECOND, {"credential": passkey.get(page.context["options"])}).headers["Location"] == "/"
    assert browser.get("/supervision/").status_code == 200


def test_it_signs_in_alone(browser: Client, world: World, passkey: Passkey) -> None:
    assert browser.post(ALONE, {"credential": passkey.get(asked_alone(browser))}).headers["Location"] == "/"
    assert is_signed_in(browser)


def test_it_does_not_sign_in_whoever_has_no_role_today(browser: Client, world: World, passkey: Passkey) -> None:
    Membership.objects.filter(user=world.here.officer.user).delete()
    assert browser.post(ALONE, {"credential": passkey.get(asked_alone(browser))}).headers["Location"] == "/sign-in/"
    assert not is_signed_in(browser)


def test_an_answer_to_an_earlier_question_is_refused(browser: Client, world: World, passkey: Passkey) -> None:
    half_sign_in(browser, "here-officer")
    old = browser.get(SECOND).context["options"]
    browser.get(SECOND)
    browser.post(SECOND, {"credential": passkey.get(old)})
    assert not is_signed_in(browser)


@pytest.mark.parametrize("sent", ["", "{}", "[]", "null", '{"id": "x", "response": {}}', "no json"])
def test_what_is_no_passkey_is_refused(browser: Client, world: World, passkey: Passkey, sent: str) -> None:
    browser.get(ALONE, headers={"Accept": "application/json"})
    assert browser.post(ALONE, {"credential": sent}).status_code == 302
    half_sign_in(browser, "here-officer")
    assert browser.post(SECOND, {"credential": sent}).status_code == 200
    assert not is_signed_in(browser)


def test_somebody_elses_passkey_is_refused(browser: Client, world: World, passkey: Passkey) -> None:
    half_sign_in(browser, "here-officer")
    stranger = Passkey()
    browser.post(SECOND, {"credential": stranger.get(browser.get(SECOND).context["options"])})
    assert not is_signed_in(browser)


def test_staff_enrol_with_one_at_their_first_sign_in(browser: Client, world: World) -> None:
    half_sign_in(browser, "here-adjuster")
    options = browser.get("/sign-in/enrol/").context["options"]
    taken = browser.post("/sign-in/enrol/passkey/", {"name": "", "credential": Passkey().create(options)})
    assert taken.headers["Location"] == "/sign-in/enrol/codes/"
    browser.post("/sign-in/enrol/codes/")
    assert is_signed_in(browser)


def test_it_is_renamed_and_removed_by_its_person_alone(browser: Client, world: World, passkey: Passkey) -> None:
    key = Authenticator.objects.get(type="webauthn")
    browser.force_login(world.here.adjuster.user)
    assert browser.post(f"/me/passkeys/{key.pk}/name/", {"name": "mine"}).status_code == 404
    assert browser.post(f"/me/passkeys/{key.pk}/remove/").status_code == 404
    browser.force_login(world.here.officer.user)
    browser.post(f"/me/passkeys/{key.pk}/name/", {"name": "钥匙扣"})
    assert "钥匙扣" in browser.get("/me/security/").content.decode()
    assert browser.post(f"/me/passkeys/{key.pk}/remove/").context["form"].errors  # the only factor
