"""Whether what was to be told of a deadline is still true."""

from idi_platform.deadlines.public import Deadline

from .models import NoticeKind


def is_still_news(kind: NoticeKind, deadline: Deadline) -> bool:
    """A miss stays one when the duty is done late; any other news is untrue once it is done or stands still."""
    if kind != NoticeKind.MISSED:
        return deadline.closed_at is None and deadline.suspended_since is None
    ended_at = deadline.met_at or deadline.closed_at
    return ended_at is None or ended_at >= deadline.due_at
