"""What other apps may use of audit."""

from .models import Access, AccessKind, Event, PlatformEvent
from .services import JSONValue, log_access, record, record_platform
from .visibility import register_dossier_sight

__all__ = [
    "Access",
    "AccessKind",
    "Event",
    "JSONValue",
    "PlatformEvent",
    "log_access",
    "record",
    "record_platform",
    "register_dossier_sight",
]
