"""An organisation's administrator enters its identity provider, tries it, and takes it into use."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import IdentityProvider
from idi_platform.audit.public import PlatformEvent
from tests.accounts.outside import provider_running, words
from tests.organisations.house import House, browser, build_house
from tests.world import World

PAGE = "/organisation/sign-in/"


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


@pytest.fixture
def issuer(settings: Settings) -> Iterator[str]:
    with provider_running(settings) as address:
        yield address


def facts(issuer: str, /, **changed: str) -> dict[str, str]:
    told = {"issuer": f"{issuer}/", "client_id": "idi", "client_secret": "s3cret", "email_domains": "Insurer.example"}
    return {**told, **changed}


def test_entered_tested_and_taken_into_use_and_out(house: House, issuer: str) -> None:
    client = browser(house.admin)
    assert client.post(f"{PAGE}test/").status_code == 404
    assert client.post(PAGE, facts(issuer)).headers["Location"] == PAGE
    row = IdentityProvider.objects.get()
    assert (row.issuer, row.email_domains, row.client_secret) == (issuer, ["insurer.example"], "s3cret")
    shown = client.get(PAGE).content.decode()
    assert f"/sign-in/organisation/{row.pk}/back/" in shown
    assert "s3cret" not in shown
    client.post(f"{PAGE}test/")
    assert words(client, PAGE)
    assert not IdentityProvider.objects.get().is_enabled
    client.post(f"{PAGE}switch/", {"on": "1"})
    assert IdentityProvider.objects.get().is_enabled
    client.post(f"{PAGE}switch/", {"on": "0"})
    assert not IdentityProvider.objects.get().is_enabled
    told = PlatformEvent.objects.filter(code__startswith="sign_in_provider").order_by("at")
    assert [event.code.removeprefix("sign_in_provider_") for event in told] == ["entered", "in_use", "out_of_use"]
    assert "s3cret" not in str([event.payload for event in told])


def test_another_issuer_is_another_provider(house: House, issuer: str) -> None:
    client = browser(house.admin)
    client.post(PAGE, facts(issuer))
    client.post(f"{PAGE}switch/", {"on": "1"})
    row = IdentityProvider.objects.get()
    SocialAccount.objects.create(user=house.second.user, provider=row.key, uid="x")
    client.post(PAGE, facts(issuer, client_secret="", email_domains="a.example；b.example"))
    row.refresh_from_db()
    assert (row.is_enabled, row.client_secret, row.email_domains) == (True, "s3cret", ["a.example", "b.example"])
    refused = client.post(PAGE, facts("https://elsewhere.example", client_secret=""))
    assert list(refused.context["form"].errors) == ["client_secret"]
    client.post(PAGE, facts("https://elsewhere.example"))
    assert not IdentityProvider.objects.get().is_enabled
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "http://login.example"},
        {"issuer": "https://u:p@login.example"},
        {"issuer": "https://login.example/?a=1"},
        {"email_domains": "not a domain!"},
        {"client_id": ""},
    ],
)
def test_what_cannot_be_is_refused_at_its_field(house: House, changed: dict[str, str]) -> None:
    response = browser(house.admin).post(PAGE, facts("https://login.example", **changed))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(changed)


def test_what_does_not_answer_is_not_taken_into_use(house: House) -> None:
    client = browser(house.admin)
    client.post(PAGE, facts("https://127.0.0.1:1"))
    client.post(f"{PAGE}switch/", {"on": "1"})
    assert not IdentityProvider.objects.get().is_enabled


def test_others_do_not_come_there(client: Client, world: World) -> None:
    client.force_login(world.here.adjuster.user)
    assert client.get(PAGE).status_code == 403
