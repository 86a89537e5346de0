"""A start that waits for another copy of the same checkout says for whom."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from idi_platform.embedded import toolchain

HOLD = """import fcntl, os, sys
fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)
print(1, flush=True)
input()"""


@pytest.fixture
def locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock of our own, and no patience."""
    monkeypatch.setattr(toolchain, "LOCKS", tmp_path)
    monkeypatch.setattr(toolchain, "QUIET_WAIT", 0.0)
    return tmp_path


@pytest.fixture
def holder(locks: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the lock until it is told to end."""
    command = [sys.executable, "-c", HOLD, str(locks)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_nobody_in_the_way_is_not_worth_a_word(locks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with toolchain.one_at_a_time():
        pass
    assert capsys.readouterr().out == ""


def test_who_holds_the_lock_is_named_and_waited_for(
    holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take = fcntl.flock

    def ends_while_we_wait(descriptor: int, way: int) -> None:
        if way == fcntl.LOCK_EX:
            holder.communicate("\n")
        take(descriptor, way)

    monkeypatch.setattr(fcntl, "flock", ends_while_we_wait)
    with toolchain.one_at_a_time():
        said = capsys.readouterr().out
    assert str(holder.pid) in said
    assert "import fcntl" in said
    assert len(said.splitlines()) == 2
