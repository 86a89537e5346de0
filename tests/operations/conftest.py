"""One moment for the pages: what is due soon or newly missed is counted from it."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.supervision.cases import NOW


@pytest.fixture
def now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
