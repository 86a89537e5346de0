"""Lines of inboxes, the sendings that carry them outside, and organisations' group robots."""

from .notice import Notice, NoticeKind
from .robot import Robot
from .sending import ChannelKind, Sending, SendingState

__all__ = ["ChannelKind", "Notice", "NoticeKind", "Robot", "Sending", "SendingState"]
