"""Telling one masked field to one viewer, with their reason on record."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from idi_platform.audit.public import AccessKind, log_access
from idi_platform.tenancy.public import Actor

from .errors import ReasonMissing
from .register import Use
from .sight import plain, value_at


@transaction.atomic
def reveal(*, row: models.Model, use: Use, reason: str, by: Actor, at: datetime) -> str:
    """The plain value; the look is written in the same transaction, or nothing is told. `at` is real time.

    `row` comes from `visible_to(by)`. PermissionDenied for a role that the register does not name; ReasonMissing.
    """
    if by.role not in use.reveal_to:
        raise PermissionDenied
    written = reason.strip()
    if not written:
        raise ReasonMissing(field="reason")
    log_access(
        kind=AccessKind.REVEAL,
        subject=row._meta.label,
        subject_id=row.pk,
        by=by,
        at=at,
        fields=[use.path],
        reason=written,
        dossier_id=value_at(row, use.dossier),
    )
    return plain(row, use)
