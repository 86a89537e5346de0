"""Test databases: the owner migrates one template, every worker and committed test clones it, tests run as idi_app."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connections

from idi_platform.embedded.application import IN_TURN
from idi_platform.embedded.connections import database_settings

ROOT = Path(__file__).parents[1]
TEMPLATE = "idi_test_template"


@contextmanager
def owner_cursor(database: str = "postgres") -> Iterator[psycopg2.extensions.cursor]:
    """An autocommitting cursor of idi_owner, for making and dropping databases."""
    address = database_settings("idi_owner")
    connection = psycopg2.connect(
        dbname=database,
        user=address["USER"],
        password=address["PASSWORD"],
        host=address["HOST"],
        port=address["PORT"] or None,
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def schema_fingerprint() -> str:
    """Changes when a migration, the wall, a rule pack or a calendar does."""
    digest = hashlib.sha256()
    schema = ("*/migrations/*.py", "idi_platform/*/migrations/*.py", "idi_platform/tenancy/wall.py")
    data = ("policies/packs/**/*.*", "idi_platform/deadlines/calendars/*.yaml", "idi_platform/tenancy/divisions/*")
    for path in sorted(path for pattern in (*schema, *data) for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure_template() -> None:
    """Makes the template unless one of this very schema stands already."""

    def build() -> None:
        commands = ["migrate", "-v0"], ["load_divisions"], ["load_calendars"], ["load_regimes"]
        in_turn = ["-c", IN_TURN, json.dumps(commands)]
        _run(in_turn, login="idi_owner", database=TEMPLATE, DJANGO_SETTINGS_MODULE="idi_platform.settings")

    _ensure(TEMPLATE, "template1", schema_fingerprint(), build)


def ensure_filled(name: str, build: Callable[[], None]) -> None:
    """Clones the template as `name` and fills it, once for all workers of this run."""
    _ensure(name, TEMPLATE, os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())), build)


def _ensure(name: str, template: str, mark: str, build: Callable[[], None]) -> None:
    """Makes and builds a database unless one with this mark stands already; who would clone it waits."""
    with owner_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name])
        found = cursor.fetchone()
        if found and found[0] == mark:
            return
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _copy(cursor, name, template)
        build()
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [mark])


def clone(name: str, template: str = TEMPLATE) -> None:
    """A fresh database from a template, once nobody builds that."""
    with owner_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        _copy(cursor, name, template)


def _copy(cursor: psycopg2.extensions.cursor, name: str, template: str) -> None:
    cursor.execute("SELECT pg_advisory_lock_shared(hashtext(%s))", [template])
    cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    cursor.execute("SELECT pg_advisory_unlock_shared(hashtext(%s))", [template])


def drop(name: str) -> None:
    with owner_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def manage(*arguments: str, login: str, database: str, **environment: str) -> str:
    """Runs a management command as another login, as ./idi does; what it printed. Fails loudly."""
    return _run(["manage.py", *arguments], login=login, database=database, **environment)


def _run(arguments: list[str], *, login: str, database: str, **environment: str) -> str:
    done = subprocess.run(  # our own interpreter and our own command
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "IDI_LOGIN": login, "IDI_DATABASE": database, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def using(database: str, login: str = "idi_app") -> Iterator[None]:
    """Points Django's connection at another database or login within the block."""
    address = {**database_settings(login), "NAME": database}
    wrapper = connections["default"]
    before = {key: wrapper.settings_dict[key] for key in address}
    wrapper.close()
    wrapper.settings_dict.update(address)
    settings.DATABASES["default"].update(address)
    try:
        yield
    finally:
        wrapper.close()
        wrapper.settings_dict.update(before)
        settings.DATABASES["default"].update(before)
