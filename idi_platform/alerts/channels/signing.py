"""The signature between us and the gateway of text messages, both ways (docs/howto/send-notices.md)."""

import hmac
from datetime import datetime, timedelta

TIMESTAMP, SIGNATURE = "X-IDI-Timestamp", "X-IDI-Signature"
# A signed request older than this is a repeated one.
FRESH = timedelta(minutes=5)


def signature(*, timestamp: str, body: bytes, secret: str) -> str:
    """HMAC-SHA256 over `timestamp`, a full stop and the body, in hexadecimal."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, "sha256").hexdigest()


def is_signed(*, timestamp: str, given: str, body: bytes, secret: str, at: datetime) -> bool:
    """Whether the gateway wrote this just now. Without a secret nobody did."""
    if not secret or not (timestamp.isascii() and timestamp.isdigit()) or not given.isascii():
        return False
    if abs(at.timestamp() - int(timestamp)) > FRESH.total_seconds():
        return False
    return hmac.compare_digest(signature(timestamp=timestamp, body=body, secret=secret), given)
