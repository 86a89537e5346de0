"""What ./idi needs from the machine: a free port, system packages, tools that run to their end."""

import ctypes
import os
import shutil
import socket
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError
from .places import PROJECT

DEFAULT_PORT = 8000
HIGHEST_PORT = 65535
LAST_LINES = 8
CHROMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """One or more Debian packages (a space between), what proves they are there, and what they are for."""

    name: str
    programs: tuple[str, ...]
    zh: str
    en: str
    libraries: tuple[str, ...] = ()


# All system packages, in one place. PostgreSQL, Redis and Node come as Python wheels.
VENV = SystemPackage("python3-venv", (), "创建 Python 环境", "makes the Python environment")
CHROMIUM = SystemPackage("chromium", CHROMES, "浏览器测试", "tests in a browser")
PRESS = SystemPackage(
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    (),
    "生成文书",
    "makes letters",
    ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
)


def port_wanted() -> int:
    """PORT, default 8000.

    Raises:
        EmbeddedError: not a port's number.
    """
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT:
        return int(text)
    raise EmbeddedError(zh=f"PORT={text} 不是端口号。", en=f"PORT={text} is not a port.", step="PORT=8000 ./idi demo")


def port_is_free(port: int) -> bool:
    """Whether nobody listens there on this machine."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def require_free_port(port: int, command: str) -> None:
    """Raises EmbeddedError, naming the next free port, when somebody listens there."""
    if port_is_free(port):
        return
    free = next((other for other in range(port + 1, HIGHEST_PORT) if port_is_free(other)), DEFAULT_PORT)
    raise EmbeddedError(
        zh=f"端口 {port} 已被其他程序占用（或没有权限使用）。",
        en=f"Port {port} is taken by another program (or not ours to use).",
        step=f"PORT={free} ./idi {command}",
    )


def is_installed(package: SystemPackage) -> bool:
    """Whether one of the package's programs is on the path, or all its libraries can be loaded."""
    if package.libraries:
        return all(_loads(library) for library in package.libraries)
    return any(shutil.which(program) for program in package.programs)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(package: SystemPackage) -> None:
    """Install a system package as root or with password-less sudo.

    Raises:
        EmbeddedError: no right, no apt-get or no network; the step is the exact command.
    """
    command = _command(package)
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    attempts = (
        [[*as_root, *command], [*as_root, "apt-get", "update"], [*as_root, *command]] if _may_install(as_root) else []
    )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for attempt in attempts:
        done = subprocess.run(attempt, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode == 0 and "install" in attempt:
            return
    raise EmbeddedError(
        zh=f"缺少系统软件包 {package.name}（用途：{package.zh}），无法自动安装。",
        en=f"The system package {package.name} is missing ({package.en}) and could not be installed from here.",
        step=installing(package),
    )


def installing(package: SystemPackage) -> str:
    """The command that installs a package, as this user would type it."""
    return " ".join(_command(package) if os.geteuid() == 0 else ["sudo", *_command(package)])


def _command(package: SystemPackage) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *package.name.split()]


def _may_install(as_root: list[str]) -> bool:
    if not shutil.which("apt-get"):
        return False
    if not as_root:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run([*as_root, "true"], capture_output=True, check=False).returncode == 0


def run_quietly(
    command: Sequence[str], *, log: Path, environment: Mapping[str, str], zh: str, en: str, step: str
) -> str:
    """Run a tool to its end; its words go to the log and are returned.

    Raises:
        EmbeddedError: it failed; the last lines follow the English line.
    """
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ {' '.join(command)}\n{done.stdout}")
    if done.returncode != 0:
        told = [line for line in done.stdout.strip().splitlines() if not line.startswith("WARNING: ")]
        last = "\n    ".join(told[-LAST_LINES:])
        raise EmbeddedError(zh=zh, en=f"{en}\n    {last}\n    ({log})", step=step)
    return done.stdout
