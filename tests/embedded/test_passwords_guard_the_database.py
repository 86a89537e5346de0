"""Nobody is trusted: DESIGN.md §7."""

import stat
from pathlib import Path

import psycopg2
import pytest

from idi_platform.embedded import postgres
from idi_platform.embedded.connections import LOGINS

from .conftest import ask, connect

EVERYBODY = [postgres.BOOTSTRAP, *LOGINS]


def access_rules(var: Path) -> list[list[str]]:
    lines = (var / "postgres" / "data" / "pg_hba.conf").read_text().splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def test_every_access_rule_asks_for_a_scram_password(running: Path) -> None:
    assert access_rules(running)
    assert {rule[-1] for rule in access_rules(running)} == {"scram-sha-256"}


def test_nothing_listens_on_tcp(running: Path) -> None:
    assert ask(running, "idi_owner", "SHOW listen_addresses") == [("",)]
    assert {rule[0] for rule in access_rules(running)} == {"local"}


@pytest.mark.parametrize("login", EVERYBODY)
def test_a_wrong_password_is_refused(running: Path, login: str) -> None:
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        connect(running, login, password="wrong")


@pytest.mark.parametrize("login", EVERYBODY)
def test_no_password_is_refused(running: Path, login: str) -> None:
    with pytest.raises(psycopg2.OperationalError, match="no password supplied"):
        connect(running, login, password="")


def test_stored_passwords_are_scram(running: Path) -> None:
    cluster = postgres.open_cluster(running)
    password = (running / "secrets" / f"postgres_{postgres.BOOTSTRAP}").read_text().strip()
    stored = postgres.execute(
        cluster, password, "postgres", "SELECT rolpassword FROM pg_authid WHERE rolcanlogin"
    ).split()
    assert len(stored) == len(EVERYBODY)
    assert all(verifier.startswith("SCRAM-SHA-256$") for verifier in stored)


def test_secrets_are_readable_by_their_owner_alone(running: Path) -> None:
    folder = running / "secrets"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    values = [file.read_text() for file in folder.iterdir()]
    assert len(set(values)) == len(values) == len(EVERYBODY)


def test_errors_are_logged_without_the_statement_that_carries_personal_data(running: Path) -> None:
    with pytest.raises(psycopg2.Error):
        ask(running, "idi_app", "SELECT canary_of_personal_data FROM nowhere")
    assert "canary_of_personal_data" not in (running / "log" / "postgres.log").read_text()
