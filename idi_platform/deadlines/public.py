"""What other apps may use of deadlines."""

from .constants import DEADLINE_TOPIC, REGULATORY, Basis, EventCode
from .models import Deadline
from .resolver import ResolvedDuty, Resolver, register_resolver
from .rules.legal_clock import Term
from .services.running import meet, start_duties
from .services.sweep import oldest_due

__all__ = [
    "DEADLINE_TOPIC",
    "REGULATORY",
    "Basis",
    "Deadline",
    "EventCode",
    "ResolvedDuty",
    "Resolver",
    "Term",
    "meet",
    "oldest_due",
    "register_resolver",
    "start_duties",
]
