"""The record of what happened, in case files and outside them, of who looked, and the seals over all three."""

from .access import Access, AccessKind
from .correction import Correction, CorrectionState
from .event import Event
from .platform import PlatformEvent
from .seal import NOTHING_BEFORE, PLATFORM, DailyHead, Seal, Source, Unsealed, chained
from .verification import Verification

__all__ = [
    "NOTHING_BEFORE",
    "PLATFORM",
    "Access",
    "AccessKind",
    "Correction",
    "CorrectionState",
    "DailyHead",
    "Event",
    "PlatformEvent",
    "Seal",
    "Source",
    "Unsealed",
    "Verification",
    "chained",
]
