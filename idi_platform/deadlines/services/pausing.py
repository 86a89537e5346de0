"""Stopping a term and letting it run on. What may be stopped is the rules' to say, never this module's."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.errors import PauseTime, SecondRequest
from idi_platform.deadlines.models import Deadline, Pause
from idi_platform.deadlines.resolver import resolver
from idi_platform.deadlines.rules.terms import Direction
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor

from .reckoning import hold, locked, move_date, reckon


@transaction.atomic
def suspend(
    *,
    dossier: Dossier,
    duties: Collection[str],
    cause: str,
    document_id: UUID | None,
    from_at: datetime,
    by: Actor,
    at: datetime,
) -> list[Deadline]:
    """Stops the open terms of `duties` from `from_at`, the arrival of the request; returns those it stopped.

    Left running: what the rules do not let a request stop, what looks back from an event, and what has already ended.
    SecondRequest when one of them was stopped for this cause before; PauseTime for a request in the future or from
    before the term.
    """
    if from_at > at:
        raise PauseTime(field="from_at")
    found = [each for each in locked(by=by, dossier=dossier, duty__in=list(duties)) if _may_stop(each, at)]
    if any(from_at < deadline.started_at for deadline in found):
        raise PauseTime(field="from_at")
    earlier = Pause.objects.filter(city_id=by.tenant_id, deadline__in=found, cause=cause).select_related("deadline")
    if (pause := earlier.first()) is not None:
        raise SecondRequest(field=pause.deadline.duty)
    for deadline in found:
        stop(deadline, cause=cause, document_id=document_id, from_at=from_at, by=by, at=at)
    hold([deadline.timer for deadline in found])
    return found


@transaction.atomic
def resume(*, dossier: Dossier, cause: str, to_at: datetime, by: Actor, at: datetime) -> list[Deadline]:
    """Lets every term of the dossier that stands still for `cause` run on from `to_at`, the arrival of the documents.

    The legal clock reckons each anew, the days deducted; the former date stays in the pause and in the event. Returns
    those that run on, none when nothing stood still. PauseTime when `to_at` is in the future or before the request.
    """
    if to_at > at:
        raise PauseTime(field="to_at")
    found = locked(by=by, dossier=dossier, suspended_since__isnull=False, pauses__cause=cause, pauses__to_at=None)
    if any(deadline.suspended_since and to_at < deadline.suspended_since for deadline in found):
        raise PauseTime(field="to_at")
    for deadline in found:
        run_on(deadline, to_at=to_at, by=by, at=at)
    return found


def _may_stop(deadline: Deadline, at: datetime) -> bool:
    # One that stands still is to be refused as stopped twice, rather than passed over in silence.
    return deadline.suspended_since is not None or why_no_stop(deadline, at) is None


def why_no_stop(deadline: Deadline, at: datetime) -> Promise | None:
    """Why no request stops a term that is open and runs; None when one does."""
    if deadline.term_direction == Direction.BEFORE:
        return _("It looks back from an event: nothing stops it.")
    if deadline.missed_at is not None or at >= deadline.due_at:
        return _("The term has passed.")
    if not resolver().is_suspendable(deadline.duty, deadline.trace_hash):
        return _("The texts, as they are read here, let no request stop this term.")
    return None


def stop(
    deadline: Deadline, *, cause: str, document_id: UUID | None, from_at: datetime, by: Actor, at: datetime
) -> None:
    """Stops one locked deadline; the caller silences its timer."""
    Pause.objects.create(
        city_id=deadline.city_id,
        deadline=deadline,
        cause=cause,
        document_id=document_id,
        from_at=from_at,
        due_before=deadline.due_at,
    )
    deadline.suspended_since, deadline.suspended_for = from_at, cause
    deadline.save(update_fields=["suspended_since", "suspended_for"])
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        "cause": cause,
        "document": str(document_id) if document_id else "",
        "from_at": from_at.isoformat(),
        "due_at": deadline.due_at.isoformat(),
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.SUSPENDED, by=by, at=at, payload=payload)


def run_on(deadline: Deadline, *, to_at: datetime, by: Actor, at: datetime) -> None:
    """Ends the pauses of one locked deadline at `to_at`: a new date, a new plan, both dates on record."""
    pauses = list(deadline.pauses.all())
    _close(pauses, to_at)
    due = reckon(deadline.term, deadline.started_at, pauses)
    deadline.suspended_since, deadline.suspended_for = None, ""
    told = move_date(deadline, due, at=at, also=("suspended_since", "suspended_for"))
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        "to_at": to_at.isoformat(),
        **told,
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.RESUMED, by=by, at=at, payload=payload)


def _close(pauses: Iterable[Pause], to_at: datetime) -> None:
    for pause in pauses:
        if pause.to_at is None:
            pause.to_at = max(to_at, pause.from_at)
            pause.save(update_fields=["to_at"])
