"""Whether a term is missed is read from its dates: no process has to have run."""

from datetime import timedelta

import pytest

from idi_platform.deadlines.models import Deadline
from tests.deadlines.stated import DUTY, started
from tests.world import CityWorld

HOUR = timedelta(hours=1)
NEVER = None


@pytest.mark.parametrize(
    ("met", "seen", "missed"),
    [
        (NEVER, -HOUR, False),
        (NEVER, timedelta(), True),
        (NEVER, HOUR, True),
        (-HOUR, HOUR, False),
        (timedelta(), HOUR, True),
        (HOUR, 2 * HOUR, True),
    ],
)
def test_missed_is_a_matter_of_dates(here: CityWorld, met: timedelta | None, seen: timedelta, missed: bool) -> None:
    deadline = started(here)
    met_at = None if met is None else deadline.due_at + met
    Deadline.objects.filter(pk=deadline.pk).update(met_at=met_at, closed_at=met_at)
    deadline.refresh_from_db()
    at = deadline.due_at + seen
    assert deadline.is_missed(at) is missed
    assert Deadline.objects.filter(duty=DUTY).missed_by(at).exists() is missed
    assert deadline.missed_at is None
