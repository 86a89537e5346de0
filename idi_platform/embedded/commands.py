"""The commands of ./idi."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import FrameType

from . import application, checks
from .connections import database_is_embedded, redis_is_embedded
from .console import complain, say, step
from .errors import EmbeddedError
from .machine import CHROMIUM, PRESS, install, is_installed, port_wanted, require_free_port
from .places import PROJECT, make_var, var_directory
from .supervisor import Supervisor, only_copy, stop_copy
from .toolchain import PYTHON, one_at_a_time, prepare, prepare_python, write_locks

# One more than CI has cores: tests wait for servers and browsers. What stays together, tests/scheduling.py says.
FULL_RUN = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder", "--durations", "25"]
INTERRUPTED = 130
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
READY_SECONDS = 120
FIRST_OPERATOR = "./idi manage add_member"

HELP = """\
./idi demo      安装并运行演示 / set up and run with demo rows
./idi run       安装并运行，不含演示数据 / set up and run without demo rows
./idi setup     只安装 / set up only
./idi test      全部检查与测试；带参数则只运行 pytest / all checks and tests; with arguments only pytest
./idi doctor    检查各部分并给出下一步 / look at each part and name the next step
./idi stop      停止遗留的进程 / stop a copy left behind
./idi lock      由 requirements/*.in 生成锁文件 / locks from requirements/*.in (--upgrade)
./idi manage …  Django 管理命令 / Django's commands

PORT=8000 端口 / port    IDI_VAR=var 数据目录 / folder of everything written
"""


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code; problems end in a message, never in a traceback."""
    # SIGINT too: a shell that puts us in the background hands it on as ignored.
    for number in STOPS:
        signal.signal(number, _interrupt)
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    command = COMMANDS.get(name)
    if command is None or (rest and name not in TAKE_ARGUMENTS):
        print(HELP, file=sys.stderr if name not in {"", "help", "-h", "--help"} else sys.stdout)
        return 0 if name in {"help", "-h", "--help"} else 2
    try:
        return command(rest)
    except EmbeddedError as error:
        complain(error)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain(_refused_by_system(error))
        return 1


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _refused_by_system(error: OSError) -> EmbeddedError:
    return EmbeddedError(
        zh=f"系统拒绝了操作：{error.filename or ''}（{error.strerror or error}）",
        en=f"The system refused: {error.filename or ''} ({error.strerror or error})",
        step="give this user the folder, or set IDI_VAR to one of your own",
    )


def demo(_arguments: list[str]) -> int:
    return _run(demo_rows=True, command="demo")


def run(_arguments: list[str]) -> int:
    return _run(demo_rows=False, command="run")


def _run(*, demo_rows: bool, command: str) -> int:
    began = time.monotonic()
    port, var = port_wanted(), var_directory()
    make_var(var)
    with only_copy(var, command):
        if not demo_rows:
            application.refuse_demo(var)
        stop_copy(var)
        require_free_port(port, command)
        supervisor = Supervisor(var)
        supervisor.record()
        try:
            _set_up(var, demo_rows=demo_rows)
            _serve(supervisor, var, port, demo_rows=demo_rows, began=began)
        except KeyboardInterrupt:
            say("正在停止…", "Stopping…")
        finally:
            _ignore_signals()
            supervisor.stop()
            application.stop_servers(var)
    say("已全部停止。", "Everything has stopped.")
    return 0


def _serve(supervisor: Supervisor, var: Path, port: int, *, demo_rows: bool, began: float) -> None:
    """Web first and alone, for the reader waits for it; the demo's rows come beside it, the background after it."""
    started = time.monotonic()
    web, *background = application.programs(var, port, demo=demo_rows)
    supervisor.start([web])
    # Its thread is not waited for on the way out: stopping the database ends it.
    seeding = ThreadPoolExecutor(max_workers=1).submit(application.seed_demo, var) if demo_rows else None

    def announce_once() -> None:
        if supervisor.ready:
            return
        if seeding is not None and not seeding.done():
            return
        accounts = seeding.result() if seeding is not None else ""
        if application.answers(port):
            supervisor.ready = True
            announce(port, demo_rows=demo_rows, seconds=time.monotonic() - began)
            print(accounts, flush=True)
            say(f"按 Ctrl-C 停止。日志：{var / 'log'}", f"Ctrl-C stops it. Logs: {var / 'log'}")
            supervisor.start(background)
        elif time.monotonic() - started > READY_SECONDS:
            raise EmbeddedError(
                zh=f"网站 {READY_SECONDS} 秒内没有应答。",
                en=f"The web site did not answer within {READY_SECONDS} s.",
                step=f"tail -n 50 '{var}/log/web.log'",
            )

    supervisor.guard(application.embedded_servers(var))
    supervisor.watch(announce_once)


def announce(port: int, *, demo_rows: bool, seconds: float) -> None:
    """Tell the address that really answers, and in earnest how the first person gets in."""
    plain = demo_rows or os.environ.get("IDI_PLAIN_HTTP") == "1"
    print(f"\n  {f'http://localhost:{port}' if plain else f'127.0.0.1:{port}'}    ({seconds:.1f} s)\n", flush=True)
    if demo_rows:
        return
    if not plain:
        say(
            "此端口须置于终止 TLS 的反向代理之后，所有明文请求都会被转到 https。",
            "This port expects a proxy in front that ends TLS; every plain request is redirected to https.",
        )
    if not plain and os.environ.get("IDI_BEHIND_PROXY") != "1":
        say(
            "未设置 IDI_BEHIND_PROXY=1：经代理也无法打开。仅在本机试用时可设 IDI_PLAIN_HTTP=1。",
            "IDI_BEHIND_PROXY=1 is not set: not even the proxy gets in. On localhost alone: IDI_PLAIN_HTTP=1.",
        )
    say(
        f"首位平台运营人员：{FIRST_OPERATOR} <用户名> --full-name <姓名> --role operator",
        f"The first operator: {FIRST_OPERATOR} <user name> --full-name <name> --role operator",
    )


def _ignore_signals() -> None:
    for number in STOPS:
        signal.signal(number, signal.SIG_IGN)


def setup(_arguments: list[str]) -> int:
    var = var_directory()
    make_var(var)
    with application.kept(var):
        _set_up(var, demo_rows=False)
    say("安装完成：./idi demo 或 ./idi run", "Set up. Next: ./idi demo or ./idi run")
    return 0


def _set_up(var: Path, *, demo_rows: bool) -> None:
    """Everything up to the processes; the embedded servers run afterwards."""
    with one_at_a_time():
        _prepare_software("base", var)
        application.start_servers(var)
        if demo_rows:
            application.mark_as_demo(var)
        application.prepare_all(var, demo=demo_rows)


def _prepare_software(lock: str, var: Path) -> None:
    _prepare_press()
    prepare(lock, servers=database_is_embedded() or redis_is_embedded(), log=var / "log" / "setup.log")


def _prepare_press() -> None:
    """Libraries that draw letters. Without them everything else runs, and letters wait until they are there."""
    if is_installed(PRESS):
        return
    try:
        with step("安装文书所需的系统库", "libraries for letters"):
            install(PRESS)
    except EmbeddedError as error:
        complain(error)
        say("其余功能照常；文书将在安装后自动生成。", "Everything else works; letters are made once they are there.")


def test(arguments: list[str]) -> int:
    """All checks and the whole suite; with arguments, pytest alone with those."""
    whole = not [argument for argument in arguments if argument != "--full"]
    var = (Path(os.environ["IDI_VAR"]) if os.environ.get("IDI_VAR") else PROJECT / "var").resolve() / "test"
    make_var(var.parent)
    make_var(var)
    if whole and not is_installed(CHROMIUM):
        with step("安装 Chromium", "Chromium"):
            install(CHROMIUM)
    with one_at_a_time():
        _prepare_software("dev", var)
        application.make_secrets(var)
        application.prepare_files(var)
    with application.servers(var, durable=False):
        return _whole_test(var, arguments) if whole else checks.run_pytest(var, arguments)


def _whole_test(var: Path, arguments: list[str]) -> int:
    """The static checks beside pytest, which leaves them what it waits; their findings stand at the end."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        checking = beside.submit(checks.run_checks, var)
        code = checks.run_pytest(var, [*FULL_RUN, *arguments])
        checked = checking.result()
    print("\n".join(checked.lines), flush=True)
    if checked.failed:
        names = ", ".join(checked.failed)
        complain(EmbeddedError(zh=f"检查未通过：{names}", en=f"Checks failed: {names}"))
    return code or (1 if checked.failed else 0)


def doctor(_arguments: list[str]) -> int:
    return 0 if checks.report(checks.examine(var_directory())) else 1


def stop(_arguments: list[str]) -> int:
    var = var_directory()
    stopped = [stop_copy(var), application.stop_servers(var)]
    if any(stopped):
        say("已停止。", "Stopped.")
    else:
        say(f"{var} 中没有正在运行的进程。", f"Nothing runs in {var}.")
    return 0


def lock(arguments: list[str]) -> int:
    log = var_directory() / "log" / "setup.log"
    prepare_python("dev", log=log)
    write_locks(arguments, log=log)
    return 0


def manage(arguments: list[str]) -> int:
    """One of Django's commands, with its login, on the servers that run or on ones started for it."""
    var = var_directory()
    login = application.COMMAND_LOGINS.get(arguments[0] if arguments else "", "idi_app")
    environment = application.variables(var, login=os.environ.get("IDI_LOGIN") or login)
    # The command's own words alone go to standard output, so that they can be piped.
    with contextlib.redirect_stdout(sys.stderr), application.servers(var):
        command = [str(PYTHON), "manage.py", *arguments]
        return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "setup": setup,
    "test": test,
    "doctor": doctor,
    "stop": stop,
    "lock": lock,
    "manage": manage,
}
TAKE_ARGUMENTS = {"test", "manage", "lock"}
