"""What a claim's clocks and events are called on a screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


# An event that is not here is for the record, not for the reader.
EVENTS: Mapping[str, EventWords] = {
    ClaimEvent.RECEIVED: EventWords(title=ClaimEvent.RECEIVED.label, icon="file-plus", tone=Tone.RUNNING),
    ClaimEvent.SURVEYED: EventWords(title=ClaimEvent.SURVEYED.label, icon="zoom-check", tone=Tone.OK),
    ClockEvent.STARTED: EventWords(title=ClockEvent.STARTED.label, icon="clock-play", tone=Tone.RUNNING),
    ClockEvent.MET: EventWords(title=ClockEvent.MET.label, icon="circle-check", tone=Tone.OK),
    ClockEvent.MET_LATE: EventWords(title=ClockEvent.MET_LATE.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISSED: EventWords(title=ClockEvent.MISSED.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISS_WITHDRAWN: EventWords(
        title=ClockEvent.MISS_WITHDRAWN.label, icon="arrow-back-up", tone=Tone.NEUTRAL
    ),
    "document_stored": EventWords(title=_("Document added"), icon="paperclip", tone=Tone.NEUTRAL),
}
