"""Where a cause stops a term: the app that knows the cause tells the page on which it is done, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass

from idi_platform.tenancy.public import Actor

from .models import Deadline

# The address of the act for this viewer; empty when it is not theirs, or not open now.
Way = Callable[[Deadline, Actor], str]


@dataclass(frozen=True, slots=True)
class Door:
    stop: Way
    run_on: Way


_doors: dict[str, Door] = {}


def register_stop_door(cause: str, door: Door) -> None:
    """Called from apps.ready()."""
    _doors[cause] = door


def way_to_stop(cause: str, deadline: Deadline, viewer: Actor) -> str:
    return _doors[cause].stop(deadline, viewer) if cause in _doors else ""


def way_to_run_on(cause: str, deadline: Deadline, viewer: Actor) -> str:
    return _doors[cause].run_on(deadline, viewer) if cause in _doors else ""
