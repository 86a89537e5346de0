"""Writing the record: always in the transaction of the change it tells of."""

from datetime import datetime
from uuid import UUID

from idi_platform.tenancy.public import Actor

from .models import Event

JSONValue = str | int | bool | None | list["JSONValue"] | dict[str, "JSONValue"]


def record(*, dossier_id: UUID, code: str, by: Actor, at: datetime, payload: dict[str, JSONValue]) -> Event:
    """Records that `code` happened in the dossier, done by `by`, at business time `at`. Never changed afterwards."""
    return Event.objects.create(
        city_id=by.tenant_id,
        dossier_id=dossier_id,
        code=code,
        actor_user_id=by.user_id,
        actor_organisation_id=by.organisation_id,
        actor_role=by.role,
        occurred_at=at,
        payload=payload,
    )
