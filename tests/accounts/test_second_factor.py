"""Staff are signed in when all stages are done and not before."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from idi_platform.accounts.public import Role, User
from idi_platform.audit.models import PlatformEvent
from tests.accounts.authenticator import registered
from tests.accounts.factors import (
    SECRET,
    code,
    half_sign_in,
    is_half_signed_in,
    is_signed_in,
    recovery_codes,
    with_app,
    wrong_code,
)
from tests.world import World, member

SECOND = "/sign-in/second-factor/"
ENROL = "/sign-in/enrol/"


def events(user: User) -> list[str]:
    return list(PlatformEvent.objects.filter(subject_id=str(user.pk)).values_list("code", flat=True))


def test_the_password_alone_opens_nothing(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    half_sign_in(client, "here-officer")
    assert is_half_signed_in(client)
    assert client.get("/supervision/").headers["Location"].startswith("/sign-in/")


def test_a_code_of_the_app_completes_the_sign_in(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    half_sign_in(client, "here-officer")
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": code()}).headers["Location"] == "/"
    assert client.get("/supervision/").status_code == 200
    told = PlatformEvent.objects.get(code="signed_in")
    assert (told.subject_id, told.payload) == (str(world.here.officer.user_id), {"ways": "password totp"})


def test_the_same_code_does_not_work_twice(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    used = code()
    half_sign_in(client, "here-officer")
    client.post(SECOND, {"code": used})
    again = Client()
    half_sign_in(again, "here-officer")
    again.post(SECOND, {"code": used})
    assert not is_signed_in(again)


def test_a_recovery_code_works_once(client: Client, world: World) -> None:
    used = recovery_codes(with_app(world.here.officer.user))[0]
    half_sign_in(client, "here-officer")
    client.post(SECOND, {"code": used})
    assert is_signed_in(client)
    again = Client()
    half_sign_in(again, "here-officer")
    response = again.post(SECOND, {"code": used})
    assert "code" in response.context["form"].errors
    assert not is_signed_in(again)


def test_a_wrong_code_is_told_and_recorded(client: Client, world: World) -> None:
    officer = with_app(world.here.officer.user)
    half_sign_in(client, "here-officer")
    response = client.post(SECOND, {"code": wrong_code()})
    assert "code" in response.context["form"].errors
    assert "second_factor_refused" in events(officer)


def test_staff_without_a_factor_set_one_up_before_there_is_a_session(client: Client, world: World) -> None:
    half_sign_in(client, "here-officer")
    shown = client.get(ENROL).content.decode()
    found = re.search(r"<code[^>]*>([A-Z2-7 ]{32,})</code>", shown)
    assert found
    secret = found[1].replace(" ", "")
    refused = client.post(ENROL, {"code": wrong_code(secret)})
    assert refused.status_code == 200
    assert "恢复码" not in refused.context["form"].errors["code"][0]
    assert not Authenticator.objects.exists()

    assert client.post(ENROL, {"code": code(secret)}).headers["Location"] == "/sign-in/enrol/codes/"
    assert is_half_signed_in(client)
    codes = client.get("/sign-in/enrol/codes/")
    assert set(codes.context["codes"]) == set(recovery_codes(world.here.officer.user))
    assert all(one in codes.content.decode() for one in codes.context["codes"])

    assert client.post("/sign-in/enrol/codes/").headers["Location"] == "/"
    assert client.get("/supervision/").status_code == 200
    assert events(world.here.officer.user) == ["factor_added", "factor_added", "signed_in"]


def test_the_stage_before_the_codes_cannot_be_skipped(client: Client, world: World) -> None:
    half_sign_in(client, "here-officer")
    assert client.post("/sign-in/enrol/codes/").headers["Location"] == ENROL
    assert not is_signed_in(client)


def test_an_owner_with_a_role_of_staff_needs_one_at_the_staffs_page(world: World) -> None:
    member("here-owner", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    again = Client()
    half_sign_in(again, "here-owner")
    assert is_half_signed_in(again)


def test_starting_over_leaves_the_stage(client: Client, world: World) -> None:
    half_sign_in(client, "here-officer")
    client.post("/sign-out/")
    assert client.get(ENROL).headers["Location"] == "/sign-in/"


def test_no_secret_lies_in_the_database_in_the_clear(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    half_sign_in(client, "here-adjuster")
    pending = re.search(r"<code[^>]*>([A-Z2-7 ]{32,})</code>", client.get(ENROL).content.decode())
    assert pending
    assert pending[1].replace(" ", "") not in str(dict(client.session))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(one in kept for one in recovery_codes(world.here.officer.user))


@pytest.mark.parametrize("path", ["/accounts/signup/", "/signup/", "/accounts/", "/accounts/email/"])
def test_what_is_not_routed_does_not_exist(client: Client, world: World, path: str) -> None:
    assert client.get(path).status_code == 404


def test_staff_keep_their_last_factor_and_may_remove_another(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    client.force_login(world.here.officer.user)
    response = client.post("/me/app/remove/")
    assert response.context["form"].errors
    assert Authenticator.objects.filter(type="totp").exists()
    Authenticator.objects.create(
        user=world.here.officer.user, type="webauthn", data={"name": "key", "credential": registered()}
    )
    client.post("/me/app/remove/")
    assert not Authenticator.objects.filter(type="totp").exists()
    assert "factor_removed" in events(world.here.officer.user)


def test_new_recovery_codes_are_shown_once(client: Client, world: World) -> None:
    officer = with_app(world.here.officer.user)
    before = recovery_codes(officer)
    client.force_login(officer)
    client.post("/me/codes/new/")
    shown = client.get("/me/codes/").context["codes"]
    assert set(shown) == set(recovery_codes(officer))
    assert not set(shown) & set(before)
    assert not any(one in client.get("/me/codes/").content.decode() for one in shown)
