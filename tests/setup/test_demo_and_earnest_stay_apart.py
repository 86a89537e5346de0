"""Demo accounts have published passwords; what runs in earnest says where it listens and how one gets in."""

import os
import subprocess
from pathlib import Path

import pytest

from idi_platform.embedded import application, commands
from idi_platform.embedded.places import PROJECT


def test_a_var_that_ran_the_demo_is_not_run_in_earnest(tmp_path: Path) -> None:
    application.mark_as_demo(tmp_path)
    done = subprocess.run(
        [PROJECT / "idi", "run"],
        env={**os.environ, "IDI_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    chinese, english, step = done.stderr.strip().splitlines()
    assert "演示账号" in chinese
    assert "published passwords" in english
    assert step.startswith("→ IDI_VAR=")
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize(
    ("variables", "told", "untold"),
    [
        ({}, ["proxy in front", "IDI_BEHIND_PROXY=1 is not set"], ["http://localhost"]),
        ({"IDI_BEHIND_PROXY": "1"}, ["proxy in front"], ["is not set", "http://localhost"]),
        ({"IDI_PLAIN_HTTP": "1"}, ["http://localhost:8123"], ["proxy"]),
    ],
)
def test_the_address_told_is_the_one_that_answers(
    variables: dict[str, str],
    told: list[str],
    untold: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("IDI_BEHIND_PROXY", "IDI_PLAIN_HTTP"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    commands.announce(8123, demo_rows=False, seconds=1.0)
    said = capsys.readouterr().out
    assert all(words in said for words in [*told, "add_member"])
    assert not any(words in said for words in untold)


def test_the_sweep_runs_as_the_clock_and_the_schema_as_its_owner() -> None:
    assert application.COMMAND_LOGINS["sweep"] == "idi_clock"
    assert application.COMMAND_LOGINS["migrate"] == "idi_owner"
    assert "seed" not in application.COMMAND_LOGINS
