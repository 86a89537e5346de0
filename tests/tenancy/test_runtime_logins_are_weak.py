"""What each login may do, asked of the database (PROMISES row 8)."""

import psycopg2
import pytest
from psycopg2.errors import InsufficientPrivilege

from idi_platform.tenancy.wall import Access, wall_of
from tests.tenancy.logins import ask, managed_models, session, set_city, tables, tenant_models
from tests.world import World

RUNTIME = ("idi_app", "idi_clock")
# All that the clock process reads, and what it may do there: a longer list is a decision.
CLOCK: dict[str, Access] = {
    "audit_dailyhead": "append",
    "audit_seal": "append",
    "audit_unsealed": "take",
    "deadlines_calendarday": "r",
    "deadlines_calendaryear": "r",
    "deadlines_deadline": "update",
    "deadlines_deadlinetimer": "update",
    "deadlines_sweptbatch": "rw",
    "django_migrations": "r",
    "operations_heartbeat": "keep",
    "outbox_message": "append",
    "tenancy_businessclock": "r",
    "tenancy_city": "r",
}
RIGHTS: dict[Access, set[str]] = {
    "none": set(),
    "r": {"SELECT"},
    "append": {"SELECT", "INSERT"},
    "update": {"SELECT", "UPDATE"},
    "keep": {"SELECT", "INSERT", "UPDATE"},
    "rw": {"SELECT", "INSERT", "UPDATE", "DELETE"},
    "put": {"SELECT", "INSERT"},
    "take": {"SELECT", "DELETE"},
}
GRANTED = """
    SELECT table_name::text, privilege_type::text FROM information_schema.role_table_grants
    WHERE grantee = %s AND table_schema = 'public'
"""
FORBIDDEN = {
    "make a table": "CREATE TABLE mine (id int)",
    "make a schema": "CREATE SCHEMA mine",
    "make a function": "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "make a view": "CREATE VIEW mine AS SELECT 1",
    "alter a table": "ALTER TABLE deadlines_deadline ADD COLUMN mine int",
    "drop a table": "DROP TABLE deadlines_deadline",
    "truncate a table": "TRUNCATE deadlines_deadline CASCADE",
    "lower the wall": "ALTER TABLE deadlines_deadline DISABLE ROW LEVEL SECURITY",
    "drop a policy": "DROP POLICY idi_city ON deadlines_deadline",
    "add a policy": "CREATE POLICY mine ON deadlines_deadline USING (true)",
    "switch triggers off": "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "switch triggers off for the session": "SET session_replication_role = replica",
    "become the owner": "SET ROLE idi_owner",
    "become the backup": "SET ROLE idi_backup",
    "make a login": "CREATE ROLE mine LOGIN",
    "grant itself rights": "GRANT SELECT ON audit_event TO idi_clock WITH GRANT OPTION",
    "read files": "SELECT pg_read_file('/etc/passwd')",
    "run programs": "COPY (SELECT 1) TO PROGRAM 'true'",
}


@pytest.mark.parametrize("login", RUNTIME)
@pytest.mark.parametrize("statement", [pytest.param(text, id=name) for name, text in FORBIDDEN.items()])
def test_a_runtime_login_may_not(worker_database: str, django_db_setup: None, login: str, statement: str) -> None:
    with session(login, worker_database) as connection, connection.cursor() as cursor:
        if statement.startswith("GRANT"):
            _grant_gives_nothing(connection, login)
            return
        with pytest.raises(InsufficientPrivilege):
            cursor.execute(statement)


def _grant_gives_nothing(connection: psycopg2.extensions.connection, login: str) -> None:
    """PostgreSQL refuses where the login has no right at all, and only warns where it has one it cannot pass on."""
    try:
        ask(connection, "GRANT SELECT ON audit_event TO idi_clock; SELECT 1")
    except InsufficientPrivilege:
        return
    assert ("audit_event", "SELECT") not in ask(connection, GRANTED, ["idi_clock"]), login


@pytest.mark.parametrize("login", RUNTIME)
def test_a_runtime_login_owns_nothing_and_bypasses_nothing(
    worker_database: str, django_db_setup: None, login: str
) -> None:
    with session(login, worker_database) as connection:
        assert ask(connection, "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user") == [
            (False, False)
        ]
        owned = "SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
        assert ask(connection, owned) == []
        assert ask(connection, "SELECT rolname FROM pg_roles WHERE pg_has_role(rolname, 'MEMBER')") == [(login,)]


def test_the_application_has_exactly_the_declared_rights(worker_database: str, django_db_setup: None) -> None:
    with session("idi_app", worker_database) as connection:
        found = set(ask(connection, GRANTED, ["idi_app"]))
    ours = {model._meta.db_table: wall_of(model) for model in managed_models()}
    declared = {(table, right) for table, wall in ours.items() for right in RIGHTS[wall.app]}
    assert {(table, right) for table, right in found if table in ours} == declared


def test_the_clock_has_its_few_tables_and_nothing_else(worker_database: str, django_db_setup: None) -> None:
    with session("idi_clock", worker_database) as connection:
        found = set(ask(connection, GRANTED, ["idi_clock"]))
    assert found == {(table, right) for table, access in CLOCK.items() for right in RIGHTS[access]}


def test_no_right_is_given_to_everybody(worker_database: str, django_db_setup: None) -> None:
    with session("idi_app", worker_database) as connection:
        assert ask(connection, GRANTED, ["PUBLIC"]) == []


@pytest.mark.parametrize("table", tables(tenant_models()))
def test_the_owner_under_force_sees_no_row(standing_db: str, standing_world: World, table: str) -> None:
    with session("idi_owner", standing_db) as connection:
        set_city(connection, standing_world.here.city.pk)
        assert ask(connection, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608  # names of our own tables


def test_the_backup_reads_every_row_and_writes_none(standing_db: str, standing_world: World) -> None:
    with session("idi_backup", standing_db) as connection:
        for table in tables(managed_models()):
            ask(connection, f"SELECT count(*) FROM {table}")  # noqa: S608  # names of our own tables
        cities = {city for (city,) in ask(connection, "SELECT DISTINCT city_id FROM dossiers_dossier")}
        assert cities == {standing_world.here.city.pk, standing_world.there.city.pk}
        with pytest.raises(InsufficientPrivilege), connection.cursor() as cursor:
            cursor.execute("UPDATE dossiers_dossier SET title = 'x'")


@pytest.mark.parametrize("table", sorted(set(tables(managed_models())) - set(CLOCK)))
def test_the_clock_cannot_read(worker_database: str, django_db_setup: None, table: str) -> None:
    with session("idi_clock", worker_database) as connection, pytest.raises(InsufficientPrivilege):
        ask(connection, f"SELECT count(*) FROM {table}")  # noqa: S608  # names of our own tables
