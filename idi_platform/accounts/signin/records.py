"""What happens at the door goes on record: ids and codes, no name and no secret."""

from datetime import datetime
from uuid import UUID

from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, system_actor

PERSON = "accounts.user"
# Who has signed in acts in no membership yet.
PERSON_ROLE = "person"


def record_person(
    code: str, user_id: UUID | None, *, by: Actor | UUID | None, at: datetime, **payload: str | int | bool | None
) -> None:
    """Records that `code` happened to a person; no id for a name that is nobody's.

    `by` is who did it in which role, the id of a person at their own door, or None for the platform.
    """
    record_platform(code=code, subject=PERSON, subject_id=user_id or "", by=_actor(by), at=at, payload=dict(payload))


def _actor(by: Actor | UUID | None) -> Actor:
    if by is None:
        return system_actor(None)
    return by if isinstance(by, Actor) else Actor(by, None, PERSON_ROLE, None)
