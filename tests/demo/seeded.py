"""The demo's rows in a database to clone: seeding takes longer than every journey, so the workers of a run share it."""

from datetime import datetime

from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import move_clock
from tests import databases
from tests.world import ZONE

# The morning before the National Day holiday of 2026: terms that end in it roll to 8 October.
EVE = datetime(2026, 9, 30, 10, tzinfo=ZONE)


def seeded_demo(at: datetime, blocker: DjangoDbBlocker) -> str:
    """The name of the database as `./idi demo` seeds it at that moment; built by whoever asks first."""
    name = f"idi_test_seeded_{at:%Y%m%d}"

    def build() -> None:
        databases.manage("confirm_demo_dates", login="idi_owner", database=name, IDI_DEMO="1")
        with blocker.unblock(), databases.using(name):
            move_clock(at)
        databases.manage("seed", "--demo", login="idi_app", database=name, IDI_DEMO="1")

    databases.ensure_filled(name, build)
    return name
