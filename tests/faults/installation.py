"""A whole installation of a test's own: PostgreSQL, Redis, web, worker, clock and beat, all of them to be killed."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.accounts.public import Role
from idi_platform.api.services.clients import let_program_in, make_key
from idi_platform.embedded import postgres
from idi_platform.embedded.connections import DATABASE, database_settings
from idi_platform.embedded.homes import run_as
from idi_platform.embedded.places import read_secret, var_directory
from idi_platform.tenancy.public import tenant_work
from tests import databases
from tests.broker import OwnBroker
from tests.e2e.stack import Stack, free_port
from tests.scratch import scratch_folder
from tests.waiting import wait_until
from tests.world import CityWorld, member

# A bound of a wait, not a measurement: what PROMISES rows 33 and 34 give the platform to come back.
LONGEST_SECONDS = 120
_BETWEEN_TRIES_SECONDS = 0.1
# What a caller may be told while a server is away; None: nothing.
AWAY = {503, None}


@dataclass(frozen=True)
class Installation:
    """The running servers and processes. This process reads and writes the same database, as idi_app."""

    var: Path
    stack: Stack
    broker: OwnBroker

    def end_sessions(self) -> None:
        """Ends every session of the product in the database, as an administrator might; this thread gave up its own."""
        connections.close_all()
        password = read_secret(self.var, f"postgres_{postgres.BOOTSTRAP}")
        sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('idi_app', 'idi_clock')"
        postgres.execute(postgres.open_cluster(self.var), password, DATABASE, sql)

    def crash_database(self) -> None:
        """Nobody finishes, nothing is flushed: the next start recovers from the log."""
        cluster = postgres.open_cluster(self.var)
        command = [str(cluster.programs / "pg_ctl"), "-D", str(cluster.data), "-s", "-w", "-m", "immediate", "stop"]
        assert run_as(cluster.user, command).returncode == 0

    def start_database(self) -> None:
        postgres.start(self.var)

    def ask(
        self,
        path: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: dict[str, Any] | None = None,
        form: dict[str, str] | None = None,
    ) -> tuple[int | None, str]:
        """Status and words of an answer over HTTP; None when the connection broke. With a body or form a POST."""
        connection = HTTPConnection("127.0.0.1", self.stack.port, timeout=LONGEST_SECONDS)
        content, kind = (json.dumps(body), "application/json") if body is not None else ("", "")
        if form is not None:
            content, kind = urlencode(form), "application/x-www-form-urlencoded"
        try:
            sent = {"Content-Type": kind, **(headers or {})}
            connection.request("POST" if content else "GET", path, content or None, sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, HTTPException):
            return None, ""
        finally:
            connection.close()

    def health(self) -> dict[str, Any]:
        """What a monitor is told; nothing while nobody answers."""
        _status, words = self.ask("/health")
        told: dict[str, Any] = json.loads(words or "{}")
        return told

    def is_well(self) -> bool:
        """Every part answers, and all that is on record is sealed."""
        told = self.health()
        return told.get("status") == "ok" and told.get("unsealed") == 0

    def wait_until_well(self) -> None:
        wait_until(self.is_well, seconds=LONGEST_SECONDS, what="every part answers and the record is sealed")

    def assert_nobody_ended(self) -> None:
        """The processes came back by themselves: they are those that were started."""
        ended = {
            name: self.stack.words(name) for name, process in self.stack.processes.items() if process.poll() is not None
        }
        assert not ended


class Telephone:
    """A program at an insurer that enters reports: each is sent until it is acknowledged, always with its own key."""

    def __init__(self, installation: Installation, city: CityWorld) -> None:
        self._installation = installation
        self._city = city
        admin = member(f"admin-{uuid4()}", role=Role.ORG_ADMIN, city=city.city, organisation=city.insurer)
        with tenant_work(admin.actor()) as by:
            now = timezone.now()
            client = let_program_in(
                name="核心系统", role=Role.ADJUSTER, scopes=("claims:read", "claims:write"), by=by, at=now
            )
            _key, secret = make_key(client=client, expires_on=timezone.localdate() + timedelta(days=30), by=by, at=now)
        self.path = f"/api/v1/homes/{city.unit.pk}/calls/"
        self.head = {"Authorization": f"Bearer {secret}"}

    def report(self, number: int) -> str:
        """Sent until acknowledged, and each third once more, as by a caller who lost the answer; the claim's id."""
        key, body = str(uuid4()), self._body(number)
        claim = self._send(key, body)
        if number % 3 == 0:
            assert self._send(key, body) == claim
        return claim

    def _send(self, key: str, body: dict[str, Any]) -> str:
        pause = Event()
        head = {**self.head, "Idempotency-Key": key}
        while True:
            status, words = self._installation.ask(self.path, body=body, headers=head)
            if status == 200:
                return str(json.loads(words)["id"])
            assert status in AWAY, (words, self._installation.stack.words("web"))
            pause.wait(_BETWEEN_TRIES_SECONDS)

    def _body(self, number: int) -> dict[str, Any]:
        return {
            "owner": str(self._city.owner.user_id),
            "called_at": (timezone.now() - timedelta(hours=1)).isoformat(),
            "caller": "王女士",
            "number": "13800000000",
            "place": "bathroom",
            "defect": "water",
            "description": f"天花板滴水 {number}",
            "noticed_on": str(timezone.localdate() - timedelta(days=2)),
            "is_dangerous": False,
            "is_application": True,
            "has_consented": True,
        }


@contextmanager
def installed(source: str, blocker: DjangoDbBlocker) -> Iterator[Installation]:
    """Servers and processes of their own on a copy of the database `source`; everything is durable, as in earnest."""
    dumped = _dump(source)
    with scratch_folder() as folder, pytest.MonkeyPatch.context() as patched:
        var = folder / "var"
        var.mkdir(mode=0o711)
        for name in ("secrets", "static"):
            shutil.copytree(var_directory() / name, var / name)
        for name in ("DATABASE_URL", "REDIS_URL", "IDI_REDIS_DATABASE"):
            patched.delenv(name, raising=False)
        # Nobody here has an e-mail address: no mail server is wanted.
        patched.setenv("IDI_SMTP", "smtp://127.0.0.1:9")
        patched.setenv("IDI_VAR", str(var))
        cluster = postgres.start(var)
        restored = f"BEGIN;\nSET LOCAL synchronous_commit = off;\n{dumped}\nCOMMIT;\n"
        postgres.execute(cluster, read_secret(var, f"postgres_{postgres.BOOTSTRAP}"), DATABASE, restored)
        broker = OwnBroker(var)
        broker.start()
        stack = Stack(database=DATABASE, port=free_port(), log=folder, redis_database=0)
        with blocker.unblock(), databases.using(DATABASE), broker.in_use():
            try:
                stack.start()
                yield Installation(var, stack, broker)
            finally:
                stack.stop()
                connections.close_all()


def _dump(source: str) -> str:
    """The database as SQL, by the login of back-ups."""
    address = database_settings("idi_backup")
    cluster = postgres.open_cluster(var_directory())
    command = [str(cluster.programs / "pg_dump"), "-w", "-h", str(address["HOST"]), "-U", str(address["USER"])]
    command += [*(("-p", str(address["PORT"])) if address["PORT"] else ()), source]
    done = run_as(cluster.user, command, environment={"PGPASSWORD": str(address["PASSWORD"])})
    assert done.returncode == 0, done.stderr
    return done.stdout
