"""Port taken, wrong port, no right, no network: two lines, the next step, no traceback."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from idi_platform.embedded.errors import EmbeddedError
from idi_platform.embedded.machine import SystemPackage, install
from idi_platform.embedded.places import PROJECT, make_var
from idi_platform.embedded.supervisor import only_copy
from idi_platform.embedded.toolchain import LOCKS, install_lock


def idi(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ./idi as a reader would."""
    return subprocess.run(
        [PROJECT / "idi", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


def says(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines of a problem; a traceback is never among them."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()


@pytest.mark.parametrize("command", ["demo", "run"])
def test_a_taken_port_is_named_with_a_free_one(tmp_path: Path, taken_port: int, command: str) -> None:
    chinese, english, step = says(idi(command, PORT=str(taken_port), IDI_VAR=str(tmp_path / "var")))
    assert f"端口 {taken_port} 已被" in chinese
    assert f"Port {taken_port} is taken" in english
    assert step.startswith("→ PORT=")
    assert step.endswith(f"./idi {command}")
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1", "８０"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    _, english, _ = says(idi("demo", PORT=port, IDI_VAR=str(tmp_path)))
    assert english == f"✗ PORT={port} is not a port."


def test_a_second_copy_in_one_var_is_refused(tmp_path: Path) -> None:
    with only_copy(tmp_path, "demo"):
        _, english, step = says(idi("demo", IDI_VAR=str(tmp_path)))
    assert "already runs" in english
    assert "./idi stop" in step


def test_a_var_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    _, english, _ = says(idi("demo", IDI_VAR=str(tmp_path / "file" / "var")))
    assert str(tmp_path / "file") in english


def test_an_unknown_command_shows_the_commands(tmp_path: Path) -> None:
    done = idi("dmeo", IDI_VAR=str(tmp_path))
    assert done.returncode == 2
    assert "./idi demo" in done.stderr


def test_a_missing_package_without_root_is_named_with_the_exact_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(EmbeddedError) as raised:
        install(SystemPackage("chromium", ("chromium",), "浏览器测试", "tests in a browser"))
    assert raised.value.step == "sudo apt-get install -y --no-install-recommends chromium"


def test_without_network_the_reader_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    absent = tmp_path / "absent.lock"
    absent.write_text(f"idi-no-such-package==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(EmbeddedError, match="check the network"):
        install_lock(absent, tmp_path / "setup.log")


def test_a_folder_that_exists_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    make_var(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_every_lock_has_hashes_and_no_address_of_a_registry() -> None:
    for lock in LOCKS.glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text, lock
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()
