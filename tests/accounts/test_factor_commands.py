"""Commands of the operator: new keys for the secrets, and a person who lost every factor."""

from io import StringIO

from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from pytest_django.fixtures import Settings

from tests.accounts.factors import code, half_sign_in, is_half_signed_in, is_signed_in, recovery_codes, with_app
from tests.world import World


def test_after_rotation_the_old_key_is_not_needed(client: Client, world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR_KEYS = ["old-key"]
    before = recovery_codes(with_app(world.here.officer.user))
    settings.SECOND_FACTOR_KEYS = ["new-key", "old-key"]
    call_command("rotate_factor_secrets", stdout=StringIO())
    settings.SECOND_FACTOR_KEYS = ["new-key"]
    assert recovery_codes(world.here.officer.user) == before
    half_sign_in(client, "here-officer")
    client.post("/sign-in/second-factor/", {"code": code()})
    assert is_signed_in(client)


def test_a_reset_ends_sessions_and_leads_to_enrolment(client: Client, world: World) -> None:
    with_app(world.here.officer.user)
    half_sign_in(client, "here-officer")
    client.post("/sign-in/second-factor/", {"code": code()})
    call_command("reset_factors", "here-officer", stdout=StringIO())
    assert not Authenticator.objects.exists()
    assert client.get("/supervision/").headers["Location"].startswith("/sign-in/")
    half_sign_in(client, "here-officer")
    assert is_half_signed_in(client)
    assert client.get("/sign-in/enrol/").status_code == 200
