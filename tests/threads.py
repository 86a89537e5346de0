"""Threads with connections of their own, as any login, for races on committed rows."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import TypeVar

from django.db import connections

from idi_platform.embedded.connections import database_settings

T = TypeVar("T")
# A bound against deadlock, not a measurement.
LONGEST_SECONDS = 120


@contextmanager
def connected(database: str, login: str = "idi_app") -> Iterator[None]:
    """This thread's own connection to `database`, as `login`; closed at the end."""
    wrapper = connections["default"]
    wrapper.close()
    before = wrapper.settings_dict
    wrapper.settings_dict = {**before, **database_settings(login), "NAME": database}
    try:
        yield
    finally:
        wrapper.close()
        wrapper.settings_dict = before


def at_once(database: str, *works: tuple[str, Callable[[], T]]) -> list[T]:
    """Runs each (login, work) in a thread of its own, all released together; their results in order."""
    barrier = Barrier(len(works))

    def run(login: str, work: Callable[[], T]) -> T:
        with connected(database, login):
            connections["default"].ensure_connection()
            barrier.wait(LONGEST_SECONDS)
            return work()

    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(run, login, work) for login, work in works]
        return [future.result(LONGEST_SECONDS) for future in futures]
