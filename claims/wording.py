"""What a claim's clocks and events are called on a screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import CORRECTION_ASKED, CORRECTION_MADE, CORRECTION_REFUSED
from idi_platform.deadlines.public import EventCode as ClockEvent
from idi_platform.ui.public import Tone

from .constants import ClaimEvent

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """What an event is called, and how its mark looks."""

    title: Text
    icon: str
    tone: Tone


def _words(code: ClaimEvent, *, icon: str, tone: Tone) -> tuple[str, EventWords]:
    return code, EventWords(title=code.label, icon=icon, tone=tone)


# An event that is not here is for the record, not for the reader.
EVENTS: Mapping[str, EventWords] = dict(
    (
        _words(ClaimEvent.REPORTED, icon="phone", tone=Tone.RUNNING),
        _words(ClaimEvent.RECEIVED, icon="file-plus", tone=Tone.RUNNING),
        _words(ClaimEvent.SURVEYED, icon="zoom-check", tone=Tone.OK),
        _words(ClaimEvent.DOCUMENTS_REQUESTED, icon="file-search", tone=Tone.NEAR),
        _words(ClaimEvent.DOCUMENT_RECEIVED, icon="paperclip", tone=Tone.NEUTRAL),
        _words(ClaimEvent.COMPLETE, icon="file-check", tone=Tone.OK),
        _words(ClaimEvent.COMPLEX, icon="file-description", tone=Tone.NEUTRAL),
        _words(ClaimEvent.PROPOSED, icon="user-check", tone=Tone.NEUTRAL),
        _words(ClaimEvent.RETURNED, icon="arrow-back-up", tone=Tone.NEUTRAL),
        _words(ClaimEvent.DETERMINED, icon="gavel", tone=Tone.OK),
        _words(ClaimEvent.DENIAL_SENT, icon="mail", tone=Tone.NEUTRAL),
        _words(ClaimEvent.OFFERED, icon="file-text", tone=Tone.RUNNING),
        _words(ClaimEvent.DECLINED, icon="x", tone=Tone.NEUTRAL),
        _words(ClaimEvent.AGREED, icon="file-check", tone=Tone.OK),
        _words(ClaimEvent.STARTED, icon="tool", tone=Tone.RUNNING),
        _words(ClaimEvent.PERFORMED, icon="circle-check", tone=Tone.OK),
        _words(ClaimEvent.PASSED, icon="arrow-right", tone=Tone.NEUTRAL),
        _words(ClaimEvent.WITHDRAWN, icon="arrow-back-up", tone=Tone.NEUTRAL),
        _words(ClaimEvent.FIRST_REPAIR_REQUEST, icon="tool", tone=Tone.RUNNING),
        _words(ClaimEvent.REPAIR_REQUESTED, icon="tool", tone=Tone.RUNNING),
        _words(ClaimEvent.DEVELOPER_TOLD, icon="phone", tone=Tone.NEUTRAL),
        _words(ClaimEvent.REPAIR_ACCEPTED, icon="calendar-event", tone=Tone.OK),
        _words(ClaimEvent.DEVELOPER_VISITED, icon="zoom-check", tone=Tone.OK),
        _words(ClaimEvent.REPAIR_REFUSED, icon="x", tone=Tone.MISSED),
        _words(ClaimEvent.CLAIMANT_CHANGED, icon="user-check", tone=Tone.NEUTRAL),
        _words(ClaimEvent.REPAIR_DONE, icon="circle-check", tone=Tone.OK),
    )
) | {
    ClockEvent.STARTED: EventWords(title=ClockEvent.STARTED.label, icon="clock-play", tone=Tone.RUNNING),
    ClockEvent.PASSED: EventWords(title=ClockEvent.PASSED.label, icon="arrow-right", tone=Tone.NEUTRAL),
    ClockEvent.MET: EventWords(title=ClockEvent.MET.label, icon="circle-check", tone=Tone.OK),
    ClockEvent.MET_LATE: EventWords(title=ClockEvent.MET_LATE.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISSED: EventWords(title=ClockEvent.MISSED.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISS_WITHDRAWN: EventWords(
        title=ClockEvent.MISS_WITHDRAWN.label, icon="arrow-back-up", tone=Tone.NEUTRAL
    ),
    ClockEvent.SUSPENDED: EventWords(title=ClockEvent.SUSPENDED.label, icon="clock-pause", tone=Tone.NEUTRAL),
    ClockEvent.RESUMED: EventWords(title=ClockEvent.RESUMED.label, icon="clock-play", tone=Tone.RUNNING),
    ClockEvent.SUPERSEDED: EventWords(title=ClockEvent.SUPERSEDED.label, icon="refresh", tone=Tone.NEUTRAL),
    ClockEvent.CANCELLED: EventWords(title=ClockEvent.CANCELLED.label, icon="clock-off", tone=Tone.NEUTRAL),
    ClockEvent.RECOMPUTED: EventWords(title=ClockEvent.RECOMPUTED.label, icon="refresh", tone=Tone.NEUTRAL),
    CORRECTION_ASKED: EventWords(title=_("Correction asked for"), icon="pencil", tone=Tone.NEUTRAL),
    CORRECTION_MADE: EventWords(title=_("Entry corrected"), icon="pencil", tone=Tone.NEUTRAL),
    CORRECTION_REFUSED: EventWords(title=_("Correction refused"), icon="x", tone=Tone.NEUTRAL),
    "letter_issued": EventWords(title=_("Letter issued"), icon="mail", tone=Tone.NEUTRAL),
}
# Inside the insurer's house: nobody else is told that a determination waits for its second person.
INTERNAL_EVENTS = frozenset({ClaimEvent.PROPOSED, ClaimEvent.RETURNED})
