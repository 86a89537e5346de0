"""Which tests a run holds, and which of them stay together when several workers share it."""

import subprocess
from pathlib import Path
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


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """What a run leaves to chance follows from the commit's tests, so that one run of a commit foretells the next."""
    tests = ["git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD:tests"]
    seed = crc32(subprocess.run(tests, capture_output=True, check=False).stdout)
    if config.getoption("randomly_seed", None) == "default":
        config.option.randomly_seed = seed
    if config.getoption("hypothesis_seed", None) is None:
        config.option.hypothesis_seed = str(seed)


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
