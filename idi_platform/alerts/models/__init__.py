"""Lines of inboxes, the sendings that carry them outside, organisations' group robots, people's wishes."""

from .feed import CalendarFeed
from .notice import Notice, NoticeKind
from .preference import ANY_KIND, Choice, Mute, Preference, Way
from .robot import Robot
from .sending import PERSONAL_CHANNELS, ChannelKind, Sending, SendingState

__all__ = [
    "ANY_KIND",
    "PERSONAL_CHANNELS",
    "CalendarFeed",
    "ChannelKind",
    "Choice",
    "Mute",
    "Notice",
    "NoticeKind",
    "Preference",
    "Robot",
    "Sending",
    "SendingState",
    "Way",
]
