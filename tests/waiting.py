"""Waiting for other processes: a condition is asked until it holds, and the bound is a limit, not a measurement."""

import time
from collections.abc import Callable
from threading import Event

_BETWEEN_SECONDS = 0.01


def wait_until(condition: Callable[[], object], *, seconds: float, what: str) -> None:
    """Returns when `condition()` holds. AssertionError naming `what` after `seconds`."""
    until = time.monotonic() + seconds
    pause = Event()
    while not condition():
        assert time.monotonic() < until, f"not within {seconds} s: {what}"
        pause.wait(_BETWEEN_SECONDS)
