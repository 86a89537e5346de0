"""What other apps may use of alerts."""

from .news import register_news, tell

__all__ = ["register_news", "tell"]
