"""Writing the record: always in the transaction of the change it tells of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from idi_platform.tenancy.public import Actor

from .errors import LookingOnly
from .models import Access, AccessKind, Event, PlatformEvent

JSONValue = str | int | bool | None | list["JSONValue"] | dict[str, "JSONValue"]

# The role of whoever looks as somebody else; accounts, which knows the roles, stands above.
LOOKER = "operator"


def record(*, dossier_id: UUID, code: str, by: Actor, at: datetime, payload: dict[str, JSONValue]) -> Event:
    """Records that `code` happened in the dossier, done by `by`, at business time `at`. Never changed afterwards.

    Raises:
        LookingOnly: every service records what it does, so none does anything for somebody who only looks.
    """
    _refuse_eyes(by)
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

    `at` is real time; the city is the actor's. LookingOnly, as in `record`.
    """
    _refuse_eyes(by)
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
    """Records that `by` looked at something sensitive, in the transaction that shows it. `at` is real time.

    Where support looks as somebody it is support who looked.
    """
    return Access.objects.create(
        city_id=by.tenant_id,
        kind=kind,
        subject=subject,
        subject_id=str(subject_id),
        dossier_id=dossier_id,
        fields=list(fields),
        reason=reason,
        actor_user_id=by.looked_by or by.user_id,
        actor_organisation_id=None if by.looked_by else by.organisation_id,
        actor_role=LOOKER if by.looked_by else by.role,
        at=at,
    )


def _refuse_eyes(by: Actor) -> None:
    if by.looked_by is not None:
        raise LookingOnly
