"""The token of a feed: shown once, kept as a digest, never logged (idi_platform/logs.py)."""

import hashlib
import re
import secrets

from django.conf import settings
from django.urls import reverse

_SECRET_BYTES = 32
_FORM = re.compile(rf"([0-9]{{1,4}})-[0-9a-f]{{{2 * _SECRET_BYTES}}}")


def new_token(city_id: int) -> str:
    """The city only says behind which wall to look."""
    return f"{city_id}-{secrets.token_hex(_SECRET_BYTES)}"


def city_of(token: str) -> int | None:
    """None for what is no token."""
    parts = _FORM.fullmatch(token)
    return int(parts[1]) if parts else None


def digest_of(token: str) -> str:
    """Of 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    return settings.PUBLIC_ADDRESS + reverse("alerts:feed", args=[token])
