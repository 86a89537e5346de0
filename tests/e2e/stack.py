"""The real processes on committed data: web, worker, clock and beat, as ./idi demo runs them, on their own database."""

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from idi_platform.embedded.application import answers, programs
from idi_platform.embedded.places import PROJECT, var_directory
from idi_platform.embedded.supervisor import Program

READY_SECONDS = 60
POLL_SECONDS = 0.1


@dataclass
class Stack:
    """The running processes, by name."""

    database: str
    port: int
    log: Path
    redis_database: int
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        for program in programs(var_directory(), self.port, demo=True):
            self._launch(program)
        deadline = time.monotonic() + READY_SECONDS
        while not answers(self.port):
            if time.monotonic() > deadline or self.processes["web"].poll() is not None:
                raise RuntimeError(f"The web process does not answer:\n{self.words('web')}")
            time.sleep(POLL_SECONDS)

    def _launch(self, program: Program) -> None:
        """In a process group of its own; its words go to the log folder."""
        environment = {
            **program.environment,
            "IDI_DATABASE": self.database,
            "IDI_REDIS_DATABASE": str(self.redis_database),
        }
        with (self.log / f"{program.name}.log").open("ab") as words:
            self.processes[program.name] = subprocess.Popen(
                program.command,
                cwd=PROJECT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def words(self, name: str) -> str:
        return (self.log / f"{name}.log").read_text(encoding="utf-8", errors="replace")[-4000:]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
