"""Nothing above var/ is touched; sockets fit; folders that others own are not used."""

import os
import shutil
from pathlib import Path

import pytest

from idi_platform.embedded import postgres, redis
from idi_platform.embedded.errors import EmbeddedError
from idi_platform.embedded.homes import LONGEST_SOCKET_NAME, SHARED_HOME, SOCKET_PATH_LIMIT

from .conftest import ask

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="under an ordinary user the servers run as that user")


def looks(folder: Path) -> tuple[int, int, int]:
    state = folder.stat()
    return state.st_mode, state.st_uid, state.st_gid


def test_nothing_above_var_is_changed(var: Path) -> None:
    above = [var.parent, *var.parent.parents]
    before = [looks(folder) for folder in above]
    postgres.start(var, durable=False)
    redis.start(var)
    assert [looks(folder) for folder in above] == before
    assert [entry.name for entry in var.parent.iterdir()] == ["var"]


def test_a_deep_var_keeps_the_socket_path_short(var: Path) -> None:
    deep = var / ("d" * 60) / ("e" * 60)
    try:
        cluster = postgres.start(deep, durable=False)
        assert len(os.fsencode(cluster.sockets / LONGEST_SOCKET_NAME)) < SOCKET_PATH_LIMIT
        assert looks(cluster.sockets)[0] & 0o777 == 0o700
        assert ask(deep, "idi_app", "SELECT 1") == [(1,)]
    finally:
        postgres.stop(deep)
        (deep / "postgres" / "socket").resolve().rmdir()


def test_a_folder_of_somebody_else_is_never_used_for_sockets(var: Path) -> None:
    deep = var / ("d" * 60) / ("e" * 60)
    sockets = postgres.open_cluster(deep).sockets
    sockets.chmod(0o777)
    try:
        with pytest.raises(EmbeddedError, match="not ours alone"):
            postgres.open_cluster(deep)
    finally:
        sockets.rmdir()


@pytest.mark.parametrize("name", ["住宅 质量", "a'b", "100%"])
def test_a_path_may_have_any_letters(var: Path, name: str) -> None:
    odd = var / name
    try:
        postgres.start(odd, durable=False)
        postgres.start(odd, durable=False)
        assert ask(odd, "idi_app", "SELECT 1") == [(1,)]
    finally:
        postgres.stop(odd)


@ROOT_ONLY
def test_under_root_the_servers_run_as_an_ordinary_user(var: Path) -> None:
    cluster = postgres.start(var, durable=False)
    pid = int((cluster.data / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
    assert Path(f"/proc/{pid}").stat().st_uid == cluster.user.uid != 0


@ROOT_ONLY
def test_below_a_closed_folder_the_database_lies_elsewhere_and_the_folder_stays_closed(var: Path) -> None:
    closed = var.parent / "closed"
    closed.mkdir(mode=0o700)
    inside = closed / "var"
    try:
        cluster = postgres.start(inside, durable=False)
        assert cluster.home.parent == SHARED_HOME
        assert looks(closed)[0] & 0o777 == 0o700
        assert ask(inside, "idi_app", "SELECT 1") == [(1,)]
    finally:
        postgres.stop(inside)
        shutil.rmtree((inside / "postgres").resolve())
