"""How late each timer fired is kept and can be asked for."""

from datetime import datetime, timedelta

from django.utils import timezone

from idi_platform.deadlines.health import forget_lateness
from idi_platform.deadlines.public import lateness_since
from idi_platform.deadlines.services.sweep import sweep
from tests.armed import DUE_STEP, OFFSETS, arm
from tests.deadlines.stated import RECEIVED
from tests.threads import connected
from tests.world import CityWorld, World

LATE = timedelta(seconds=2)


def ever() -> datetime:
    return timezone.now() - timedelta(days=1)


def test_every_firing_leaves_how_late_it_was(here: CityWorld) -> None:
    arm(here, count=9, dues=[RECEIVED])
    sweep(now=RECEIVED + OFFSETS[0] + LATE)
    arm(here, count=1, dues=[RECEIVED])
    sweep(now=RECEIVED + OFFSETS[0] + 300 * LATE)
    found = lateness_since(ever())
    assert (found.fired, found.half, found.nearly_all) == (10, LATE, 300 * LATE)
    sweep(now=RECEIVED + OFFSETS[0] + 300 * LATE)
    assert lateness_since(ever()) == found


def test_the_clock_forgets_what_is_older_than_a_month(committed_db: str, committed_world: World) -> None:
    arm(committed_world.here, count=1, dues=[RECEIVED])
    with connected(committed_db, "idi_clock"):
        sweep(now=RECEIVED)
        forget_lateness(at=timezone.now() + timedelta(days=29))
        assert lateness_since(ever()).fired == DUE_STEP + 1
        forget_lateness(at=timezone.now() + timedelta(days=31))
        assert lateness_since(ever()).fired == 0
