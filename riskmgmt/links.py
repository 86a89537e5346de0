"""The token of a link to one finding: shown once, kept as a digest. Whoever reads the database cannot open one."""

import hashlib
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

_SECRET_BYTES = 32
_FORM = re.compile(rf"([0-9]{{1,9}})-([0-9a-f]{{{2 * _SECRET_BYTES}}})")


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """Where a token's row stands. The city only says behind which wall to look: the digest is of that one row."""

    city_id: int
    digest: str


def new_token(city_id: int) -> tuple[str, str]:
    """The whole token, which is shown once, and the digest that is kept."""
    token = f"{city_id}-{secrets.token_hex(_SECRET_BYTES)}"
    return token, _digest(token)


def read_token(token: str) -> LinkFacts | None:
    """None for what is no token. The whole address will do: people paste what they were sent."""
    if (parts := _FORM.fullmatch(token.strip().rpartition("#")[2])) is None:
        return None
    return LinkFacts(city_id=int(parts[1]), digest=_digest(parts[0]))


def address_of(token: str) -> str:
    """The whole address, to be shown as a QR code or sent. What follows # stays in the browser: no log, no referrer."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('riskmgmt:open_link')}#{token}"


def _digest(token: str) -> str:
    """Of 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(token.encode()).hexdigest()
