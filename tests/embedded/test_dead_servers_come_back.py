"""The legal clock needs both servers: whichever dies is started again without a person."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from idi_platform.embedded import application, postgres, redis
from idi_platform.embedded.supervisor import Supervisor, log_path

from .conftest import ask


@pytest.fixture
def supervisor(var: Path) -> Iterator[Supervisor]:
    """A copy that supervises the two servers of a scratch var/ and no program."""
    postgres.start(var, durable=False)
    redis.start(var)
    made = Supervisor(var)
    made.guard(application.embedded_servers(var, durable=False))
    yield made
    made.stop()


def watch_until(supervisor: Supervisor, done: Callable[[], bool]) -> None:
    def tick() -> None:
        if done():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        supervisor.watch(tick)


def redis_pid(var: Path) -> int:
    return int((var / "redis" / "redis.pid").read_text())


def told(var: Path) -> str:
    """What the supervisor has said; a killed server can look alive for an instant, its successor's start cannot lie."""
    log = log_path(var, "supervisor")
    return log.read_text() if log.exists() else ""


def test_killed_servers_are_started_again(var: Path, supervisor: Supervisor) -> None:
    os.kill(redis_pid(var), signal.SIGKILL)
    watch_until(supervisor, lambda: "redis runs again" in told(var))
    assert redis.is_running(redis.open_broker(var))
    cluster = postgres.open_cluster(var)
    assert postgres.is_running(cluster)

    os.kill(int((cluster.data / "postmaster.pid").read_bytes().split(b"\n", 1)[0]), signal.SIGKILL)
    watch_until(supervisor, lambda: "postgres runs again" in told(var))
    assert ask(var, "idi_app", "SELECT 1") == [(1,)]


def test_a_redis_that_hangs_is_replaced_and_not_left_behind(var: Path, supervisor: Supervisor) -> None:
    hung = redis_pid(var)
    os.kill(hung, signal.SIGSTOP)
    watch_until(supervisor, lambda: redis.is_running(redis.open_broker(var)))
    assert redis_pid(var) != hung
    assert not Path(f"/proc/{hung}/cwd").exists()


def test_each_server_is_kept_or_stopped_by_itself(var: Path) -> None:
    redis.start(var)
    with application.servers(var, durable=False):
        assert application.running_servers(var) == {"postgres", "redis"}
    assert application.running_servers(var) == {"redis"}
