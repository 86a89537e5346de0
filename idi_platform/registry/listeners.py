"""Who wants to know of a milestone: apps above register, and are told within the transaction that records it."""

from datetime import datetime
from typing import Protocol

from idi_platform.tenancy.public import Actor

from .models import Milestone


class MilestoneListener(Protocol):
    def __call__(self, milestone: Milestone, *, by: Actor, at: datetime) -> None: ...


_listeners: list[MilestoneListener] = []


def register_milestone_listener(listener: MilestoneListener) -> None:
    """Has `listener` told of every milestone that is recorded. Called from apps.ready()."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_of_milestone(milestone: Milestone, *, by: Actor, at: datetime) -> None:
    for listener in _listeners:
        listener(milestone, by=by, at=at)
