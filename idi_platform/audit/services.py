"""Writing the record: always in the transaction of the change it tells of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from idi_platform.tenancy.public import Actor

from .models import Access, AccessKind, Event, PlatformEvent

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


def record_platform(
    *, code: str, subject: str, subject_id: object, by: Actor, at: datetime, payload: Mapping[str, JSONValue]
) -> PlatformEvent:
    """Records what happened outside every case file: to a person, a body, a key, a city. Ids only, no names.

    `at` is real time; the city is the actor's.
    """
    return PlatformEvent.objects.create(
        city_id=by.city_id,
        code=code,
        subject=subject,
        subject_id=str(subject_id),
        actor_user_id=by.user_id,
        actor_organisation_id=by.organisation_id,
        actor_role=by.role,
        at=at,
        payload=dict(payload),
    )


def log_access(
    *,
    kind: AccessKind,
    subject: str,
    subject_id: object,
    by: Actor,
    at: datetime,
    fields: Iterable[str] = (),
    reason: str = "",
    dossier_id: UUID | None = None,
) -> Access:
    """Records that `by` looked at something sensitive, in the transaction that shows it. `at` is real time."""
    return Access.objects.create(
        city_id=by.tenant_id,
        kind=kind,
        subject=subject,
        subject_id=str(subject_id),
        dossier_id=dossier_id,
        fields=list(fields),
        reason=reason,
        actor_user_id=by.user_id,
        actor_organisation_id=by.organisation_id,
        actor_role=by.role,
        at=at,
    )
