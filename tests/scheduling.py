"""Which tests a run holds, and which of them stay together when several workers share it."""

from zlib import crc32

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]  # xdist ships no types
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

JOURNEYS = "tests/e2e/"
# Each stays with one worker whole: its files share what takes longest to build (a stack of processes, the scene).
TOGETHER = {JOURNEYS: "journeys", "tests/access/": "scene", "tests/api/test_no_answer_is_a_fault.py": "scene"}
# Files of few tests that take minutes: begun last, one of them would run on alone.
LONG = (
    *TOGETHER,
    "tests/demo/",
    "tests/documents/test_letters_in_workers.py",
    "tests/faults/",
    "tests/outbox/test_jobs_in_workers.py",
)


class ByWhatTheyStandOn(LoadFileScheduling):  # type: ignore[misc]  # of an untyped class
    """A file stays with one worker, and with what it built; so do the files that share more than that."""

    def _split_scope(self, nodeid: str) -> str:
        own = str(super()._split_scope(nodeid))
        return next((shared for start, shared in TOGETHER.items() if nodeid.startswith(start)), own)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return ByWhatTheyStandOn(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long files come first. Of tests marked `in_turn(n)` each run holds one in n, by its seed; --full holds all."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    if config.getoption("--full"):
        return
    seed = int(config.getoption("randomly_seed", 0))
    left = [item for item in items if not _is_its_turn(item, seed)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if _is_its_turn(item, seed)]


def _is_its_turn(item: pytest.Item, seed: int) -> bool:
    mark = item.get_closest_marker("in_turn")
    return mark is None or (crc32(item.nodeid.encode()) + seed) % mark.args[0] == 0
