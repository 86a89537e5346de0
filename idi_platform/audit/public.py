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
from .records import (
    ChainState,
    Waiting,
    begin_verification,
    chain_codes,
    chain_states,
    chains,
    daily_heads,
    run_verification,
    waiting_for_seal,
)
from .services import JSONValue, log_access, record, record_platform
from .verifying import LATE_AFTER, Fault
from .visibility import register_dossier_sight

__all__ = [
    "CORRECTION_ASKED",
    "CORRECTION_MADE",
    "CORRECTION_REFUSED",
    "LATE_AFTER",
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
    "Waiting",
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
    "waiting_for_seal",
]
