"""What whoever holds the machine does to the record, and how the verifier names it (PROMISES row 27)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.audit.models import NOTHING_BEFORE, Seal, Verification, chained
from idi_platform.audit.sealing import publish_heads
from idi_platform.audit.verifying import Fault, verify_chain
from tests import databases
from tests.audit.chain import faults, happened, head, sealed
from tests.conftest import Standing
from tests.tenancy.logins import superuser_of
from tests.threads import connected
from tests.world import CityWorld


@dataclass(frozen=True)
class Sealed:
    """A city with three noted events, all sealed, and the head somebody kept."""

    city: CityWorld
    head: str


@pytest.fixture(scope="module")
def sealed_city(
    worker_database: str, standing: Standing, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Sealed]:
    """Built once, with its heads published; each test tampers inside a transaction that is rolled back."""
    name = f"{worker_database}_sealed"
    databases.clone(name, standing.database)
    city = standing.world.here
    with django_db_blocker.unblock(), databases.using(name):
        for code in ("first", "second", "third"):
            happened(city, code)
        sealed(name)
        with connected(name, "idi_clock"):
            assert publish_heads(at=timezone.now() + timedelta(days=2)) >= 1
        assert faults(city) == {}
        kept = head(city)
    with django_db_blocker.unblock(), superuser_of(name):
        yield Sealed(city, kept)
    databases.drop(name)


@pytest.fixture
def here(sealed_city: Sealed) -> Iterator[CityWorld]:
    """Triggers off, as whoever holds the machine can switch them."""
    with transaction.atomic():
        run("SET LOCAL session_replication_role = replica")
        yield sealed_city.city
        transaction.set_rollback(True)


def run(statement: str, values: list[Any] | None = None) -> list[Any]:
    """A statement of the superuser's, and the rows it gives back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def test_a_changed_row_is_named(here: CityWorld) -> None:
    run("UPDATE audit_event SET payload = '{\"why\": \"x\"}' WHERE code = 'second'")
    assert faults(here) == {Fault.ROW_CHANGED: "second"}


def test_a_moment_moved_by_a_microsecond_is_named(here: CityWorld) -> None:
    run("UPDATE audit_event SET recorded_at = recorded_at + '1 us' WHERE code = 'second'")
    assert faults(here) == {Fault.ROW_CHANGED: "second"}


def test_a_row_deleted_in_the_middle_is_named(here: CityWorld) -> None:
    ((deleted,),) = run("DELETE FROM audit_event WHERE code = 'second' RETURNING id")
    (finding,) = verify_chain(here.city.pk, at=timezone.now()).findings
    assert (finding.kind, str(finding.row_id)) == (Fault.ROW_MISSING, str(deleted))


def test_a_tail_cut_off_is_named(here: CityWorld) -> None:
    run("DELETE FROM audit_event WHERE code IN ('second', 'third')")
    assert faults(here) == {Fault.ROW_MISSING: ""}


def test_a_row_slipped_in_is_named(here: CityWorld) -> None:
    run(
        "CREATE TEMPORARY TABLE slipped AS SELECT * FROM audit_event WHERE code = 'second';"
        "UPDATE slipped SET id = uuidv7(), code = 'slipped in';"
        "INSERT INTO audit_event SELECT * FROM slipped"
    )
    assert faults(here) == {Fault.ROW_NOT_SEALED: "slipped in"}


def test_a_row_taken_out_of_the_queue_is_named(here: CityWorld) -> None:
    run("SET LOCAL session_replication_role = origin")
    happened(here, "fourth")
    run("DELETE FROM audit_unsealed")
    assert faults(here) == {Fault.ROW_NOT_SEALED: "fourth"}


def test_a_seal_taken_out_with_its_row_is_named(here: CityWorld) -> None:
    ((deleted,),) = run("DELETE FROM audit_event WHERE code = 'second' RETURNING id")
    run("DELETE FROM audit_seal WHERE row_id = %s", [deleted])
    assert faults(here) == {Fault.SEAL_BROKEN: "third"}


