"""A running deadline as the screen shows it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from .navigation import Text
from .wording import day_words, due_words, legal_day, legal_zone, term_words, time_left_words

# When a date turns amber on the screen. Taste, not law: reminders follow the ladders.
NEAR_DAYS = 3


class ClockState(StrEnum):
    """What the screen says of a deadline; the caller decides it from due date, basis and pauses."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"
    BREACH = "breach"
    MISSED_TERM = "missed_term"
    MISSED_CARRIED = "missed_carried"
    MISSED_TARGET = "missed_target"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class Tone(StrEnum):
    """The colours a status may have; each goes with an icon and a word, never alone."""

    BREACH = "breach"
    NEAR = "near"
    OK = "ok"
    RUNNING = "running"
    WAITING = "waiting"
    MISSED = "missed"
    NEUTRAL = "neutral"


STATE_TONES = {
    ClockState.RUNNING: Tone.RUNNING,
    ClockState.PAUSED: Tone.WAITING,
    ClockState.MET: Tone.OK,
    ClockState.MET_LATE: Tone.MISSED,
    ClockState.BREACH: Tone.BREACH,
    ClockState.MISSED_TERM: Tone.MISSED,
    ClockState.MISSED_CARRIED: Tone.MISSED,
    ClockState.MISSED_TARGET: Tone.NEUTRAL,
    ClockState.CANCELLED: Tone.NEUTRAL,
    ClockState.SUPERSEDED: Tone.NEUTRAL,
}
STATE_WORDS: dict[ClockState, Text] = {
    ClockState.RUNNING: _("Running"),
    ClockState.PAUSED: _("Paused"),
    ClockState.MET: _("Met in time"),
    ClockState.MET_LATE: _("Met late"),
    ClockState.BREACH: _("Breach"),
    ClockState.MISSED_TERM: _("Contract term missed"),
    ClockState.MISSED_CARRIED: _("Carried-over term missed"),
    ClockState.MISSED_TARGET: _("Service target missed"),
    ClockState.CANCELLED: _("No longer owed"),
    ClockState.SUPERSEDED: _("Replaced by another term"),
}
RUNNING_STATES = frozenset({ClockState.RUNNING})
LATE_STATES = frozenset(
    {ClockState.BREACH, ClockState.MISSED_TERM, ClockState.MISSED_CARRIED, ClockState.MISSED_TARGET}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFace:
    """Everything `<c-clock>` says. Words come in the reader's language; the caller translates what it hands in.

    `due_at` is the first instant after the last day; `at` is business time now; `unit` is hour, day, working_day,
    month or year; `clause` names instrument and article; `debtor` owes the act to `creditor`; `basis` says on what the
    date stands (in force, contract, carried over, national, target); `provisional` marks a year not yet announced;
    `why_url` opens the day-by-day explanation; `ended_at` is when it was met, paused or cancelled; `stopped_by` is why
    it is paused, and then nobody knows its end: `due_at` is the date that stood before.
    """

    label: Text
    due_at: datetime
    at: datetime
    state: ClockState
    amount: int
    unit: str
    clause: Text
    debtor: Text
    creditor: Text
    basis: Text
    why_url: str = ""
    provisional: bool = False
    ended_at: datetime | None = None
    stopped_by: Text = ""

    @property
    def due(self) -> str:
        """The last day, or of a clock that stands still, since when."""
        if self.state is ClockState.PAUSED and self.ended_at is not None:
            return _("Stands still since %(day)s") % {"day": day_words(self.ended_at)}
        return due_words(self.due_at)

    @property
    def term(self) -> str:
        return term_words(self.amount, self.unit)

    @property
    def left(self) -> str:
        """Days left or late in words; empty once the clock has stopped."""
        if self.state in RUNNING_STATES | LATE_STATES:
            return time_left_words(self.due_at, self.at)
        return ""

    @property
    def tone(self) -> Tone:
        if self.state in RUNNING_STATES and self.due_at <= near_until(self.at):
            return Tone.NEAR
        return STATE_TONES[self.state]

    @property
    def word(self) -> Text:
        if self.tone is Tone.NEAR:
            return _("Due soon")
        return STATE_WORDS[self.state]


def near_until(at: datetime) -> datetime:
    """A term that is due by this moment is near at `at`: lists, figures and clocks all mean the same by "soon"."""
    return datetime.combine(legal_day(at) + timedelta(days=NEAR_DAYS + 1), time.min, legal_zone())
