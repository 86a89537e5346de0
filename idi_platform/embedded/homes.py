"""Homes of the embedded servers: whose they are, and folders that this user can really reach.

PostgreSQL refuses to run as root, so under root both servers run as the system user `idi`. Where that user cannot pass
through the folders above var/ (a checkout below /root), nothing up there is opened for it: the server lives in
/var/lib/idi instead and var/<server> points to it.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from .errors import EmbeddedError
from .places import SERVERS

SERVICE_USER = "idi"
SHARED_HOME = Path("/var/lib/idi")
# The kernel's limit is 108 bytes; some clients count a few of their own.
SOCKET_PATH_LIMIT = 100
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True, slots=True)
class OsUser:
    """The user that the servers run as; `switch` is true when we are root and must become that user."""

    uid: int
    gid: int
    switch: bool


def service_user() -> OsUser:
    """Ourselves, or under root the system user `idi`, created when missing.

    Raises:
        EmbeddedError: root without `useradd`.
    """
    if os.geteuid() != 0:
        return OsUser(uid=os.geteuid(), gid=os.getegid(), switch=False)
    try:
        entry = pwd.getpwnam(SERVICE_USER)
    except KeyError:
        entry = _create_user()
    return OsUser(uid=entry.pw_uid, gid=entry.pw_gid, switch=True)


def _create_user() -> pwd.struct_passwd:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(SHARED_HOME)]
    command += ["--shell", "/usr/sbin/nologin", SERVICE_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        # A second copy may have made the user in the same moment.
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(SERVICE_USER)
        raise EmbeddedError(
            zh=f"以 root 运行时需要普通系统用户 {SERVICE_USER}，但无法创建。",
            en=f"Under root the database needs the ordinary user {SERVICE_USER}, which could not be created.",
            step=f"apt-get install -y passwd && {' '.join(command)}",
        ) from error
    return pwd.getpwnam(SERVICE_USER)


def run_as(
    user: OsUser,
    command: list[str],
    *,
    environment: dict[str, str] | None = None,
    text: str | None = None,
    log: TextIO | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run a server's tool as its user, with an environment of its own: the caller's PG* variables must not steer it.

    A tool that leaves a server behind needs `log`: the server would hold a pipe open for ever.
    """
    return subprocess.run(
        command,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", **(environment or {})},
        input=text or "",
        stdout=log or subprocess.PIPE,
        stderr=log or subprocess.PIPE,
        text=True,
        check=False,
        umask=0o077,
        user=user.uid if user.switch else None,
        group=user.gid if user.switch else None,
        extra_groups=[] if user.switch else None,
    )


def reachable(user: OsUser, folder: Path) -> bool:
    """Whether the servers' user can enter the folder; asked of the kernel, so that ACLs count too."""
    if not user.switch:
        return True
    return run_as(user, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]).returncode == 0


def own_folder(path: Path, user: OsUser) -> None:
    """Make a folder that only the servers' user (and root) may enter."""
    path.mkdir(mode=0o700, exist_ok=True)
    if user.switch:
        os.chown(path, user.uid, user.gid)
    path.chmod(0o700)


def server_home(var: Path, name: str, user: OsUser) -> Path:
    """The real folder of a server, created when missing: var/<name>, or where var/<name> points."""
    link = var / name
    if link.is_symlink():
        home = link.resolve()
    elif reachable(user, var):
        home = link
    else:
        digest = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
        home = SHARED_HOME / f"{name}-{digest}-{os.urandom(3).hex()}"
        link.symlink_to(home)
    if home != link:
        home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    own_folder(home, user)
    return home


def socket_folder(home: Path, user: OsUser) -> Path:
    """The folder of a server's socket, created when missing; in /tmp or XDG_RUNTIME_DIR when the home is too deep."""
    inside = home / "socket"
    if _fits(inside):
        own_folder(inside, user)
        return inside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = Path(runtime) if runtime and not user.switch and Path(runtime).is_dir() else Path("/tmp")  # noqa: S108  # checked below
    short = parent / f"idi-{user.uid}-{digest}"
    if not _fits(short):
        short = Path("/tmp") / short.name  # noqa: S108  # checked below
    _claim(short, user)
    if not inside.is_symlink() or inside.readlink() != short:
        inside.unlink(missing_ok=True)
        inside.symlink_to(short)
    return short


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / LONGEST_SOCKET_NAME)) < SOCKET_PATH_LIMIT


def _claim(folder: Path, user: OsUser) -> None:
    """The temporary folder is everybody's: a folder of that name that is not ours alone is never used."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, user.uid, user.gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.uid or stat.S_IMODE(found.st_mode) != 0o700:
            raise EmbeddedError(
                zh=f"{folder} 已被他人占用，出于安全不予使用。",
                en=f"{folder} exists and is not ours alone; it is not used, for safety.",
                step=f"rm -rf '{folder}', or choose a shorter IDI_VAR",
            ) from None


def reachable_software(tree: Path, name: str, user: OsUser) -> Path:
    """The folder of a server's programs; copied to /var/lib/idi when the servers' user cannot reach .venv."""
    if reachable(user, tree):
        return tree
    copy = SHARED_HOME / "software" / name
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        half = copy.with_name(f"{name}.{os.getpid()}")
        shutil.copytree(tree, half, symlinks=True)
        with contextlib.suppress(OSError):
            half.rename(copy)
        shutil.rmtree(half, ignore_errors=True)
    return copy


def find_package(package: str) -> tuple[Path, str]:
    """A server's folder in .venv and its name with version.

    Raises:
        EmbeddedError: it is not installed.
    """
    folder = SERVERS / package
    if not folder.is_dir():
        raise EmbeddedError(zh=f"未安装 {package}。", en=f"{package} is not installed.", step="./idi setup")
    record = next(SERVERS.glob(f"{package}-*.dist-info"), folder)
    return folder, record.name.removesuffix(".dist-info")


@contextlib.contextmanager
def locked(home: Path) -> Iterator[None]:
    """One start or stop of a server at a time, over all processes."""
    with (home / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
