"""Runs web, worker, clock and beat, restarts what dies, the embedded servers too, and leaves nothing running.

Each process has a process group and a log of its own. The record in var/ lets `./idi stop` find what a killed
supervisor left behind; a process is recognised by its number *and* its start, since numbers are used again.
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .console import say
from .errors import EmbeddedError
from .places import PROJECT

LOOK_SECONDS = 0.2
SERVER_LOOK_SECONDS = 1
STOP_SECONDS = 10
LONGEST_PAUSE = 30
STEADY_SECONDS = 60
FAILURES_BEFORE_READY = 4
LOG_LIMIT = 10 * 1024 * 1024
LAST_LINES = 15


@dataclass(frozen=True, slots=True)
class Program:
    """One long-running process: its name, command and variables."""

    name: str
    command: list[str]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """An embedded server. It is nobody's child here, so it is asked whether it runs; `tidy` keeps its log short."""

    name: str
    runs: Callable[[], bool]
    start: Callable[[], object]
    tidy: Callable[[], object] = lambda: None


@dataclass(slots=True)
class _Watched:
    server: Server
    look_at: float = 0
    failures: int = 0


@dataclass(slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    failures: int = 0
    again_at: float | None = None


@dataclass(slots=True)
class Supervisor:
    """Starts programs, watches them, stops them. `watch` ends on KeyboardInterrupt (SIGINT, SIGTERM, SIGHUP)."""

    var: Path
    ready: bool = False
    _running: list[_Running] = field(default_factory=list)
    _watched: list[_Watched] = field(default_factory=list)

    def start(self, programs: Iterable[Program]) -> None:
        for program in programs:
            self._running.append(_Running(program, self._launch(program), time.monotonic()))
        self.record()

    def guard(self, servers: Iterable[Server]) -> None:
        """Watch servers that others started and will stop; each is started again by itself."""
        self._watched += [_Watched(server) for server in servers]

    def watch(self, tick: Callable[[], None]) -> None:
        """Restart what ends, until interrupted; `tick` is called at every look.

        Raises:
            EmbeddedError: a program keeps ending before the product was ready once.
        """
        while True:
            for watched in self._watched:
                self._look_after_server(watched)
            for running in self._running:
                self._look_after(running)
            trim_logs(self.var)
            tick()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """Ask everybody to end at once, then make sure."""
        _stop_groups([running.process.pid for running in self._running], lambda: self._all_ended())
        record_path(self.var).unlink(missing_ok=True)

    def _all_ended(self) -> bool:
        return all(running.process.poll() is not None for running in self._running)

    def _launch(self, program: Program) -> subprocess.Popen[bytes]:
        path = log_path(self.var, program.name)
        with path.open("ab") as log:
            log.write(f"--- {time.strftime('%Y-%m-%d %H:%M:%S')} {program.name}\n".encode())
            log.flush()
            return subprocess.Popen(
                program.command,
                cwd=PROJECT,
                env=program.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _look_after(self, running: _Running) -> None:
        now = time.monotonic()
        if running.again_at is not None:
            if now >= running.again_at:
                running.process, running.started, running.again_at = self._launch(running.program), now, None
                self.record()
            return
        code = running.process.poll()
        if code is None:
            return
        _end_group(running.process.pid, signal.SIGKILL)
        running.failures = 1 if now - running.started > STEADY_SECONDS else running.failures + 1
        if not self.ready and running.failures >= FAILURES_BEFORE_READY:
            raise self._gave_up(running.program.name)
        pause = min(2 ** (running.failures - 1), LONGEST_PAUSE)
        running.again_at = now + pause
        name = running.program.name
        _note(
            self.var,
            f"{name} 已退出（代码 {code}），{pause} 秒后重新启动。",
            f"{name} ended (code {code}); it starts again in {pause} s.",
        )

    def _look_after_server(self, watched: _Watched) -> None:
        """A dead server is started at the next look; one that does not start is tried again after a pause."""
        now = time.monotonic()
        if now < watched.look_at:
            return
        server, pause = watched.server, SERVER_LOOK_SECONDS
        try:
            if not server.runs():
                _note(self.var, f"{server.name} 已停止，正在重新启动。", f"{server.name} is down; starting it again.")
                server.start()
                _note(self.var, f"{server.name} 已重新启动。", f"{server.name} runs again.")
            server.tidy()
            watched.failures = 0
        except (EmbeddedError, OSError, ValueError) as error:
            watched.failures += 1
            pause = min(2**watched.failures, LONGEST_PAUSE)
            _note(
                self.var,
                f"{server.name} 暂时无法启动，{pause} 秒后重试。",
                f"{server.name} does not start ({error}); another try in {pause} s.",
            )
        watched.look_at = time.monotonic() + pause

    def _gave_up(self, name: str) -> EmbeddedError:
        path = log_path(self.var, name)
        last = "\n    ".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:])
        return EmbeddedError(
            zh=f"{name} 无法启动。", en=f"{name} does not start:\n    {last}", step=f"tail -n 50 '{path}'"
        )

    def record(self) -> None:
        """Tell `./idi stop` who runs; also before the first program, so that a set-up can be stopped."""
        pids = [os.getpid(), *(running.process.pid for running in self._running)]
        record_path(self.var).write_text(json.dumps([[pid, _birth(pid)] for pid in pids]), encoding="ascii")


