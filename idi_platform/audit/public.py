"""What other apps may use of audit."""

from .corrections import (
    CORRECTION_ASKED,
    CORRECTION_MADE,
    CORRECTION_REFUSED,
    Anchored,
    ask_correction,
    correct_event,
    is_anchor,
    may_ask,
    refuse_correction,
    register_anchored,
)
from .history import History, histories, history
from .models import Access, AccessKind, Correction, CorrectionState, DailyHead, Event, PlatformEvent, Verification
from .records import ChainState, begin_verification, chain_codes, chain_states, chains, daily_heads, run_verification
from .services import JSONValue, log_access, record, record_platform
from .verifying import Fault
from .visibility import register_dossier_sight

__all__ = [
    "CORRECTION_ASKED",
    "CORRECTION_MADE",
    "CORRECTION_REFUSED",
    "Access",
    "AccessKind",
    "Anchored",
    "ChainState",
    "Correction",
    "CorrectionState",
    "DailyHead",
    "Event",
    "Fault",
    "History",
    "JSONValue",
    "PlatformEvent",
    "Verification",
    "ask_correction",
    "begin_verification",
    "chain_codes",
    "chain_states",
    "chains",
    "correct_event",
    "daily_heads",
    "histories",
    "history",
    "is_anchor",
    "log_access",
    "may_ask",
    "record",
    "record_platform",
    "refuse_correction",
    "register_anchored",
    "register_dossier_sight",
    "run_verification",
]
