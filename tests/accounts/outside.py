"""An organisation's identity provider, really answering on this machine, and a browser that walks there and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from django.test import Client
from django.utils import timezone
from oidc_provider_mock import User as Subject  # type: ignore[import-untyped]  # ships no types
from oidc_provider_mock import run_server_in_thread
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import IdentityProvider, Organisation, User


@contextmanager
def provider_running(settings: Settings, *subjects: Subject) -> Iterator[str]:
    """Its issuer, which settings declare as one of our own network."""
    with run_server_in_thread(user_claims=subjects) as server:
        settings.OIDC_LOCAL_HOSTS = [f"localhost:{server.server_port}"]
        yield f"http://localhost:{server.server_port}"


def provider_row(organisation: Organisation, issuer: str, **changed: Any) -> IdentityProvider:
    """In use, for addresses of insurer.example. A second factor that is declared is confirmed, too."""
    told = {"client_id": "idi", "client_secret": "of the client", "email_domains": ["insurer.example"], **changed}
    if told.get("is_second_factor"):
        one, other = (User.objects.create(username=f"{name}-{organisation.pk}") for name in ("declarer", "confirmer"))
        told = {"declared_by": one, "declared_at": timezone.now(), "confirmed_by": other, **told}
    return IdentityProvider.objects.create(organisation=organisation, issuer=issuer, is_enabled=True, **told)


def sent_there(client: Client, row: IdentityProvider) -> str:
    """Where the sign-in page sends the browser."""
    return str(client.get(f"/sign-in/organisation/{row.pk}/").headers["Location"])


def answered_as(address: str, subject: str) -> str:
    """The provider's form filled in as that subject: where it sends the browser back to."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def sign_in_as(client: Client, row: IdentityProvider, subject: str) -> str:
    """The whole way there and back; where it leads."""
    return str(client.get(answered_as(sent_there(client, row), subject)).headers["Location"])


def words(client: Client, path: str = "/sign-in/") -> str:
    """What the next page says."""
    return " ".join(str(one) for one in client.get(path).context["messages"])
