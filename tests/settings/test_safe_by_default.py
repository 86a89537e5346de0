"""A process told nothing is safe; one told nonsense does not start (PROMISES row 42)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from idi_platform.settings.environment import switch

ROOT = Path(__file__).parents[2]
SHOW = (
    "from django.conf import settings as s; print(s.DEBUG, s.DEMO_MODE, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE)"
)
# What there is of the demo in a process: its commands, its people, its modules.
OF_THE_DEMO = (
    "import json, sys, django; django.setup(); from django.core.management import get_commands;"
    "from idi_platform.accounts.demo import demo_people; from django.urls import resolve; resolve('/');"
    "print(json.dumps([sorted({'seed', 'sign_ins', 'confirm_demo_dates'} & set(get_commands())),"
    " len(demo_people()), sorted(name for name in sys.modules if name.split('.')[0] == 'demo')]))"
)
SECRETS = ("IDI_SECRET_KEY", "IDI_FIELD_KEYS", "IDI_INDEX_KEY", "IDI_SECOND_FACTOR_KEYS")
OPTIONS = ("IDI_PLAIN_HTTP", "IDI_DEMO", "IDI_DEBUG", "IDI_BEHIND_PROXY", "IDI_HOSTS", "IDI_SECRET_KEY_FILE")


def run(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with a long secret and none of this machine's options."""
    inherited = {name: value for name, value in os.environ.items() if name not in OPTIONS}
    wanted = {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "idi_platform.settings",
        "IDI_SECRET_KEY": "s3cret-" * 10,
        "IDI_FIELD_KEYS": "field-" * 10,
        "IDI_INDEX_KEY": "index-" * 10,
        **environment,
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in wanted.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean() -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_debug_demo_and_plain_http_are_off_unless_asked_for() -> None:
    assert run("-c", SHOW).stdout.split() == ["False", "False", "True", "True"]


def test_nothing_of_the_demo_is_there_unless_asked_for() -> None:
    """Neither its commands nor its people; not even its code is read."""
    assert json.loads(run("-c", OF_THE_DEMO).stdout) == [[], 0, []]


def test_they_are_on_when_asked_for() -> None:
    assert run("-c", SHOW, IDI_DEBUG="1", IDI_DEMO="1", IDI_PLAIN_HTTP="1").stdout.split() == [
        "True",
        "True",
        "False",
        "False",
    ]


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_stops_and_says_what_to_do(tmp_path: Path, name: str) -> None:
    nowhere = tmp_path / "none"
    done = run("-c", "import idi_platform.settings", **{name: None, f"{name}_FILE": str(nowhere)})
    assert done.returncode != 0
    assert f"No secret {name}: run ./idi setup" in done.stderr
    assert str(nowhere) in done.stderr


def test_an_empty_secret_is_a_missing_one(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(" \n", encoding="utf-8")
    assert "No secret IDI_SECRET_KEY" in run("-c", SHOW, IDI_SECRET_KEY=None, IDI_SECRET_KEY_FILE=str(file)).stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from-a-file\n", encoding="utf-8")
    shown = run(
        "-c",
        "from django.conf import settings; print(settings.SECRET_KEY)",
        IDI_SECRET_KEY=None,
        IDI_SECRET_KEY_FILE=str(file),
    )
    assert shown.stdout.strip() == "from-a-file"


@pytest.mark.parametrize("value", ["true", "yes", "on", "2", " 1", "False"])
def test_a_switch_is_on_or_off_and_nothing_else(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("IDI_DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match=f"IDI_DEBUG must be 1 or 0, not {value!r}"):
        switch("IDI_DEBUG")


@pytest.mark.parametrize("name", ["IDI_DEBUG", "IDI_DEMO", "IDI_PLAIN_HTTP", "IDI_BEHIND_PROXY"])
def test_a_process_with_a_doubtful_switch_does_not_start(name: str) -> None:
    done = run("-c", "import idi_platform.settings", **{name: "true"})
    assert done.returncode != 0
    assert f"{name} must be 1 or 0, not 'true'." in done.stderr


def test_hosts_may_be_written_with_spaces() -> None:
    show = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    assert run("-c", show, IDI_HOSTS="a.example, b.example,").stdout.strip() == "['a.example', 'b.example']"


def test_an_unknown_login_stops() -> None:
    done = run("-c", "import idi_platform.settings", IDI_LOGIN="postgres")
    assert done.returncode != 0
    assert "There is no database login postgres." in done.stderr
