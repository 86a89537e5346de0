"""Keys of programs: `idi_<public beginning>_<secret>`, sent as `Authorization: Bearer …`."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from .models import ApiKey

SCHEME = "Bearer"
_MARK = "idi"
_PREFIX_BYTES, _SECRET_BYTES = 6, 32
_FORM = re.compile(rf"{_MARK}_([0-9a-f]{{{2 * _PREFIX_BYTES}}})_([0-9a-f]{{{2 * _SECRET_BYTES}}})")
# A busy program does not write a row with each call.
USE_TOLD_EVERY = timedelta(minutes=1)


def new_secret() -> tuple[str, str, str]:
    """The public beginning, the digest that is kept, and the whole key, which is shown once."""
    prefix, secret = secrets.token_hex(_PREFIX_BYTES), secrets.token_hex(_SECRET_BYTES)
    return prefix, _digest(secret), f"{_MARK}_{prefix}_{secret}"


def find_key(sent: str, *, at: datetime) -> ApiKey | None:
    """The live key that was sent, with its client's membership. `at` is real time. One query."""
    if not (parts := _FORM.fullmatch(sent)):
        return None
    prefix, secret = parts.groups()
    keys = ApiKey.objects.live(at).select_related("client__membership__user", "client__membership__city")
    key = keys.filter(prefix=prefix).first()
    if key is None or not hmac.compare_digest(key.digest, _digest(secret)):
        return None
    return key


def tell_use(key: ApiKey, *, at: datetime) -> None:
    """Notes that the key was used, at most once a minute."""
    if key.last_used_at is None or at - key.last_used_at >= USE_TOLD_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)


def _digest(secret: str) -> str:
    """Of 256 random bits: nothing to guess, so nothing to slow down."""
    return hashlib.sha256(secret.encode()).hexdigest()
