"""One login for each kind of process: DESIGN.md §6."""

from pathlib import Path

import psycopg2
import pytest

from .conftest import ask


@pytest.mark.parametrize(
    ("login", "rights"),
    [
        # superuser, create role, create database, bypass row-level security, replication
        ("idi_owner", (False, False, True, False, False)),
        ("idi_app", (False, False, False, False, False)),
        ("idi_clock", (False, False, False, False, False)),
        ("idi_backup", (False, False, False, True, False)),
    ],
)
def test_a_login_has_exactly_these_rights(running: Path, login: str, rights: tuple[bool, ...]) -> None:
    question = (
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = "
    )
    assert ask(running, login, f"{question}'{login}'") == [rights]


@pytest.mark.parametrize("login", ["idi_app", "idi_clock", "idi_backup"])
@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (id int)", "CREATE TEMPORARY TABLE mine (id int)", "CREATE SCHEMA mine"]
)
def test_a_login_beside_the_owner_makes_nothing(running: Path, login: str, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(running, login, statement)


def test_the_owner_owns_the_database_and_nobody_else_owns_one(running: Path) -> None:
    owners = "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE NOT datistemplate ORDER BY datname"
    assert ask(running, "idi_app", owners) == [("idi", "idi_owner"), ("postgres", "idi_bootstrap")]


def test_the_application_cannot_become_another_login(running: Path) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(running, "idi_app", "SET ROLE idi_owner")


def test_the_backup_reads_every_table(running: Path) -> None:
    question = "SELECT pg_has_role('idi_backup', 'pg_read_all_data', 'MEMBER')"
    assert ask(running, "idi_backup", question) == [(True,)]
