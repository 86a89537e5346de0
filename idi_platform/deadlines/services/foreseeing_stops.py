"""What a stop would do to a term, told before anybody stops it. Stores nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.constants import PauseCause
from idi_platform.deadlines.errors import SecondRequest
from idi_platform.deadlines.models import Deadline, Pause
from idi_platform.deadlines.rules.terms import Due, Suspended, Suspension

from .pausing import why_no_stop
from .reckoning import due_of


@dataclass(frozen=True, slots=True)
class StopEffect:
    """One open term: why a request stops it not (`refusal`), or where it ends once everything has arrived (`due`)."""

    deadline: Deadline
    refusal: str | Promise | None
    due: Due | None


def refusal_of_stop(deadline: Deadline, pauses: Iterable[Pause], *, at: datetime) -> str | Promise | None:
    """Why one written request for documents does not stop the term at `at`; None when it does."""
    if deadline.closed_at is not None:
        return _("The term has ended.")
    if any(pause.cause == PauseCause.DOCUMENTS_REQUESTED for pause in pauses):
        return SecondRequest.message
    return why_no_stop(deadline, at)


def effect_of_stop(deadline: Deadline, pauses: Iterable[Pause], *, from_at: datetime, to_at: datetime) -> StopEffect:
    """Of a stop that would last from the request's arrival to that of the documents; a standing one keeps its start."""
    stops = [pause.suspension for pause in pauses if pause.to_at]
    begun = deadline.suspended_since or from_at
    stops.append(Suspension(begun, max(begun, to_at), PauseCause.DOCUMENTS_REQUESTED))
    due = due_of(deadline.term, deadline.started_at, stops)
    if isinstance(due, Suspended):
        raise TypeError(due)
    return StopEffect(deadline, None, due)
