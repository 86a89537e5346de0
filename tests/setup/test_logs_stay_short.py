"""No log grows without bound, while its writer keeps it open."""

from pathlib import Path

import pytest

from idi_platform.embedded import redis
from idi_platform.embedded.homes import OsUser
from idi_platform.embedded.redis import Broker
from idi_platform.embedded.supervisor import log_path, trim_logs

LIMIT = 100


def test_a_long_log_moves_aside_and_its_writer_goes_on_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("idi_platform.embedded.supervisor.LOG_LIMIT", LIMIT)
    path = log_path(tmp_path, "web")
    with path.open("a") as writer:
        writer.write("x" * (LIMIT + 1))
        writer.flush()
        trim_logs(tmp_path)
        writer.write("next")
    assert path.read_text() == "next"
    assert path.with_suffix(".log.1").read_text() == "x" * (LIMIT + 1)


def test_a_short_log_is_left_alone(tmp_path: Path) -> None:
    log_path(tmp_path, "postgres").write_text("all is well")
    trim_logs(tmp_path)
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["postgres.log"]


def test_the_log_that_redis_writes_in_its_own_folder_is_cut_too(tmp_path: Path) -> None:
    broker = Broker(tmp_path, tmp_path / "redis.sock", tmp_path, OsUser(uid=0, gid=0, switch=False))
    broker.log.write_text("x" * (LIMIT + 1))
    redis.trim_log(broker, LIMIT)
    assert broker.log.read_text() == ""
    assert (tmp_path / "redis.log.1").stat().st_size == LIMIT + 1
