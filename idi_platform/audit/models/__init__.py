"""The record of what happened, in case files and outside them, and of who looked."""

from .access import Access, AccessKind
from .event import Event
from .platform import PlatformEvent

__all__ = ["Access", "AccessKind", "Event", "PlatformEvent"]
