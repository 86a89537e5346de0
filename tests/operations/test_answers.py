"""/health: whether each vital part answers, and no more; /health/web: the web processes and their database alone."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from idi_platform.audit.public import record_platform
from operations.heartbeats import DEAD_AFTER, note
from operations.models import Heartbeat, Process
from tests import databases
from tests.world import World

WELL = {"database": "ok", "redis": "ok", "beat": "ok", "clock": "ok", "worker": "ok"}
FIGURES = {"unsealed", "unsealed_seconds"}


@pytest.fixture
def at_work(db: None) -> None:
    for process in Process:
        note(process)


def told(response: Any) -> dict[str, str]:
    """Which part answers, without the figures of the record."""
    return {name: value for name, value in json.loads(response.content).items() if name not in FIGURES}


def silent(process: Process, *, since: timedelta) -> None:
    Heartbeat.objects.filter(process=process).update(at=timezone.now() - since)


def test_it_is_well_when_every_part_answers(at_work: None, client: Client) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert told(response) == {"status": "ok", **WELL}
    assert "no-store" in response.headers["Cache-Control"]


def test_redis_that_does_not_answer_makes_it_503_without_detail(
    at_work: None, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/nobody.sock")
    response = client.get("/health")
    assert response.status_code == 503
    assert told(response) == {"status": "failed", **WELL, "redis": "failed"}
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.parametrize("process", Process)
def test_a_process_that_fell_silent_makes_it_503(at_work: None, client: Client, process: Process) -> None:
    silent(process, since=DEAD_AFTER - timedelta(seconds=20))
    assert client.get("/health").status_code == 200
    silent(process, since=DEAD_AFTER + timedelta(seconds=5))
    response = client.get("/health")
    assert response.status_code == 503
    assert told(response) == {"status": "failed", **WELL, process: "failed"}


def test_a_process_that_was_never_seen_is_not_well(db: None, client: Client) -> None:
    assert client.get("/health").json()["clock"] == "failed"


def test_the_web_answers_for_itself_while_nobody_else_works(db: None, client: Client) -> None:
    response = client.get("/health/web")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok"})


@pytest.mark.parametrize("address", ["/health", "/health/web"])
def test_a_database_that_does_not_answer_makes_it_503(committed_db: str, client: Client, address: str) -> None:
    connection.close()
    with databases.using("no_such_database"):
        response = client.get(address)
    assert response.status_code == 503
    assert response.json()["database"] == "failed"


def test_it_tells_how_much_of_the_record_waits_for_its_seal(at_work: None, client: Client, world: World) -> None:
    """A figure, for a monitor to judge: what the sealer has not taken yet."""
    before = client.get("/health").json()["unsealed"]
    record_platform(code="x", subject="x", subject_id="x", by=world.operator.actor(), at=timezone.now(), payload={})
    answer = client.get("/health").json()
    assert answer["unsealed"] == before + 1
    assert answer["unsealed_seconds"] >= 0