def test_a_chain_rewritten_to_its_end_differs_from_the_head_that_was_published(
    here: CityWorld, sealed_city: Sealed
) -> None:
    """A consistent chain over a changed past: nothing inside it tells, the heads of before do."""
    run("UPDATE audit_event SET code = 'never' WHERE code = 'second' RETURNING id")
    _seal_anew(here)
    assert faults(here) == {Fault.HEAD_DIFFERS: ""}
    run("DELETE FROM audit_dailyhead")
    assert faults(here) == {}
    assert faults(here, sealed_city.head) == {Fault.HEAD_UNKNOWN: sealed_city.head}
    assert faults(here, head(here)) == {}


def _seal_anew(city: CityWorld) -> None:
    """As the clock does, over the rows as they are now."""
    before = NOTHING_BEFORE
    for row in Seal.objects.filter(chain=city.city.pk).order_by("number"):
        digest = bytes(row.digest)
        texts = run(
            "SELECT jsonb_object_agg(key, value)::text FROM audit_event e, jsonb_each(to_jsonb(e))"
            " WHERE e.id = %s AND e.code = 'never' AND value <> 'null' HAVING count(*) > 0",
            [row.row_id],
        )
        for (text,) in texts:
            digest = sha256(text.encode()).digest()
        number, sealed_at = row.number, row.sealed_at
        before = chained(
            before, number=number, source=row.source, row_id=row.row_id, digest=digest, sealed_at=sealed_at
        )
        run(
            "UPDATE audit_seal SET digest = %s, hash = %s WHERE chain = %s AND number = %s",
            [digest, before, city.city.pk, number],
        )


def test_a_chain_cut_short_with_its_rows_differs_from_the_head(here: CityWorld, sealed_city: Sealed) -> None:
    ((deleted,),) = run("DELETE FROM audit_event WHERE code = 'third' RETURNING id")
    run("DELETE FROM audit_seal WHERE row_id = %s", [deleted])
    assert faults(here) == {Fault.HEAD_DIFFERS: ""}


def test_a_clock_that_stands_still_is_named(here: CityWorld) -> None:
    run("SET LOCAL session_replication_role = origin")
    happened(here, "fourth")
    assert faults(here) == {}
    later = timezone.now() + timedelta(hours=1)
    assert [finding.kind for finding in verify_chain(here.city.pk, at=later).findings] == [Fault.SEALING_LATE]


def test_a_guard_switched_off_is_named(here: CityWorld) -> None:
    run("ALTER TABLE audit_event DISABLE TRIGGER idi_append_only")
    assert faults(here) == {Fault.GUARD_OFF: "idi_append_only"}


def test_the_command_names_the_row_and_fails(here: CityWorld, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify", city=here.city.code)
    assert f"{here.city.code}: {Seal.objects.filter(chain=here.city.pk).count()} sealed" in capsys.readouterr().out
    run("UPDATE audit_event SET code = 'forged' WHERE code = 'second'")
    with pytest.raises(CommandError, match=here.city.code):
        call_command("verify")
    told = capsys.readouterr().out
    assert "code forged" in told
    found = Verification.objects.filter(chain=here.city.pk).order_by("started_at")
    assert [[finding["kind"] for finding in walk.findings] for walk in found] == [[], ["row_changed"]]


def test_the_command_names_a_row_deleted_from_the_middle(here: CityWorld, capsys: pytest.CaptureFixture[str]) -> None:
    ((deleted,),) = run("DELETE FROM audit_event WHERE code = 'second' RETURNING id")
    with pytest.raises(CommandError, match=here.city.code):
        call_command("verify")
    assert f"{Fault.ROW_MISSING.label}: seal" in (told := capsys.readouterr().out)
    assert f"row {deleted}" in told
