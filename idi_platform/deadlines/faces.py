"""A deadline as a screen shows it: state and words decided here once, for every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import DossierKind, dossier_url
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import ClockFace, ClockState

from .constants import Basis, Closing, PauseCause
from .models import Deadline
from .resolver import resolver

# Who is owed the act; the rules name only who owes it.
_CREDITORS: dict[str, Promise] = {DossierKind.CLAIM: _("Home owner")}
_ANYBODY = _("Housing bureau")

_MISSED_STATES = {
    Basis.IN_FORCE: ClockState.BREACH,
    Basis.NATIONAL: ClockState.BREACH,
    Basis.CONTRACT: ClockState.MISSED_TERM,
    Basis.CARRIED: ClockState.MISSED_CARRIED,
    Basis.SERVICE_NORM: ClockState.MISSED_TARGET,
}


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list, its clock, and the page of its case (empty when that kind has none)."""

    deadline: Deadline
    face: ClockFace
    case_url: str


def term_lines(terms: Iterable[Deadline], viewer: Actor, at: datetime) -> list[TermLine]:
    """The lines of these terms as the viewer reads them at business time `at`."""
    return [TermLine(term, face(term, at), dossier_url(term.dossier, viewer)) for term in terms]


def face(deadline: Deadline, at: datetime) -> ClockFace:
    """What `<c-clock>` shows of a deadline at business time `at`. Reads deadline.obliged and deadline.dossier."""
    return ClockFace(
        label=resolver().label(deadline.duty),
        due_at=deadline.due_at,
        at=at,
        state=_state(deadline, at),
        amount=deadline.term_value,
        unit=deadline.term_unit,
        clause=deadline.citation,
        debtor=deadline.obliged.name,
        creditor=_CREDITORS.get(deadline.dossier.kind, _ANYBODY),
        basis=Basis(deadline.basis).label,
        why_url=reverse("deadlines:why", args=[deadline.pk]),
        provisional=deadline.provisional,
        ended_at=deadline.closed_at or deadline.suspended_since,
        stopped_by=PauseCause(deadline.suspended_for).label if deadline.suspended_for else "",
    )


def _state(deadline: Deadline, at: datetime) -> ClockState:
    if deadline.met_at is not None:
        return ClockState.MET_LATE if deadline.is_missed(at) else ClockState.MET
    if deadline.suspended_since is not None:
        return ClockState.PAUSED
    if deadline.closed_at is not None and deadline.closed_at < deadline.due_at:
        return ClockState.SUPERSEDED if deadline.closed_as == Closing.SUPERSEDED else ClockState.CANCELLED
    return _MISSED_STATES[Basis(deadline.basis)] if deadline.is_missed(at) else ClockState.RUNNING
