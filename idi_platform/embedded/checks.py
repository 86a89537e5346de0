"""What `./idi test` runs besides pytest, and what `./idi doctor` looks at."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from . import postgres, redis
from .application import answers, variables
from .connections import database_is_embedded, redis_is_embedded
from .console import say
from .errors import EmbeddedError
from .machine import CHROMIUM, PRESS, installing, is_installed, port_is_free, port_wanted
from .places import PROJECT, SECRETS, read_secret
from .toolchain import LOCKS, PYTHON, is_current, node_is_current, node_is_usable, python_stamp

LEAST_FREE_BYTES = 1024**3

STATIC_CHECKS: dict[str, tuple[str, ...]] = {
    "ruff": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "djlint": ("-m", "djlint", "templates", "--lint", "--quiet"),
    "layers": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "mypy": ("-m", "mypy"),
    "migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
    "translations": ("manage.py", "messages", "--check"),
}


@dataclass(slots=True)
class Checked:
    """What the static checks found: lines to print, and the names of those that failed."""

    lines: list[str]
    failed: list[str]


def run_checks(var: Path) -> Checked:
    """Run every static check, one after the other."""
    found = Checked([], [])
    for name, arguments in STATIC_CHECKS.items():
        began = time.monotonic()
        done = subprocess.run(
            [str(PYTHON), *arguments],
            cwd=PROJECT,
            env=variables(var),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        found.lines.append(f"· {name} … {time.monotonic() - began:.1f} s {'✗' if done.returncode else ''}")
        if done.returncode != 0:
            found.lines.append(done.stdout)
            found.failed.append(name)
    return found


def run_pytest(var: Path, arguments: list[str]) -> int:
    """Run pytest with these arguments and return its exit code; a seed among them goes before the commit's."""
    seed = _seed_of_the_commit()
    seeds = [f"--randomly-seed={seed}", f"--hypothesis-seed={seed}"]
    command = [str(PYTHON), "-m", "pytest", *seeds, *arguments]
    return subprocess.run(command, cwd=PROJECT, env=variables(var, demo=True), check=False).returncode


def _seed_of_the_commit() -> int:
    """What a run leaves to chance follows from the commit's tests: one run of a commit foretells the next."""
    tests = ["git", "-C", str(PROJECT), "rev-parse", "HEAD:tests"]
    return crc32(subprocess.run(tests, capture_output=True, check=False).stdout)


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the installation: is it well, and if not, what to do."""

    zh: str
    en: str
    well: bool
    step: str
    needed: bool = True


def examine(var: Path) -> list[Finding]:
    """Look at each part; nothing is started or changed."""
    port = port_wanted()
    free = shutil.disk_usage(next(folder for folder in (var, *var.parents) if folder.exists())).free
    web = answers(port)
    return [
        Finding("Python 依赖", "Python packages", is_current(python_stamp("base"), LOCKS / "base.lock"), "./idi setup"),
        Finding("Node", "Node", node_is_usable(), "./idi setup"),
        Finding("前端依赖", "front-end packages", node_is_current(), "./idi setup"),
        Finding("密钥", "secrets", all(_has_secret(var, name) for name in SECRETS), "./idi setup"),
        Finding("磁盘空间 ≥ 1 GB", "disk space ≥ 1 GB", free >= LEAST_FREE_BYTES, f"free space for {var}"),
        Finding(f"端口 {port}", f"port {port}", web or port_is_free(port), "PORT=… ./idi demo"),
        Finding("数据库正在运行", "database running", _database_runs(var), "./idi demo", needed=web),
        Finding("Redis 正在运行", "Redis running", _redis_runs(var), "./idi demo", needed=web),
        Finding(f"网站 http://localhost:{port}", f"web site http://localhost:{port}", web, "./idi demo", needed=False),
        Finding("文书所需的系统库", "libraries for letters", is_installed(PRESS), installing(PRESS), needed=False),
        Finding("文书中的生僻字", "rare names in letters", _draws_rare_names(), "./idi setup", needed=False),
        Finding("浏览器测试用 Chromium", "Chromium for tests", is_installed(CHROMIUM), "./idi test", needed=False),
    ]


def report(findings: list[Finding]) -> bool:
    """Print the findings; true when everything needed is well."""
    for finding in findings:
        sign = "ok" if finding.well else "✗ " if finding.needed else "– "
        print(f"{sign}  {finding.zh} / {finding.en}" + ("" if finding.well else f"  → {finding.step}"))
    well = all(finding.well or not finding.needed for finding in findings)
    if well:
        say("一切正常。", "All is well.")
    return well


def _has_secret(var: Path, name: str) -> bool:
    return _does(lambda: read_secret(var, name))


def _does(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except EmbeddedError:
        return False
    return True


def _draws_rare_names() -> bool:
    """Prints one page of them with the press itself; about two seconds."""
    code = "from idi_platform.documents.letters.press import try_out; raise SystemExit(try_out() or 0)"
    return (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", code], cwd=PROJECT, capture_output=True, check=False).returncode == 0
    )


def _database_runs(var: Path) -> bool:
    if not database_is_embedded():
        return True
    return (var / "postgres" / "data").exists() and postgres.is_running(postgres.open_cluster(var))


def _redis_runs(var: Path) -> bool:
    if not redis_is_embedded():
        return True
    return (var / "redis").exists() and redis.is_running(redis.open_broker(var))
