"""Append-only tables: what was written stays, whoever asks (PROMISES row 27, as far as the database goes)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone
from psycopg2.errors import InsufficientPrivilege

from idi_platform.audit.public import Event, record
from idi_platform.tenancy.public import acting_as
from tests.tenancy.logins import managed_models, session
from tests.world import World

APPEND_ONLY = sorted(m._meta.db_table for m in managed_models() if getattr(m, "wall", None) and m.wall.is_append_only)  # type: ignore[attr-defined]  # declared by our models


def test_the_record_and_its_seals_are_append_only() -> None:
    expected = {"audit_event", "audit_access", "audit_platformevent", "audit_seal", "audit_dailyhead"}
    assert expected <= set(APPEND_ONLY)


@pytest.mark.parametrize("login", ["idi_app", "idi_clock", "idi_owner", "idi_backup"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_truncating_is_refused_even_to_the_owner(
    worker_database: str, django_db_setup: None, login: str, table: str
) -> None:
    with session(login, worker_database) as raw, raw.cursor() as cursor, pytest.raises(InsufficientPrivilege):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_trigger_refuses_update_and_delete_whatever_the_grants_say(
    worker_database: str, django_db_setup: None, table: str
) -> None:
    """The owner holds every grant; row security hides all rows from it, so the trigger itself is looked up."""
    with session("idi_owner", worker_database) as raw, raw.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgenabled, tgtype & 1 = 1, tgtype & 8 = 8, tgtype & 16 = 16, tgtype & 32 = 32"
            " FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'idi_append_only%%' ORDER BY tgname",
            [table],
        )
        # name, enabled, for each row, on delete, on update, on truncate
        assert cursor.fetchall() == [
            ("idi_append_only", "O", True, True, True, False),
            ("idi_append_only_truncate", "O", False, False, False, True),
        ]


def test_the_owner_cannot_change_an_event_even_without_the_wall(committed_world: World, committed_db: str) -> None:
    """Row security off for the owner, as in a careless migration: the trigger still refuses."""
    with session("idi_owner", committed_db) as raw, raw.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SELECT count(*) FROM audit_event")
        assert cursor.fetchone() != (0,)
        for statement in ("UPDATE audit_event SET code = 'x'", "DELETE FROM audit_event"):
            cursor.execute("SAVEPOINT before")
            with pytest.raises(InsufficientPrivilege, match="append-only"):
                cursor.execute(statement)
            cursor.execute("ROLLBACK TO before")


def test_the_application_cannot_change_an_event(world: World) -> None:
    with acting_as(world.here.system):
        event = Event.objects.filter(dossier_id=world.here.unit.pk).first()
        assert event is not None
        for change in (
            lambda: Event.objects.filter(pk=event.pk).update(code="x"),
            lambda: Event.objects.filter(pk=event.pk).delete(),
            lambda: event.save(update_fields=["code"]),
            event.delete,
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()


def test_an_event_names_a_dossier_that_exists(world: World) -> None:
    with acting_as(world.here.system) as by, transaction.atomic():
        record(dossier_id=uuid4(), code="x", by=by, at=timezone.now(), payload={})
        with pytest.raises(IntegrityError, match="audit_event_dossier_fk"), transaction.atomic():
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_an_event_says_who_when_and_in_which_city(world: World) -> None:
    at = timezone.now()
    actor = world.here.adjuster.actor()
    with acting_as(actor):
        event = record(dossier_id=world.here.unit.pk, code="noted", by=actor, at=at, payload={"why": "测试"})
        stored = Event.objects.get(pk=event.pk)
    assert (stored.city_id, stored.actor_user_id, stored.actor_organisation_id, stored.actor_role) == (
        world.here.city.pk,
        world.here.adjuster.user_id,
        world.here.insurer.pk,
        "adjuster",
    )
    assert (stored.occurred_at, stored.payload) == (at, {"why": "测试"})
    assert stored.recorded_at >= at
