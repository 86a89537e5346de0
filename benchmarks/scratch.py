"""Servers and scratch databases of benchmarks. Importing this prepares settings, so it comes before any model.

The databases are made as tests make theirs: a template migrated by the owner, a seeded copy, a fresh copy for each run,
so that A and B start from equal pages. The servers are those of IDI_VAR (default var/bench), durable, started here when
they do not run and stopped again.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import connection

from idi_platform.embedded import application
from idi_platform.embedded.places import PROJECT

VAR = Path(os.environ.setdefault("IDI_VAR", str(PROJECT / "var" / "bench"))).resolve()
VAR.parent.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("IDI_PLAIN_HTTP", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")
application.make_secrets(VAR)
django.setup()

from tests import databases  # noqa: E402  # after the settings

PREFIX = "idi_bench"


@contextmanager
def servers() -> Iterator[None]:
    """PostgreSQL, durable, for the length of the block, and the template of this schema."""
    with application.servers(VAR):
        databases.ensure_template()
        yield


@contextmanager
def seeded(name: str, build: Callable[[], object]) -> Iterator[str]:
    """A database that `build` filled as idi_app; vacuumed and analysed. Its name, for `fresh`."""
    full_name = f"{PREFIX}_{name}"
    databases.clone(full_name)
    try:
        with databases.using(full_name):
            build()
        with databases.owner_cursor(full_name) as owner:
            owner.execute("VACUUM ANALYZE")
        yield full_name
    finally:
        databases.drop(full_name)


@contextmanager
def copied(template: str, name: str = "run") -> Iterator[str]:
    """An untouched copy of a seeded database; its full name."""
    full_name = f"{PREFIX}_{name}"
    databases.clone(full_name, template)
    try:
        yield full_name
    finally:
        databases.drop(full_name)


@contextmanager
def fresh(template: str, login: str) -> Iterator[str]:
    """An untouched copy of a seeded database, used as `login`."""
    with copied(template) as name, databases.using(name, login):
        yield name


def server_seconds() -> float:
    """Processor time of this connection's server process so far: what other users of the machine do not move."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