def _note(var: Path, zh: str, en: str) -> None:
    """Say it, and keep it in supervisor.log for whoever comes later."""
    say(zh, en)
    with contextlib.suppress(OSError), log_path(var, "supervisor").open("a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {en}\n")


def trim_logs(var: Path) -> None:
    """Move what is over the limit to `.log.1`, in place of what lay there.

    Copied and cut, for the writers keep their files open (all append). Lines between the copy and the cut are lost.
    """
    for path in (var / "log").glob("*.log"):
        # A full disk must not end the watch.
        with contextlib.suppress(OSError):
            if path.stat().st_size > LOG_LIMIT:
                shutil.copyfile(path, path.with_suffix(".log.1"))
                os.truncate(path, 0)


def log_path(var: Path, name: str) -> Path:
    """The log of one process."""
    folder = var / "log"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{name}.log"


def record_path(var: Path) -> Path:
    """Who runs this var/: the supervisor first, then its programs."""
    return var / "processes.json"


@contextlib.contextmanager
def only_copy(var: Path, command: str) -> Iterator[None]:
    """One supervisor per var/.

    Raises:
        EmbeddedError: another one runs there.
    """
    with (var / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError(
                zh=f"{var} 中已有一份平台在运行。",
                en=f"A copy of the platform already runs in {var}.",
                step=f"./idi stop, or beside it: PORT=… IDI_VAR=… ./idi {command}",
            ) from None
        yield


def stop_copy(var: Path) -> bool:
    """Stop the copy that runs in var/, or what a killed one left behind; true when there was something."""
    try:
        recorded = json.loads(record_path(var).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    alive = [pid for pid, birth in recorded if _birth(pid) == birth]
    if not alive:
        record_path(var).unlink(missing_ok=True)
        return False
    supervisor, programs = recorded[0][0], [pid for pid, _ in recorded[1:]]
    if supervisor in alive:
        with contextlib.suppress(ProcessLookupError):
            os.kill(supervisor, signal.SIGTERM)
        _wait_until(lambda: _birth(supervisor) is None, 3 * STOP_SECONDS)
    left = [pid for pid in programs if pid in alive and _birth(pid) is not None]
    _stop_groups(left, lambda: all(_birth(pid) is None for pid in left))
    record_path(var).unlink(missing_ok=True)
    return True


def _stop_groups(leaders: list[int], ended: Callable[[], bool]) -> None:
    """The leaders end their own children well; whatever is left of the groups afterwards is killed."""
    for pid in leaders:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    _wait_until(ended, STOP_SECONDS)
    for pid in leaders:
        _end_group(pid, signal.SIGKILL)
    _wait_until(ended, STOP_SECONDS)


def _end_group(leader: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, how)


def _wait_until(done: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.05)


def _birth(pid: int) -> str | None:
    """When the process began, in the kernel's ticks; None when it is gone or only waits to be collected."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]
