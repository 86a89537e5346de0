"""Terms are reckoned anew once each, however often the worker is killed, and by two workers at once."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.db.models import Count
from django.utils import timezone

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, Move, Recomputation, RecomputationState
from idi_platform.deadlines.public import EventCode, RecomputationCause, run_recomputation
from idi_platform.tenancy.public import tenant_work
from tests.armed import arm
from tests.databases import ROOT
from tests.threads import at_once
from tests.waiting import wait_until
from tests.world import ZONE, CityWorld, World

DUE = datetime(2027, 2, 5, tzinfo=ZONE)
NOW = datetime(2027, 1, 29, 9, tzinfo=ZONE)
BATCH = 3


def set_running(city: CityWorld, terms: int) -> Recomputation:
    """Terms whose dates are not what the calendar says, and a run over them that two people agreed on."""
    arm(city, count=terms, dues=[DUE])
    with tenant_work(city.system):
        return Recomputation.objects.create(
            city=city.city,
            cause=RecomputationCause.CALENDAR,
            subject="2027",
            reference="测试",
            reason="测试",
            state=RecomputationState.RUNNING,
            asked_by=city.officer.user,
            asked_at=timezone.now(),
            decided_by=city.adjuster.user,
            decided_at=timezone.now(),
            total=terms,
        )


def moved(city: CityWorld) -> int:
    with tenant_work(city.system):
        return Move.objects.count()


def check(city: CityWorld, row: Recomputation, terms: int) -> None:
    with tenant_work(city.system):
        row.refresh_from_db()
        assert (row.state, row.done, row.moved, row.set_aside) == (RecomputationState.DONE, terms, terms, [])
        assert not Deadline.objects.annotate(times=Count("moves")).exclude(times=1, plan_version=2).exists()
        assert Event.objects.filter(code=EventCode.RECOMPUTED).count() == terms


@pytest.mark.faults
def test_killed_workers_move_every_term_once(
    committed_db: str, committed_world: World, tmp_path: Path, full: bool
) -> None:
    terms, kills = (2_000, 40) if full else (16, 1)
    city = committed_world.here
    row = set_running(city, terms)
    environment = {**os.environ, "IDI_DATABASE": committed_db, "IDI_LOGIN": "idi_app"}
    command = [sys.executable, "-m", "tests.faults.recomputer", str(city.city.pk), NOW.isoformat(), str(BATCH)]
    for kill in range(kills + 1):
        least = (kill + 1) * terms // (kills + 2) if kill < kills else terms
        with (tmp_path / "worker.log").open("ab") as log:
            worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            if kill < kills:
                wait_until(lambda: moved(city) >= least, seconds=300, what=f"{least} of {terms} moved")  # noqa: B023  # asked at once
                worker.kill()
            code = worker.wait()
        assert code == 0 or kill < kills, (tmp_path / "worker.log").read_text(encoding="utf-8")
    check(city, row, terms)


def test_two_workers_at_once_share_the_terms(committed_db: str, committed_world: World) -> None:
    city = committed_world.here
    row = set_running(city, 12)

    def work() -> None:
        run_recomputation(recomputation_id=row.pk, by=city.system, at=NOW, batch=BATCH)

    at_once(committed_db, ("idi_app", work), ("idi_app", work))
    run_recomputation(recomputation_id=row.pk, by=city.system, at=NOW, batch=BATCH)
    check(city, row, 12)
