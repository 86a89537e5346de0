"""Servers of the embedded tests' own, in folders that the servers' user can reach."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest

from idi_platform.embedded import postgres, redis
from idi_platform.embedded.connections import database_settings
from idi_platform.embedded.places import read_secret


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """pytest's tmp_path may be entered by its user alone; under root the servers run as another."""
    folder = Path(tempfile.mkdtemp(prefix="idi-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        var = folder / "var"
        redis.stop(var)
        postgres.stop(var)
        for link in (var / "postgres", var / "redis", var / "postgres/socket", var / "redis/socket"):
            if link.is_symlink():
                shutil.rmtree(link.resolve(), ignore_errors=True)
        shutil.rmtree(folder)


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
