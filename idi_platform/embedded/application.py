"""The product's own steps: servers up, schema and regimes loaded, processes described."""

import contextlib
import http.client
import json
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from . import postgres, redis
from .connections import LOGINS, database_is_embedded, redis_is_embedded
from .console import say, step
from .errors import EmbeddedError
from .machine import run_quietly
from .places import PROJECT, SECRETS, ensure_secret, make_var
from .supervisor import LOG_LIMIT, Program, Server
from .toolchain import PYTHON, fingerprint, tool_environment

FILE_COMMANDS = [["messages", "--compile"], ["assets"]]
SCHEMA_COMMANDS = [["migrate", "--no-input", "-v", "0"], ["load_divisions"], ["load_calendars"], ["load_regimes"]]
# A demo publishes the undated regimes with assumed days, openly.
DEMO_COMMANDS = [["confirm_demo_dates"]]
# Commands that change the schema or the published rules run as the owner, the sweep as the clock, which alone sees
# every city's timers; everything else as the application.
COMMAND_LOGINS = {
    **{words[0]: "idi_owner" for words in (["publish_version"], *SCHEMA_COMMANDS, *DEMO_COMMANDS)},
    "sweep": "idi_clock",
}
DEMO_MARK = "demo"
WEB_WORKERS = 2
MAIL_PORT_BESIDE, LAST_PORT = 10_000, 65_535
# Threads, since a slow telephone holds one for the length of its upload or download.
WEB_THREADS = 8
# Run by .venv's Python; this package itself imports nothing of Django.
IN_TURN = """
import json, sys, django
from django.core.management import CommandError, call_command
django.setup()
for words in json.loads(sys.argv[1]):
    print(end="\\x1e")
    try:
        call_command(*words)
    except CommandError as error:
        sys.exit(f"{words[0]}: {error}")
"""


def variables(var: Path, *, login: str = "idi_app", demo: bool = False) -> dict[str, str]:
    """What a process of the product is told."""
    told = {**tool_environment(), "IDI_VAR": str(var), "IDI_LOGIN": login, "PYTHONUNBUFFERED": "1"}
    return {**told, "IDI_DEMO": "1", "IDI_PLAIN_HTTP": "1"} if demo else told


def make_secrets(var: Path) -> None:
    """Everything random that settings read, so that they load before any server runs."""
    make_var(var)
    names = [*SECRETS, *(f"postgres_{login}" for login in LOGINS if database_is_embedded())]
    for name in names:
        ensure_secret(var, name)


def embedded_servers(var: Path, *, durable: bool = True) -> list[Server]:
    """The servers that no address replaces, opened once: asking them costs nothing."""
    servers = []
    if database_is_embedded():
        cluster = postgres.open_cluster(var)
        servers.append(
            Server("postgres", lambda: postgres.is_running(cluster), lambda: postgres.start(var, durable=durable))
        )
    if redis_is_embedded():
        broker = redis.open_broker(var)
        servers.append(
            Server(
                "redis",
                lambda: redis.is_running(broker),
                lambda: redis.start(var),
                tidy=lambda: redis.trim_log(broker, LOG_LIMIT),
            )
        )
    return servers


def running_servers(var: Path) -> set[str]:
    """Which embedded servers of this var/ run already."""
    running = set()
    if (var / "postgres" / "data").exists() and postgres.is_running(postgres.open_cluster(var)):
        running.add("postgres")
    if (var / "redis").exists() and redis.is_running(redis.open_broker(var)):
        running.add("redis")
    return running


@contextlib.contextmanager
def kept(var: Path) -> Iterator[None]:
    """What ran before the block runs after it, and nothing else: each server by itself."""
    running = running_servers(var)
    try:
        yield
    finally:
        stop_servers(var, besides=running)


@contextlib.contextmanager
def servers(var: Path, *, durable: bool = True) -> Iterator[None]:
    """PostgreSQL and Redis for the length of the block; what ran before stays running."""
    with kept(var):
        start_servers(var, durable=durable)
        yield


def start_servers(var: Path, *, durable: bool = True) -> None:
    """Start the embedded servers that no address replaces; running ones are left as they are."""
    make_secrets(var)
    with step("启动数据库与队列", "PostgreSQL and Redis"):
        if database_is_embedded():
            postgres.start(var, durable=durable)
        if redis_is_embedded():
            redis.start(var)
    if (var / "postgres").is_symlink():
        home = (var / "postgres").resolve()
        say(
            f"系统用户 idi 无法进入 {var}，数据库改放在 {home}。",
            f"The system user idi cannot reach {var}: the database lies in {home}.",
        )


def stop_servers(var: Path, *, besides: Collection[str] = ()) -> bool:
    """Stop the embedded servers, some excepted; true when one of them ran."""
    stopping = {"redis": redis.stop, "postgres": postgres.stop}
    stopped = [stop(var) for name, stop in stopping.items() if name not in besides]
    return any(stopped)


def manage(var: Path, *commands: list[str], login: str, demo: bool = False) -> list[str]:
    """Run some of Django's commands in one process, since each start of Django costs seconds; return each one's words.

    Raises:
        EmbeddedError: a command failed.
    """
    told = run_quietly(
        [str(PYTHON), "-c", IN_TURN, json.dumps(commands)],
        log=var / "log" / "setup.log",
        environment={**variables(var, login=login, demo=demo), "DJANGO_SETTINGS_MODULE": "idi_platform.settings"},
        zh="以下命令失败：",
        en="A command failed:",
        step=f"IDI_VAR='{var}' ./idi doctor",
    )
    return told.split("\x1e")[1:]


