"""Secrets of second factors at rest: Fernet under a ring of keys, the newest first."""

from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """Encrypts under the newest key."""
    return _ring(tuple(settings.SECOND_FACTOR_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Reads what any key of the ring wrote. Raises cryptography.fernet.InvalidToken for anything else."""
    return _ring(tuple(settings.SECOND_FACTOR_KEYS)).decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    """The same text under the newest key."""
    return _ring(tuple(settings.SECOND_FACTOR_KEYS)).rotate(token.encode()).decode()


@cache
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    # Our secret files hold 32 random bytes as text; the digest brings them into the form that Fernet wants.
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(key.encode()).digest())) for key in keys])
