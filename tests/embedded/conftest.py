"""Servers of the embedded tests' own, in folders that the servers' user can reach."""

from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from idi_platform.embedded import postgres
from idi_platform.embedded.connections import database_settings
from idi_platform.embedded.places import read_secret
from tests.scratch import scratch_folder


@pytest.fixture(autouse=True)
def embedded_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own addresses must not replace the servers under test."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var() -> Iterator[Path]:
    """An empty var/ of this test."""
    with scratch_folder() as folder:
        yield folder / "var"


@pytest.fixture(scope="module")
def running() -> Iterator[Path]:
    """A var/ whose database runs."""
    with scratch_folder() as folder:
        postgres.start(folder / "var", durable=False)
        yield folder / "var"


def connect(var: Path, login: str, *, password: str | None = None) -> psycopg2.extensions.connection:
    """A connection to the database `idi` as settings would make it, or with another password."""
    settings = database_settings("idi_app", var=var)
    return psycopg2.connect(
        dbname=settings["NAME"],
        host=settings["HOST"],
        user=login,
        password=read_secret(var, f"postgres_{login}") if password is None else password,
    )


def ask(var: Path, login: str, question: str) -> list[tuple[object, ...]]:
    """The rows that a login gets."""
    connection = connect(var, login)
    try:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()
    finally:
        connection.close()
