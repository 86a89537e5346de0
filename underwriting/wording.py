"""What the events of a policy are called on a screen, and what an owner is told of their cover."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import CORRECTION_ASKED, CORRECTION_MADE, CORRECTION_REFUSED
from idi_platform.deadlines.public import EventCode as ClockEvent
from idi_platform.ui.public import Tone

from .constants import Phase, PolicyEvent

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """What an event is called, and how its mark looks."""

    title: Text
    icon: str
    tone: Tone


# An event that is not here is for the record, not for the reader.
EVENTS: Mapping[str, EventWords] = {
    PolicyEvent.DRAFTED: EventWords(title=PolicyEvent.DRAFTED.label, icon="file-plus", tone=Tone.NEUTRAL),
    PolicyEvent.CHANGED: EventWords(title=PolicyEvent.CHANGED.label, icon="pencil", tone=Tone.NEUTRAL),
    PolicyEvent.SHARES_SET: EventWords(title=PolicyEvent.SHARES_SET.label, icon="chart-pie", tone=Tone.NEUTRAL),
    PolicyEvent.TERM_RECORDED: EventWords(title=PolicyEvent.TERM_RECORDED.label, icon="file-text", tone=Tone.NEUTRAL),
    PolicyEvent.PREMIUM_RECEIVED: EventWords(title=PolicyEvent.PREMIUM_RECEIVED.label, icon="coins", tone=Tone.OK),
    PolicyEvent.ISSUED: EventWords(title=PolicyEvent.ISSUED.label, icon="shield-check", tone=Tone.OK),
    PolicyEvent.ENTERED: EventWords(title=PolicyEvent.ENTERED.label, icon="file-plus", tone=Tone.OK),
    PolicyEvent.IRREGULARITY: EventWords(title=PolicyEvent.IRREGULARITY.label, icon="alert-triangle", tone=Tone.NEAR),
    PolicyEvent.COVER_RECOMPUTED: EventWords(
        title=PolicyEvent.COVER_RECOMPUTED.label, icon="calendar-event", tone=Tone.NEUTRAL
    ),
    PolicyEvent.COVER_PRINTED: EventWords(title=PolicyEvent.COVER_PRINTED.label, icon="printer", tone=Tone.NEUTRAL),
    PolicyEvent.UPLOADED: EventWords(title=PolicyEvent.UPLOADED.label, icon="circle-check", tone=Tone.OK),
    ClockEvent.STARTED: EventWords(title=ClockEvent.STARTED.label, icon="clock-play", tone=Tone.RUNNING),
    ClockEvent.MET: EventWords(title=ClockEvent.MET.label, icon="circle-check", tone=Tone.OK),
    ClockEvent.MET_LATE: EventWords(title=ClockEvent.MET_LATE.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.MISSED: EventWords(title=ClockEvent.MISSED.label, icon="clock-exclamation", tone=Tone.MISSED),
    ClockEvent.CANCELLED: EventWords(title=ClockEvent.CANCELLED.label, icon="clock-off", tone=Tone.NEUTRAL),
    ClockEvent.RECOMPUTED: EventWords(title=ClockEvent.RECOMPUTED.label, icon="refresh", tone=Tone.NEUTRAL),
    CORRECTION_ASKED: EventWords(title=_("Correction asked for"), icon="pencil", tone=Tone.NEUTRAL),
    CORRECTION_MADE: EventWords(title=_("Entry corrected"), icon="pencil", tone=Tone.NEUTRAL),
    CORRECTION_REFUSED: EventWords(title=_("Correction refused"), icon="x", tone=Tone.NEUTRAL),
    "document_stored": EventWords(title=_("Document added"), icon="paperclip", tone=Tone.NEUTRAL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseWords:
    """A traffic light with a word, and the sentence that says what to do."""

    word: Text
    sentence: Text
    tone: Tone
    icon: str


PHASES: Mapping[Phase, PhaseWords] = {
    Phase.UNKNOWN: PhaseWords(
        word=_("Not known yet"),
        sentence=_("The days of cover are not known yet. You can report a defect all the same."),
        tone=Tone.WAITING,
        icon="help-circle",
    ),
    Phase.BEFORE_COMPLETION: PhaseWords(
        word=_("Not completed yet"),
        sentence=_("Cover is counted from the day the building passes its completion acceptance."),
        tone=Tone.NEUTRAL,
        icon="building",
    ),
    Phase.DEVELOPER: PhaseWords(
        word=_("The developer repairs"),
        sentence=_(
            "Until cover begins the developer repairs, not the insurer. Call the developer, or report the defect here: "
            "it is passed on to the developer, and the insurer and the housing bureau see what becomes of it."
        ),
        tone=Tone.NEAR,
        icon="tool",
    ),
    Phase.INSURED: PhaseWords(
        word=_("Under cover"),
        sentence=_("The insurer repairs the defects that are covered. Report a defect as soon as you see it."),
        tone=Tone.OK,
        icon="shield-check",
    ),
    Phase.ENDED: PhaseWords(
        word=_("Cover has ended"),
        sentence=_("The days of cover are over. You can report a defect all the same."),
        tone=Tone.NEUTRAL,
        icon="circle-x",
    ),
}
