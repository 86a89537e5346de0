"""Reckoning terms anew by a corrected text or a decided reading: one officer asks, another has it done or refuses."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import is_for_whole_city, require_whole_city
from idi_platform.audit.public import record_platform
from idi_platform.deadlines.errors import NothingToReckon
from idi_platform.deadlines.models import Recomputation, RecomputationState
from idi_platform.deadlines.resolver import Corrected
from idi_platform.tenancy.public import Actor, decide, require_another_person

from .recomputing import foresee_anew, in_scope


@transaction.atomic
def ask_recomputation(
    *, corrected: Corrected, reason: str, only: UUID | None, by: Actor, at: datetime
) -> Recomputation:
    """Asks that the open terms which rest on what was known before follow the newest; `only`: this one alone.

    Raises WholeCityOnly, NothingToReckon.
    """
    require_whole_city(by)
    cause = corrected.cause
    if next(foresee_anew(cause=cause, subject=corrected.version, by=by, only=only), None) is None:
        raise NothingToReckon
    row = Recomputation.objects.create(
        city_id=by.tenant_id,
        cause=cause,
        subject=corrected.version,
        reference=corrected.reference,
        reason=reason,
        only_id=only,
        asked_by_id=by.person_id,
        asked_at=at,
        total=in_scope(cause=cause, subject=corrected.version, by=by, only=only).count(),
    )
    _record("recomputation_asked", row, by=by, at=at)
    return row


@transaction.atomic
def approve_recomputation(*, row: Recomputation, by: Actor, at: datetime) -> None:
    """Sets it running; a worker carries it out. WholeCityOnly, SamePerson, MovedOn."""
    _decide(row, RecomputationState.RUNNING, by=by, at=at)
    _record("recomputation_approved", row, by=by, at=at)


@transaction.atomic
def refuse_recomputation(*, row: Recomputation, by: Actor, at: datetime) -> None:
    """Nothing moves. WholeCityOnly, SamePerson, MovedOn."""
    _decide(row, RecomputationState.REFUSED, by=by, at=at)
    _record("recomputation_refused", row, by=by, at=at)


def may_decide(row: Recomputation, by: Actor) -> bool:
    """Whether the actor is the second officer it waits for."""
    return row.state == RecomputationState.ASKED and is_for_whole_city(by) and row.asked_by_id != by.user_id


def _decide(row: Recomputation, state: RecomputationState, *, by: Actor, at: datetime) -> None:
    require_whole_city(by)
    require_another_person(by, row.asked_by_id)
    decide(row, state, waits=RecomputationState.ASKED, by=by, at=at)


def _record(code: str, row: Recomputation, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject="deadlines.recomputation",
        subject_id=row.pk,
        by=by,
        at=at,
        payload={"cause": row.cause, "reference": row.reference, "reason": row.reason},
    )
