"""What other apps may use of alerts."""

from .feeds.writing import register_about_home
from .models import ChannelKind, Sending, SendingState
from .news import register_news, tell
from .sending.replaying import DeadGroup, dead_groups, dead_sendings, send_again

__all__ = [
    "ChannelKind",
    "DeadGroup",
    "Sending",
    "SendingState",
    "dead_groups",
    "dead_sendings",
    "register_about_home",
    "register_news",
    "send_again",
    "tell",
]
