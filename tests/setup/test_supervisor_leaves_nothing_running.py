"""What dies is started again; what is stopped leaves no process, not even a grandchild."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from idi_platform.embedded.errors import EmbeddedError
from idi_platform.embedded.places import PROJECT
from idi_platform.embedded.supervisor import Program, Supervisor, stop_copy

# Ignores a polite request, as a hung worker would, and has a child that does so too.
STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = os.fork()
path = pathlib.Path(sys.argv[1]) / f"{os.getpid()}.pid"
path.with_suffix(".new").touch(); path.with_suffix(".new").rename(path)
time.sleep(600)
"""
WAITING = """
import os, pathlib, sys, time
pathlib.Path(sys.argv[1], f"{os.getpid()}.pid").touch()
time.sleep(600)
"""
LEAVER = """
import os, pathlib, sys
from idi_platform.embedded.supervisor import Program, Supervisor
folder, source = sys.argv[1:]
Supervisor(pathlib.Path(folder)).start([Program("waiting", [sys.executable, "-c", source, folder], dict(os.environ))])
os._exit(0)
"""


def program(name: str, source: str, folder: Path) -> Program:
    return Program(name, [sys.executable, "-c", source, str(folder)], dict(os.environ))


def pids(folder: Path) -> list[int]:
    return [int(path.stem) for path in folder.glob("*.pid")]


def is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def watch_until(supervisor: Supervisor, done: Callable[[], bool]) -> None:
    """Let the supervisor work until something is so, then interrupt it as Ctrl-C would."""

    def tick() -> None:
        if done():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        supervisor.watch(tick)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path)
    yield made
    made.stop()


def test_a_killed_process_is_started_again(tmp_path: Path, supervisor: Supervisor) -> None:
    supervisor.ready = True
    supervisor.start([program("waiting", WAITING, tmp_path)])
    watch_until(supervisor, lambda: len(pids(tmp_path)) == 1)
    os.kill(pids(tmp_path)[0], 9)
    watch_until(supervisor, lambda: len(pids(tmp_path)) == 2)
    supervisor.stop()
    assert not any(is_alive(pid) for pid in pids(tmp_path))


def test_a_process_that_ignores_the_request_is_killed_with_its_children(
    tmp_path: Path, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("idi_platform.embedded.supervisor.STOP_SECONDS", 0.5)
    supervisor.start([program("stubborn", STUBBORN, tmp_path)])
    watch_until(supervisor, lambda: len(pids(tmp_path)) == 2)
    supervisor.stop()
    assert not any(is_alive(pid) for pid in pids(tmp_path))


def test_a_process_that_never_starts_stops_the_whole_with_its_last_words(
    tmp_path: Path, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("idi_platform.embedded.supervisor.LONGEST_PAUSE", 0)
    supervisor.start([program("broken", "raise SystemExit('no such table')", tmp_path)])
    with pytest.raises(EmbeddedError, match="no such table"):
        supervisor.watch(lambda: None)


def test_what_a_killed_supervisor_left_is_stopped(tmp_path: Path, supervisor: Supervisor) -> None:
    subprocess.run([sys.executable, "-c", LEAVER, tmp_path, WAITING], cwd=PROJECT, check=True)
    watch_until(supervisor, lambda: len(pids(tmp_path)) == 1)
    assert stop_copy(tmp_path)
    assert not is_alive(pids(tmp_path)[0])
    assert not stop_copy(tmp_path)


def test_a_recorded_number_that_another_program_uses_now_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "processes.json").write_text(f'[[{os.getpid()}, "an earlier birth"]]')
    assert not stop_copy(tmp_path)


def test_ctrl_c_reaches_a_copy_that_a_shell_put_in_the_background() -> None:
    background = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
from idi_platform.embedded import commands
def interrupt_oneself(_arguments):
    os.kill(os.getpid(), signal.SIGINT)
    return 0
commands.COMMANDS["demo"] = interrupt_oneself
sys.exit(commands.main(["demo"]))
"""
    assert subprocess.run([sys.executable, "-c", background], cwd=PROJECT, check=False).returncode == 130
