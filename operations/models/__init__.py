"""What the platform's administrators keep."""

from .heartbeat import Heartbeat, Process

__all__ = ["Heartbeat", "Process"]
