"""How a look as another person ends: by the button, or with the session that it belongs to."""

from datetime import datetime
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from .models import SupportLook
from .signin.records import record_person

SESSION_KEY = "support_look"


@transaction.atomic
def end_look(look_id: UUID, *, looked_by: UUID, at: datetime) -> None:
    """Ends one's own look; again changes nothing, nor does it when the look has ended by itself. `at` is real time."""
    mine = SupportLook.objects.filter(pk=look_id, looked_by_id=looked_by, ended_at=None, open_until__gt=at)
    person_id = mine.values_list("person_id", flat=True).first()
    if person_id is not None and mine.update(ended_at=at):
        record_person("support_look_ended", person_id, by=looked_by, at=at, look=str(look_id))


def leave(session: SessionBase, *, looked_by: UUID, at: datetime) -> None:
    """Ends the look of a session, if it has one."""
    key = session.pop(SESSION_KEY, None)
    if key is not None:
        end_look(UUID(key), looked_by=looked_by, at=at)
