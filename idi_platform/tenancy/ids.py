"""Identifiers: time-ordered UUIDs, so that new rows land at the end of every index."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new UUID version 7 (RFC 9562)."""
    return _uuid7()
