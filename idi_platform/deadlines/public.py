"""What other apps may use of deadlines."""

from .constants import DEADLINE_TOPIC, REGULATORY, Basis, EventCode
from .faces import face
from .health import quarantined_timers
from .models import Deadline
from .resolver import ResolvedDuty, Resolver, register_resolver
from .rules.legal_clock import Direction, Term, Unit
from .selectors import day_lines, deadlines_of, visible_deadline
from .services.running import meet, start_duties
from .services.sweep import oldest_due

__all__ = [
    "DEADLINE_TOPIC",
    "REGULATORY",
    "Basis",
    "Deadline",
    "Direction",
    "EventCode",
    "ResolvedDuty",
    "Resolver",
    "Term",
    "Unit",
    "day_lines",
    "deadlines_of",
    "face",
    "meet",
    "oldest_due",
    "quarantined_timers",
    "register_resolver",
    "start_duties",
    "visible_deadline",
]
