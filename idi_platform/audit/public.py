"""What other apps may use of audit."""

from .history import History, histories, history
from .models import Access, AccessKind, DailyHead, Event, PlatformEvent, Verification
from .records import ChainState, begin_verification, chain_codes, chain_states, chains, daily_heads, run_verification
from .services import JSONValue, log_access, record, record_platform
from .verifying import Fault
from .visibility import register_dossier_sight

__all__ = [
    "Access",
    "AccessKind",
    "ChainState",
    "DailyHead",
    "Event",
    "Fault",
    "History",
    "JSONValue",
    "PlatformEvent",
    "Verification",
    "begin_verification",
    "chain_codes",
    "chain_states",
    "chains",
    "daily_heads",
    "histories",
    "history",
    "log_access",
    "record",
    "record_platform",
    "register_dossier_sight",
    "run_verification",
]
