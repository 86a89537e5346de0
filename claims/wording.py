"""What a claim's clocks and events are called on a screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Basis, Deadline
from idi_platform.deadlines.public import EventCode as ClockEvent
from idi_platform.ui.public import ClockFace, ClockState, Tone
from policies.public import parameter_label

from .constants import ClaimEvent

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """What an event is called, and how its mark looks."""

    title: Text
    icon: str
    tone: Tone


# An event that is not here is for the record, not for the reader.
EVENTS: Mapping[str, EventWords] = {
    ClaimEvent.RECEIVED: EventWords(title=ClaimEvent.RECEIVED.label, icon="file-plus", tone=Tone.RUNNING),
    ClaimEvent.SURVEYED: EventWords(title=ClaimEvent.SURVEYED.label, icon="zoom-check", tone=Tone.OK),
    ClockEvent.STARTED: EventWords(title=ClockEvent.STARTED.label, icon="clock-play", tone=Tone.RUNNING),
    ClockEvent.MET: EventWords(title=ClockEvent.MET.label, icon="circle-check", tone=Tone.OK),
    ClockEvent.MET_LATE: EventWords(title=ClockEvent.MET_LATE.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISSED: EventWords(title=ClockEvent.MISSED.label, icon="clock-exclamation", tone=Tone.MISSED),
    "document_stored": EventWords(title=_("Document added"), icon="paperclip", tone=Tone.NEUTRAL),
}


def clock_state(deadline: Deadline, at: datetime) -> ClockState:
    """What may be said of a term at a moment. Only law in force and national law can be breached (LEGAL.md, basis)."""
    if deadline.met_at is not None:
        return ClockState.MET_LATE if deadline.is_missed(at) else ClockState.MET
    if deadline.closed_at is not None:
        return ClockState.CANCELLED
    if not deadline.is_missed(at):
        return ClockState.RUNNING
    if deadline.is_regulatory:
        return ClockState.BREACH
    return ClockState.MISSED_TARGET if deadline.basis == Basis.SERVICE_NORM else ClockState.MISSED_TERM


def clock_face(deadline: Deadline, at: datetime) -> ClockFace:
    """A claim's deadline as `<c-clock>` shows it; reads `obliged`, so select it with the deadline."""
    return ClockFace(
        label=parameter_label(deadline.duty),
        due_at=deadline.due_at,
        at=at,
        state=clock_state(deadline, at),
        amount=deadline.term_value,
        unit=deadline.term_unit,
        clause=deadline.citation,
        debtor=deadline.obliged.name,
        creditor=_("Home owner"),
        basis=deadline.get_basis_display(),
        why_url=reverse("deadlines:why", args=[deadline.pk]),
        provisional=deadline.provisional,
        ended_at=deadline.met_at or deadline.closed_at,
    )
