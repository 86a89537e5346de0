"""What other apps may use of deadlines."""

from .constants import DEADLINE_TOPIC, REGULATORY, Basis, Closing, EventCode, PauseCause
from .errors import NobodyObliged, NothingToReplace, PauseTime, SecondRequest
from .faces import face
from .foresight import Foreseen, foresee
from .health import quarantined_timers
from .ladder import ladder
from .models import CalendarYear, Deadline, DeadlineQuerySet, Pause
from .resolver import ResolvedDuty, Resolver, register_resolver
from .rules.cover import CoverWindow, cover_window
from .rules.errors import LegalClockError
from .rules.legal_clock import Direction, Due, Suspended, Suspension, Term, Unit
from .rules.plan import ShareOfTerm
from .selectors import day_lines, deadlines_of, other_sides, pauses_of, visible_deadline
from .services.ending import cancel, meet, supersede
from .services.pausing import resume, suspend
from .services.reckoning import due_of
from .services.running import start_duties
from .services.sweep import oldest_due

__all__ = [
    "DEADLINE_TOPIC",
    "REGULATORY",
    "Basis",
    "CalendarYear",
    "Closing",
    "CoverWindow",
    "Deadline",
    "DeadlineQuerySet",
    "Direction",
    "Due",
    "EventCode",
    "Foreseen",
    "LegalClockError",
    "NobodyObliged",
    "NothingToReplace",
    "Pause",
    "PauseCause",
    "PauseTime",
    "ResolvedDuty",
    "Resolver",
    "SecondRequest",
    "ShareOfTerm",
    "Suspended",
    "Suspension",
    "Term",
    "Unit",
    "cancel",
    "cover_window",
    "day_lines",
    "deadlines_of",
    "due_of",
    "face",
    "foresee",
    "ladder",
    "meet",
    "oldest_due",
    "other_sides",
    "pauses_of",
    "quarantined_timers",
    "register_resolver",
    "resume",
    "start_duties",
    "supersede",
    "suspend",
    "visible_deadline",
]
