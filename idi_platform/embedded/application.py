"""The product's own steps: servers up, schema and regimes loaded, processes described."""

import contextlib
import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path

from . import postgres, redis
from .connections import LOGINS, database_is_embedded, redis_is_embedded
from .console import say, step
from .errors import EmbeddedError
from .machine import run_quietly
from .places import DJANGO_SECRET, ensure_secret, make_var
from .supervisor import Program
from .toolchain import PYTHON, tool_environment

# Commands that change the schema or the published rules run as the owner; everything else as the application.
FILE_COMMANDS = [["messages", "--compile"], ["assets"]]
SCHEMA_COMMANDS = [["migrate", "--no-input", "-v", "0"], ["load_divisions"], ["load_calendars"], ["load_regimes"]]
# A demo publishes the undated regimes with assumed days, openly.
DEMO_COMMANDS = [["confirm_demo_dates"]]
OWNER_COMMANDS = {"publish_version", *(words[0] for words in SCHEMA_COMMANDS + DEMO_COMMANDS)}
WEB_WORKERS = 2
# Run by .venv's Python; this package itself imports nothing of Django.
IN_TURN = """
import json, sys, django
from django.core.management import CommandError, call_command
django.setup()
for words in json.loads(sys.argv[1]):
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
    names = [DJANGO_SECRET, *(f"postgres_{login}" for login in LOGINS if database_is_embedded())]
    for name in names:
        ensure_secret(var, name)


def servers_run(var: Path) -> bool:
    """Whether an embedded server of this var/ runs already."""
    database = (var / "postgres" / "data").exists() and postgres.is_running(postgres.open_cluster(var))
    return database or ((var / "redis").exists() and redis.is_running(redis.open_broker(var)))


@contextlib.contextmanager
def servers(var: Path, *, durable: bool = True) -> Iterator[None]:
    """PostgreSQL and Redis for the length of the block; what ran before stays running."""
    was_running = servers_run(var)
    try:
        start_servers(var, durable=durable)
        yield
    finally:
        if not was_running:
            stop_servers(var)


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


def stop_servers(var: Path) -> bool:
    """Stop both embedded servers; true when one of them ran."""
    stopped = [redis.stop(var), postgres.stop(var)]
    return any(stopped)


def manage(var: Path, *commands: list[str], login: str, demo: bool = False) -> str:
    """Run some of Django's commands in one process, since each start of Django costs a second; return their words.

    Raises:
        EmbeddedError: a command failed.
    """
    return run_quietly(
        [str(PYTHON), "-c", IN_TURN, json.dumps(commands)],
        log=var / "log" / "setup.log",
        environment={**variables(var, login=login, demo=demo), "DJANGO_SETTINGS_MODULE": "idi_platform.settings"},
        zh="以下命令失败：",
        en="A command failed:",
        step=f"IDI_VAR='{var}' ./idi doctor",
    )


def prepare_files(var: Path) -> None:
    """Front-end files and translations, built from source; does not need the database."""
    with step("生成前端资源与译文", "assets and translations"):
        manage(var, *FILE_COMMANDS, login="idi_app")


def prepare_all(var: Path, *, demo: bool) -> None:
    """Front-end files, translations, schema with its wall, regimes, and for the demo its people and projects."""
    with step("更新前端资源、译文、数据库与城市规则", "assets, translations, schema, city regimes"):
        demo_commands = DEMO_COMMANDS if demo else []
        manage(var, *FILE_COMMANDS, *SCHEMA_COMMANDS, *demo_commands, login="idi_owner", demo=demo)
    if demo:
        with step("载入演示数据", "demo rows"):
            manage(var, ["seed", "--demo"], login="idi_app", demo=True)


def programs(var: Path, port: int, *, demo: bool) -> list[Program]:
    """The four processes: web, worker, clock, beat. Workers and clocks may be doubled; one of each is enough here."""
    app = variables(var, demo=demo)
    clock = variables(var, login="idi_clock", demo=demo)
    python = str(PYTHON)
    web = [python, "-m", "gunicorn", "idi_platform.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    web += ["--workers", str(WEB_WORKERS), "--worker-class", "sync", "--timeout", "60", "--graceful-timeout", "5"]
    web += ["--preload", "--no-control-socket", "--worker-tmp-dir", _memory_folder(), "--access-logfile", "-"]
    celery = [python, "-m", "celery", "-A", "idi_platform.celery"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--without-mingle", "--without-gossip"]
    (var / "beat").mkdir(mode=0o700, exist_ok=True)
    beat = [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", str(var / "beat" / "schedule")]
    return [
        Program("web", web, {**app, "PORT": str(port)}),
        Program("worker", [*worker, "-Q", "default", "-c", "2", "-n", "worker@%h"], app),
        Program("clock", [*worker, "-Q", "clock", "-c", "1", "-n", "clock@%h"], clock),
        Program("beat", beat, app),
    ]


def _memory_folder() -> str:
    """Gunicorn's heartbeat file: on a disk, a slow write would look like a hung worker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108  # gunicorn makes a private file there


def answers(port: int) -> bool:
    """Whether /health answers; a redirect to HTTPS is an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/health", headers={"Host": "localhost"})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except OSError:
        return False
    finally:
        connection.close()


def sign_ins(var: Path) -> str:
    """The demo's accounts, as `manage.py sign_ins` prints them; empty when it cannot."""
    with contextlib.suppress(EmbeddedError):
        return manage(var, ["sign_ins"], login="idi_app", demo=True).strip()
    return ""
