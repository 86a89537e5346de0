"""Promise 30: deadlines fire once, however often their sweepers are killed."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Count, F

from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.armed import DAY, DUE_STEP, OFFSETS, arm
from tests.databases import ROOT
from tests.waiting import wait_until
from tests.world import ZONE, CityWorld, World

DUE = datetime(2026, 9, 24, tzinfo=ZONE)
NOW = DUE + 30 * DAY
SWEEPERS = 3
# So small that a kill nearly always falls between the statements of a batch.
BATCH = 5
LONGEST_SECONDS = 1800


class Sweepers:
    """Three sweeping processes; whoever is killed is replaced, whoever fails fails the test."""

    def __init__(self, database: str, log: Path) -> None:
        self._environment = {**os.environ, "IDI_DATABASE": database, "IDI_LOGIN": "idi_clock"}
        self._log = log.open("wb")
        self._running = [self._start() for _ in range(SWEEPERS)]

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.faults.sweeper", NOW.isoformat(), str(BATCH)]
        return subprocess.Popen(
            command, cwd=ROOT, env=self._environment, stdout=self._log, stderr=self._log, start_new_session=True
        )

    def kill_one(self, chance: random.Random) -> None:
        """SIGKILL to one of them at random, and a new one in its place."""
        place = chance.randrange(SWEEPERS)
        self._running[place].kill()
        self._running[place].wait()
        self._running[place] = self._start()

    def have_ended(self) -> bool:
        codes = [process.poll() for process in self._running]
        assert set(codes) <= {None, 0}, Path(self._log.name).read_text(encoding="utf-8")
        return codes == [0] * SWEEPERS

    def end(self) -> None:
        for process in self._running:
            process.kill()
            process.wait()
        self._log.close()


@contextmanager
def sweeping(database: str, log: Path) -> Iterator[Sweepers]:
    sweepers = Sweepers(database, log)
    try:
        yield sweepers
    finally:
        sweepers.end()


def told(city: CityWorld) -> int:
    with acting_as(city.system), transaction.atomic():
        return Message.objects.count()


def arm_both(world: World, timers: int) -> tuple[CityWorld, CityWorld]:
    for city in (world.here, world.there):
        arm(city, count=timers // 2, dues=[DUE])
    return world.here, world.there


@pytest.mark.faults
def test_killed_sweepers_lose_nothing_and_tell_nothing_twice(
    committed_db: str, committed_world: World, tmp_path: Path, full: bool
) -> None:
    timers, kills = (10_000, 200) if full else (300, 5)
    cities = arm_both(committed_world, timers)
    steps = timers * len(OFFSETS)
    chance = random.Random()  # where to kill; no secret
    with sweeping(committed_db, tmp_path / "sweepers.log") as sweepers:
        for moment in sorted(chance.sample(range(1, steps * 9 // 10), kills)):
            wait_until(
                lambda least=moment: sum(map(told, cities)) >= least,  # type: ignore[misc]  # the loop's own number
                seconds=LONGEST_SECONDS,
                what=f"{moment} of {steps} steps told",
            )
            sweepers.kill_one(chance)
        wait_until(sweepers.have_ended, seconds=LONGEST_SECONDS, what="nothing is due")
    for city in cities:
        check(city, timers // 2)


def check(city: CityWorld, timers: int) -> None:
    """Every step of every timer told exactly once, every miss marked, nothing left."""
    with acting_as(city.system), transaction.atomic():
        assert DeadlineTimer.objects.filter(fire_at=None, step=len(OFFSETS), quarantined="").count() == timers
        assert Deadline.objects.filter(missed_at=F("due_at")).count() == timers
        per_step = Message.objects.values("step", "skipped").annotate(
            told=Count("id"), of=Count("source_id", distinct=True)
        )
        assert {(row["step"], row["skipped"]): (row["told"], row["of"]) for row in per_step} == {
            (step, step < DUE_STEP): (timers, timers) for step in range(len(OFFSETS))
        }