def prepare_files(var: Path) -> None:
    """Front-end files and translations, built from source; does not need the database."""
    with step("生成前端资源与译文", "assets and translations"):
        manage(var, *FILE_COMMANDS, login="idi_app")


def prepare_all(var: Path, *, demo: bool) -> None:
    """Front-end files, translations, schema with its wall, regimes."""
    with step("更新前端资源、译文、数据库与城市规则", "assets, translations, schema, city regimes"):
        demo_commands = DEMO_COMMANDS if demo else []
        manage(var, *FILE_COMMANDS, *SCHEMA_COMMANDS, *demo_commands, login="idi_owner", demo=demo)


def seed_demo(var: Path) -> str:
    """The demo's people and projects, where missing; returns its accounts, as `manage.py sign_ins` prints them.

    Nothing is started when the same demo was seeded into this very cluster: it keeps what it has.
    """
    mark, wanted = var / DEMO_MARK, _seeding(var)
    seeded, _, accounts = mark.read_text(encoding="utf-8").partition("\n")
    if wanted and seeded == wanted:
        return accounts
    # Rebuilt, since a demo of an earlier version may hold parties from before there were grants.
    commands = ["seed", "--demo"], ["grants", "--rebuild"], ["sign_ins"]
    accounts = manage(var, *commands, login="idi_app", demo=True)[-1].strip()
    mark.write_text(f"{wanted}\n{accounts}", encoding="utf-8")
    return accounts


def _seeding(var: Path) -> str:
    """Which demo in which cluster; empty for a database that is not ours, which may be another tomorrow."""
    if not database_is_embedded():
        return ""
    made = (var / "postgres" / "made").stat()
    return f"{fingerprint(*sorted((PROJECT / 'demo').rglob('*.py')))} {made.st_ino} {made.st_mtime_ns}"


def mark_as_demo(var: Path) -> None:
    """Remember that this var/ holds accounts whose passwords everybody knows; before the first of them is made."""
    (var / DEMO_MARK).touch()


def refuse_demo(var: Path) -> None:
    """Raises EmbeddedError where a demo ever ran: in earnest its accounts would be open doors."""
    if (var / DEMO_MARK).exists():
        raise EmbeddedError(
            zh=f"{var} 运行过演示，其中有密码公开的演示账号，不能用于正式运行。",
            en=f"{var} has run the demo and holds accounts with published passwords; it is not run in earnest.",
            step="IDI_VAR=/srv/idi ./idi run (an empty folder; with DATABASE_URL, an empty database too)",
        )


def programs(var: Path, port: int, *, demo: bool) -> list[Program]:
    """Web, worker, clock, beat; a demo's mail server. Workers and clocks may be doubled; one of each is enough here."""
    catcher = _catcher(var, port) if demo and "IDI_SMTP" not in os.environ else []
    app = {**variables(var, demo=demo), **({"IDI_SMTP": f"smtp://127.0.0.1:{mail_port(port)}"} if catcher else {})}
    clock = variables(var, login="idi_clock", demo=demo)
    python = str(PYTHON)
    # The timeout is that of a worker which hangs whole; under gthread it cuts no request.
    web = [python, "-m", "gunicorn", "idi_platform.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    web += ["--workers", str(WEB_WORKERS), "--worker-class", "gthread"]
    web += ["--threads", str(WEB_THREADS), "--timeout", "60", "--graceful-timeout", "5"]
    web += ["--preload", "--no-control-socket", "--worker-tmp-dir", _memory_folder(), "--access-logfile", "-"]
    web += ["--logger-class", "idi_platform.logs.AccessLog"]
    celery = [python, "-m", "celery", "-A", "idi_platform.celery"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--without-mingle", "--without-gossip"]
    (var / "beat").mkdir(mode=0o700, exist_ok=True)
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", str(var / "beat" / "schedule")]
    return [
        Program("web", web, {**app, "PORT": str(port)}),
        Program("worker", [*worker, "-Q", "default", "-c", "2", "-n", "worker@%h"], app),
        Program("clock", [*worker, "-Q", "clock", "-c", "1", "-n", "clock@%h"], clock),
        Program("beat", beat, app),
        *catcher,
    ]


def mail_port(port: int) -> int:
    """Where the demo's mail server listens, beside its web site."""
    return port + MAIL_PORT_BESIDE if port + MAIL_PORT_BESIDE <= LAST_PORT else port - MAIL_PORT_BESIDE


def _catcher(var: Path, port: int) -> list[Program]:
    words = [str(PYTHON), "-m", "demo.catcher", str(mail_port(port)), str(var / "mails")]
    return [Program("mail", words, tool_environment())]


def _memory_folder() -> str:
    """Gunicorn's heartbeat file: on a disk, a slow write would look like a hung worker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108  # gunicorn makes a private file there


def answers(port: int) -> bool:
    """Whether /health/web answers; a redirect to HTTPS is an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health/web", headers={"Host": "localhost"})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except OSError:
        return False
    finally:
        connection.close()
