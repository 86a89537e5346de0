"""Lines of inboxes, the sendings that carry them outside and their words, group robots, people's wishes."""

from .feed import CalendarFeed
from .notice import Notice, NoticeKind
from .preference import ANY_KIND, Choice, Mute, Preference, Way
from .robot import Robot
from .sending import PERSONAL_CHANNELS, ChannelKind, Sending, SendingState
from .template import GROUP_OF, ChannelGroup, MessageTemplate, TemplateState, Words

__all__ = [
    "ANY_KIND",
    "GROUP_OF",
    "PERSONAL_CHANNELS",
    "CalendarFeed",
    "ChannelGroup",
    "ChannelKind",
    "Choice",
    "MessageTemplate",
    "Mute",
    "Notice",
    "NoticeKind",
    "Preference",
    "Robot",
    "Sending",
    "SendingState",
    "TemplateState",
    "Way",
    "Words",
]
