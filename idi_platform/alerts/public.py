"""What other apps may use of alerts."""

from .feeds.writing import register_about_home
from .models import ChannelGroup, ChannelKind, Sending, SendingState, Words
from .news import register_news, tell
from .sending.replaying import DeadGroup, dead_groups, dead_sendings, send_again
from .words.deciding import ProposedWords, ask_words, put_in_force

__all__ = [
    "ChannelGroup",
    "ChannelKind",
    "DeadGroup",
    "ProposedWords",
    "Sending",
    "SendingState",
    "Words",
    "ask_words",
    "dead_groups",
    "dead_sendings",
    "put_in_force",
    "register_about_home",
    "register_news",
    "send_again",
    "tell",
]
