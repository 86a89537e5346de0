"""/health: whether each part answers, and no more."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests import databases


def test_it_is_well_when_database_and_redis_answer(db: None, client: Client) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "redis": "ok"}
    assert "no-store" in response.headers["Cache-Control"]


def test_redis_that_does_not_answer_makes_it_503_without_detail(
    db: None, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/nobody.sock")
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json() == {"status": "failed", "database": "ok", "redis": "failed"}
    assert str(tmp_path) not in response.content.decode()


def test_a_database_that_does_not_answer_makes_it_503(committed_db: str, client: Client) -> None:
    connection.close()
    with databases.using("no_such_database"):
        response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["database"] == "failed"
