"""A Redis and Celery workers of a test's own: real processes, ended by their numbers."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from redis import Redis

from idi_platform.celery import app
from idi_platform.embedded import redis
from tests.databases import ROOT

# A bound of a wait, not a measurement.
LONGEST_SECONDS = 120


class OwnBroker:
    """A Redis that nobody else uses, in a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.socket = str(redis.open_broker(var).socket)
        self.url = f"redis+socket://{quote(self.socket)}?virtual_host=0"

    def start(self) -> None:
        redis.start(self.var)

    def stop(self) -> None:
        redis.stop(self.var)

    def kill(self) -> None:
        """SIGKILL, as a machine that runs out of memory does it."""
        os.kill(int((self.var / "redis" / "redis.pid").read_text(encoding="ascii")), signal.SIGKILL)

    def client(self) -> Redis:
        return Redis(unix_socket_path=self.socket, decode_responses=True)

    def waiting(self, queue: str = "default") -> int:
        """How many tasks wait in a queue."""
        with self.client() as client:
            return int(client.llen(queue))

    def environment(self, database: str, login: str = "idi_app") -> dict[str, str]:
        """What a process is told that works on `database` through this Redis."""
        return {**os.environ, "REDIS_URL": self.url, "IDI_DATABASE": database, "IDI_LOGIN": login}

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """This process sends its tasks here, too."""
        _send_to(self.url)
        try:
            yield
        finally:
            _send_to(None)

    @contextmanager
    def worker(self, database: str, *, queue: str = "default", login: str = "idi_app") -> Iterator[None]:
        """One Celery worker as `./idi` starts it, with the probes loaded, killed at the end."""
        command = [sys.executable, "-m", "celery", "-A", "idi_platform.celery", "worker", "-P", "solo", "-Q", queue]
        command += ["-n", f"{queue}@test", "-I", "tests.probes", "--without-mingle", "--without-gossip"]
        with (self.var / f"{queue}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(database, login), stdout=log, stderr=log, start_new_session=True
            )
            try:
                yield
            finally:
                process.send_signal(signal.SIGKILL)
                process.wait(LONGEST_SECONDS)


def _send_to(url: str | None) -> None:
    app.conf.update(broker_write_url=url)
    # Celery keeps its producers for the life of the process; this makes it look again.
    app.amqp._producer_pool = None  # type: ignore[attr-defined]  # the stubs name public attributes only


@pytest.fixture
def own_broker(tmp_path: Path) -> Iterator[OwnBroker]:
    """A running Redis of the test's own, which this process sends to."""
    broker = OwnBroker(tmp_path / "var")
    broker.start()
    with broker.in_use():
        yield broker
    broker.stop()
