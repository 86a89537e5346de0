"""Starting twice, after a crash, after a half-made cluster."""

import os
import signal
from pathlib import Path

from idi_platform.embedded import postgres
from idi_platform.embedded.postgres import Cluster

from .conftest import ask


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_bytes().split(b"\n", 1)[0])


def test_a_second_start_uses_the_running_server(var: Path) -> None:
    first = server_pid(postgres.start(var, durable=False))
    assert server_pid(postgres.start(var, durable=False)) == first


def test_stopping_ends_the_server_and_stopping_again_is_harmless(var: Path) -> None:
    cluster = postgres.start(var, durable=False)
    assert postgres.stop(var)
    assert not postgres.is_running(cluster)
    assert not postgres.stop(var)


def test_rows_outlive_a_restart(var: Path) -> None:
    postgres.start(var, durable=False)
    ask(var, "idi_owner", "CREATE TABLE kept (id int); COMMIT; SELECT 1")
    postgres.stop(var)
    postgres.start(var, durable=False)
    assert ask(var, "idi_owner", "SELECT count(*) FROM kept") == [(0,)]


def test_a_killed_server_recovers(var: Path) -> None:
    cluster = postgres.start(var, durable=False)
    killed = server_pid(cluster)
    os.kill(killed, signal.SIGKILL)
    assert server_pid(postgres.start(var, durable=False)) != killed
    assert ask(var, "idi_app", "SELECT 1") == [(1,)]


def test_a_stale_process_number_used_by_another_program_does_not_block(var: Path) -> None:
    cluster = postgres.start(var, durable=False)
    record = (cluster.data / "postmaster.pid").read_bytes()
    postgres.stop(var)
    alien = str(os.getpid()).encode()
    (cluster.data / "postmaster.pid").write_bytes(alien + record[record.index(b"\n") :])
    assert not postgres.is_running(cluster)
    postgres.start(var, durable=False)
    assert ask(var, "idi_app", "SELECT 1") == [(1,)]


def test_a_half_made_cluster_is_made_anew(var: Path) -> None:
    cluster = postgres.open_cluster(var)
    cluster.data.mkdir()
    (cluster.data / "PG_VERSION").write_text("18\n")
    postgres.start(var, durable=False)
    assert ask(var, "idi_app", "SELECT 1") == [(1,)]
