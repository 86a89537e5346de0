"""Which tests stay together when several workers share a run."""

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]  # xdist ships no types
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

JOURNEYS = "tests/e2e/"


class ByWhatTheyStandOn(LoadFileScheduling):  # type: ignore[misc]  # of an untyped class
    """A file stays with one worker, and with what it built; all journeys do, and share one stack of processes."""

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    return ByWhatTheyStandOn(config, log)
