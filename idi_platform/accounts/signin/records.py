"""What happens at the door goes on record: ids and codes, no name and no secret."""

from datetime import datetime
from uuid import UUID

from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, system_actor

PERSON = "accounts.user"
# Who has signed in acts in no membership yet.
PERSON_ROLE = "person"


def record_person(
    code: str, user_id: UUID | None, *, by: UUID | None, at: datetime, **payload: str | int | bool | None
) -> None:
    """Records that `code` happened to a person; no id for a name that is nobody's, no `by` for the platform."""
    actor = system_actor(None) if by is None else Actor(by, None, PERSON_ROLE, None)
    record_platform(code=code, subject=PERSON, subject_id=user_id or "", by=actor, at=at, payload=dict(payload))
