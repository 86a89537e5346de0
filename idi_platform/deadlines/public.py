"""What other apps may use of deadlines."""

from .calendars.notice import NoticeUnreadable
from .civil_calendar import civil_calendar
from .constants import (
    DEADLINE_TOPIC,
    REGULATORY,
    SILENCE_TOPIC,
    Basis,
    Closing,
    EventCode,
    ExpectationState,
    PauseCause,
    RecomputationCause,
)
from .doors import Door, register_stop_door
from .errors import NobodyObliged, NothingToReplace, NotPutAside, PauseTime, SecondRequest
from .faces import TermLine, face, term_lines
from .foresight import Foreseen, foresee
from .health import arm_again, lateness_since, put_aside, quarantined_timers
from .ladder import Rung, When
from .ladder_words import LadderLines, audience_words, ladder_lines
from .models import (
    CalendarYear,
    Deadline,
    DeadlinePlan,
    DeadlineQuerySet,
    Expectation,
    Pause,
    Recomputation,
    RecomputationState,
)
from .resolver import Corrected, ResolvedDuty, Resolver, register_resolver, resolver
from .rules.calendar import CalendarDay
from .rules.cover import CoverWindow, cover_window
from .rules.errors import LegalClockError
from .rules.legal_clock import Direction, Due, Suspended, Suspension, Term, Unit
from .rules.plan import Audience
from .selectors import day_lines, deadlines_of, other_sides, pauses_of, visible_deadline
from .services.ending import cancel, meet, supersede
from .services.importing import Notice, days_of, set_recomputing, would_be, write_notice
from .services.laddering import Scope, ask_for_ladder, put_in_force, put_rung, start_ladder
from .services.listening import listen
from .services.pausing import resume, suspend
from .services.reckoning import due_of
from .services.recomputing import foresee_anew, run_recomputation
from .services.replaying import last_replays, replay, replay_on_record
from .services.running import start_duties
from .services.sweep import oldest_due
from .watches import Watch, Window, register_watch, watch_of
from .wording import holidays_of

__all__ = [
    "DEADLINE_TOPIC",
    "REGULATORY",
    "SILENCE_TOPIC",
    "Audience",
    "Basis",
    "CalendarDay",
    "CalendarYear",
    "Closing",
    "Corrected",
    "CoverWindow",
    "Deadline",
    "DeadlinePlan",
    "DeadlineQuerySet",
    "Direction",
    "Door",
    "Due",
    "EventCode",
    "Expectation",
    "ExpectationState",
    "Foreseen",
    "LadderLines",
    "LegalClockError",
    "NobodyObliged",
    "NotPutAside",
    "NothingToReplace",
    "Notice",
    "NoticeUnreadable",
    "Pause",
    "PauseCause",
    "PauseTime",
    "Recomputation",
    "RecomputationCause",
    "RecomputationState",
    "ResolvedDuty",
    "Resolver",
    "Rung",
    "Scope",
    "SecondRequest",
    "Suspended",
    "Suspension",
    "Term",
    "TermLine",
    "Unit",
    "Watch",
    "When",
    "Window",
    "arm_again",
    "ask_for_ladder",
    "audience_words",
    "cancel",
    "civil_calendar",
    "cover_window",
    "day_lines",
    "days_of",
    "deadlines_of",
    "due_of",
    "face",
    "foresee",
    "foresee_anew",
    "holidays_of",
    "ladder_lines",
    "last_replays",
    "lateness_since",
    "listen",
    "meet",
    "oldest_due",
    "other_sides",
    "pauses_of",
    "put_aside",
    "put_in_force",
    "put_rung",
    "quarantined_timers",
    "register_resolver",
    "register_stop_door",
    "register_watch",
    "replay",
    "replay_on_record",
    "resolver",
    "resume",
    "run_recomputation",
    "set_recomputing",
    "start_duties",
    "start_ladder",
    "supersede",
    "suspend",
    "term_lines",
    "visible_deadline",
    "watch_of",
    "would_be",
    "write_notice",
]
