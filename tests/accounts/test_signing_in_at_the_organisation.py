"""An organisation's people sign in at its own provider (OpenID Connect): members alone, no unproved address."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from django.test import Client
from django.utils import timezone
from oidc_provider_mock import User as Subject  # type: ignore[import-untyped]  # ships no types
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import IdentityProvider, Membership, Role, User
from idi_platform.audit.public import PlatformEvent
from tests.accounts.factors import code, is_half_signed_in, is_signed_in, with_app
from tests.accounts.outside import answered_as, provider_row, provider_running, sent_there, sign_in_as, words
from tests.world import World, member

# The provider runs in a thread of this process, and its library warns itself.
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
EMAIL = "li@insurer.example"
SECOND, ENROL, SIGN_IN = "/sign-in/second-factor/", "/sign-in/enrol/", "/sign-in/"


def subject(name: str, email: str = EMAIL, *, verified: bool = True, **more: object) -> Subject:
    return Subject(sub=name, claims={"email": email, "email_verified": verified, **more})


SUBJECTS = (
    subject("li"),
    subject("li-mfa", amr=["pwd", "mfa"]),
    subject("li-acr", acr="gold"),
    subject("li-unproved", verified=False),
    subject("li-elsewhere", "li@elsewhere.example"),
    subject("nobody", "nobody@insurer.example"),
)


@pytest.fixture
def issuer(settings: Settings) -> Iterator[str]:
    with provider_running(settings, *SUBJECTS) as address:
        yield address


@pytest.fixture
def adjuster(world: World) -> Membership:
    User.objects.filter(pk=world.here.adjuster.user_id).update(email="Li@insurer.example")
    return world.here.adjuster


@pytest.fixture
def row(world: World, issuer: str) -> IdentityProvider:
    return provider_row(world.here.insurer, issuer)


def refused_in(client: Client) -> str:
    """The code of the refusal on record."""
    assert not is_signed_in(client)
    assert not is_half_signed_in(client)
    told: str = PlatformEvent.objects.filter(code="sign_in_refused").latest("at").payload["why"]
    return told


def test_a_proved_address_leads_to_our_second_factor_and_in(
    client: Client, adjuster: Membership, row: IdentityProvider
) -> None:
    with_app(adjuster.user)
    assert row.organisation.name in client.get("/sign-in/organisation/").content.decode()
    assert sign_in_as(client, row, "li") == SECOND
    assert is_half_signed_in(client)
    assert client.get("/claims/").headers["Location"].startswith(SIGN_IN)
    client.post(SECOND, {"code": code()})
    assert client.get("/claims/").status_code == 200
    told = PlatformEvent.objects.get(code="signed_in")
    assert (told.subject_id, told.payload) == (str(adjuster.user_id), {"ways": "socialaccount totp"})
    link = SocialAccount.objects.get()
    assert (link.uid, link.user_id, link.extra_data) == ("li", adjuster.user_id, {})
    assert User.objects.get(pk=adjuster.user_id).has_usable_password()
    client.post("/sign-out/")
    assert "本单位" in words(client)


def test_whoever_has_no_factor_here_sets_one_up_first(
    client: Client, adjuster: Membership, row: IdentityProvider
) -> None:
    assert sign_in_as(client, row, "li") == ENROL
    assert is_half_signed_in(client)


@pytest.mark.parametrize(
    ("name", "declared", "leads_to"),
    [
        ("li-mfa", {"is_second_factor": True}, "/"),
        ("li-mfa", {}, SECOND),
        ("li", {"is_second_factor": True}, SECOND),
        ("li-acr", {"is_second_factor": True, "accepted_acr": "gold"}, "/"),
        ("li-acr", {"is_second_factor": True, "accepted_acr": "silver"}, SECOND),
        ("li-acr", {"is_second_factor": True}, SECOND),
    ],
)
def test_the_providers_second_factor_counts_when_it_says_so_and_the_organisation_declared_it(
    client: Client, world: World, adjuster: Membership, issuer: str, name: str, declared: dict[str, Any], leads_to: str
) -> None:
    with_app(adjuster.user)
    assert sign_in_as(client, provider_row(world.here.insurer, issuer, **declared), name) == leads_to
    assert is_signed_in(client) == (leads_to == "/")


@pytest.mark.parametrize(
    ("name", "why"),
    [("li-unproved", "email_not_verified"), ("li-elsewhere", "nobody_here"), ("nobody", "nobody_here")],
)
def test_nobody_comes_in_by_an_address_that_is_unproved_foreign_or_unknown(
    client: Client, adjuster: Membership, row: IdentityProvider, name: str, why: str
) -> None:
    people = User.objects.count()
    assert sign_in_as(client, row, name) == SIGN_IN
    assert refused_in(client) == why
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)
    assert words(client)


def test_a_provider_opens_its_own_organisations_people_alone(
    client: Client, world: World, adjuster: Membership, issuer: str
) -> None:
    sign_in_as(client, provider_row(world.there.insurer, issuer), "li")
    assert refused_in(client) == "nobody_here"
    Membership.objects.filter(pk=adjuster.pk).update(valid_to=timezone.localdate())
    sign_in_as(client, provider_row(world.here.insurer, issuer), "li")
    assert refused_in(client) == "nobody_here"


def test_who_also_works_elsewhere_signs_in_with_their_password(
    client: Client, world: World, adjuster: Membership, row: IdentityProvider
) -> None:
    member(adjuster.user.username, role=Role.ADJUSTER, city=world.there.city, organisation=world.there.insurer)
    sign_in_as(client, row, "li")
    assert refused_in(client) == "works_elsewhere_too"


def test_a_role_given_elsewhere_later_is_not_open_in_the_providers_session(
    client: Client, world: World, adjuster: Membership, issuer: str
) -> None:
    sign_in_as(client, provider_row(world.here.insurer, issuer, is_second_factor=True), "li-mfa")
    assert client.get("/claims/").status_code == 200
    other = member(adjuster.user.username, role=Role.ADJUSTER, city=world.there.city, organisation=world.there.insurer)
    assert client.post("/switch/", {"membership": str(other.pk)}).status_code == 404


def test_an_address_that_was_passed_on_does_not_open_the_account_before(
    client: Client, adjuster: Membership, row: IdentityProvider
) -> None:
    sign_in_as(client, row, "li")
    successor = Client()
    sign_in_as(successor, row, "li-mfa")
    assert refused_in(successor) == "linked_already"
    assert sign_in_as(Client(), row, "li") == ENROL


def test_a_member_links_their_account_themselves(client: Client, world: World, issuer: str) -> None:
    row = provider_row(world.here.insurer, issuer, email_domains=[])
    adjuster = world.here.adjuster
    sign_in_as(client, row, "li")
    assert refused_in(client) == "nobody_here"
    client.force_login(adjuster.user)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        assert client.get("/me/organisation/link/").headers["Location"].startswith("/confirm/")
    back = answered_as(client.get("/me/organisation/link/").headers["Location"], "li")
    assert client.get(back).headers["Location"] == "/me/security/"
    assert SocialAccount.objects.get().user_id == adjuster.user_id
    assert sign_in_as(Client(), row, "li") == ENROL
    colleague = Client()
    colleague.force_login(
        member("colleague", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer).user
    )
    colleague.get(answered_as(colleague.get("/me/organisation/link/").headers["Location"], "li"))
    assert SocialAccount.objects.get().user_id == adjuster.user_id
    client.post("/me/organisation/unlink/")
    assert not SocialAccount.objects.exists()


def test_state_and_nonce_belong_to_one_browser_and_one_sign_in(
    client: Client, adjuster: Membership, row: IdentityProvider
) -> None:
    there = sent_there(client, row)
    assert all(part in there for part in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256"))
    back = answered_as(there, "li")
    victim = Client()
    assert victim.get(back).headers["Location"] == SIGN_IN
    assert refused_in(victim) == "sign_in_broken"
    assert client.get(back).headers["Location"] == ENROL
    assert client.get(back).headers["Location"] == SIGN_IN
    injected = answered_as(sent_there(Client(), row), "li")
    mine = answered_as(sent_there(victim, row), "li")
    stolen = mine.replace(mine.split("code=")[1].split("&")[0], injected.split("code=")[1].split("&")[0])
    victim.get(stolen)
    assert refused_in(victim) == "sign_in_broken"


def test_a_provider_out_of_use_or_silent_lets_nobody_in(
    client: Client, adjuster: Membership, row: IdentityProvider, settings: Settings
) -> None:
    cancelled = sent_there(client, row).split("state=")[1].split("&")[0]
    client.get(f"/sign-in/organisation/{row.pk}/back/?error=access_denied&state={cancelled}")
    assert refused_in(client) == "sign_in_cancelled"
    settings.OIDC_LOCAL_HOSTS = []
    assert client.get(f"/sign-in/organisation/{row.pk}/").headers["Location"] == SIGN_IN
    assert refused_in(client) == "address_not_allowed"
    IdentityProvider.objects.update(is_enabled=False)
    assert client.get(f"/sign-in/organisation/{row.pk}/").status_code == 404
    assert client.get(f"/sign-in/organisation/{row.pk}/back/").status_code == 404


def test_the_secret_lies_sealed(row: IdentityProvider) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT client_secret FROM accounts_identityprovider")
        assert "of the client" not in cursor.fetchone()[0]
    assert IdentityProvider.objects.get().client_secret == "of the client"


def test_staffs_limits_hold_however_they_came(client: Client, world: World, adjuster: Membership, issuer: str) -> None:
    sign_in_as(client, provider_row(world.here.insurer, issuer, is_second_factor=True), "li-mfa")
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert client.get("/claims/").headers["Location"].startswith(SIGN_IN)
