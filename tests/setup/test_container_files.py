"""The container files: valid by the compose specification, and of the same processes as `./idi run`."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from idi_platform.embedded.application import SCHEMA_COMMANDS, programs
from idi_platform.embedded.places import PROJECT

COMPOSE = PROJECT / "docker-compose.yml"
SERVICES: dict[str, Any] = YAML(typ="safe").load(COMPOSE)["services"]
OURS = ("prepare", "web", "worker", "clock", "beat")


def test_the_compose_file_keeps_to_the_specification() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_broken_compose_file_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "docker-compose.yml"
    broken.write_text("services: {web: {imagine: idi}}\n")
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(broken)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "prepare"])
def test_a_service_tells_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_no_more_rights_than_it_needs(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]
    assert "privileged" not in SERVICES[name]


def test_no_secret_stands_in_a_variable() -> None:
    told = {key: value for service in SERVICES.values() for key, value in service.get("environment", {}).items()}
    named = {key for key in told if "SECRET" in key or "PASSWORD" in key}
    assert all(key.endswith("_FILE") for key in named)
    assert all("@" not in told[key].partition("//")[2].partition("@")[0] for key in told if key.endswith("_URL"))
    assert not any(
        ":" in told[key].partition("//")[2].partition("@")[0]
        for key in told
        if "DATABASE" in key and key.endswith("_URL")
    )


@pytest.mark.parametrize(
    ("name", "login"), [("web", "idi_app"), ("worker", "idi_app"), ("clock", "idi_clock"), ("prepare", "idi_owner")]
)
def test_a_process_holds_the_password_of_its_own_login_alone(name: str, login: str) -> None:
    service = SERVICES[name]
    held = {secret for secret in service["secrets"] if secret.startswith("idi_")}
    assert held == {login}
    assert service["environment"]["DATABASE_PASSWORD_FILE"] == f"/run/secrets/{login}"
    assert service["environment"].get("IDI_LOGIN", "idi_app") == login


def test_prepare_runs_what_set_up_runs() -> None:
    _shell, _flags, script = SERVICES["prepare"]["command"]
    said = [line.split()[2:] for line in script.split("; ")]
    assert said == SCHEMA_COMMANDS


def test_workers_are_started_as_by_run(tmp_path: Path) -> None:
    started = {program.name: program.command for program in programs(tmp_path, 8000, demo=False)}
    for name in ("worker", "clock"):
        assert SERVICES[name]["command"] == ["celery", *started[name][3:]]
    web = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
    for word in started["web"][started["web"].index("--workers") :]:
        assert f'"{word}"' in web or word.startswith("/")
