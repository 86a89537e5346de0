"""What every channel does, and how it fails."""

from dataclasses import dataclass, field
from typing import Protocol

import requests
from django.conf import settings

from idi_platform.accounts.public import guarded_session


class NotNow(Exception):
    """The channel did not take it this time: it is tried again. Its words name no address."""


class Away(NotNow):
    """The channel did not answer at all: nothing else is worth trying by it just now."""


class Refused(Exception):
    """The channel will never take it. Its words name no address."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to send. `reference` is the same on every try, so that a channel that knows it sends it once.

    `to` is an address, a mobile number, or a robot's key; `secret` signs a robot's post.
    """

    reference: str
    subject: str
    text: str
    to: str = field(repr=False)
    secret: str = field(default="", repr=False)


class Channel(Protocol):
    """One way out. `send` returns what the channel calls it; it never runs inside a transaction."""

    def is_on(self) -> bool:
        """Whether the installation has configured it."""

    def send(self, outgoing: Outgoing) -> str:
        """Raises NotNow, Refused."""


# Told to come back later: too many requests, or a server's own trouble.
_LATER = 429
_FAULTS = 500


def post(url: str, *, body: bytes, headers: dict[str, str] | None = None) -> requests.Response:
    """Posts JSON to a gateway: public addresses alone, no redirect. Raises NotNow, Refused."""
    try:
        with guarded_session(settings.CHANNEL_LOCAL_HOSTS) as session:
            answer = session.post(
                url,
                data=body,
                headers={"Content-Type": "application/json; charset=utf-8", **(headers or {})},
                timeout=settings.CHANNEL_TIMEOUT,
            )
    except requests.exceptions.InvalidSchema:
        raise Refused("The address is not https.") from None
    except requests.RequestException as away:
        # Without its cause: the words of some name the address, and a robot's address is its key.
        raise Away(type(away).__name__) from None
    if answer.status_code == _LATER or answer.status_code >= _FAULTS:
        raise NotNow(f"HTTP {answer.status_code}")
    if not answer.ok or answer.is_redirect:
        raise Refused(f"HTTP {answer.status_code}")
    return answer
