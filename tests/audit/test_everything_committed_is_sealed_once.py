"""The clock seals what was committed, in an order in which nothing can be passed over (PROMISES row 27)."""

import random
from collections.abc import Callable
from threading import Event as Flag
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone
from psycopg2.errors import InsufficientPrivilege

from idi_platform.audit.models import PLATFORM, Access, Event, PlatformEvent, Seal, Unsealed
from idi_platform.audit.public import AccessKind, log_access, record, record_platform
from idi_platform.audit.sealing import seal, seal_batch
from idi_platform.tenancy.public import acting_as, system_actor
from tests.audit.chain import faults, happened, sealed
from tests.tenancy.logins import session
from tests.threads import at_once, connected
from tests.world import CityWorld, World

WRITERS = 4


def record_ids(city: CityWorld) -> set[UUID]:
    with acting_as(city.system), transaction.atomic():
        return {*Event.objects.values_list("id", flat=True), *Access.objects.values_list("id", flat=True)}


def test_each_row_of_the_record_bears_one_seal_of_its_chain(committed_world: World, committed_db: str) -> None:
    here = committed_world.here
    happened(here, "noted")
    with acting_as(here.adjuster.actor()) as by, transaction.atomic():
        log_access(kind=AccessKind.REVEAL, subject="x", subject_id=1, by=by, at=timezone.now())
    nobody = system_actor(None)
    record_platform(code="city_opened", subject="city", subject_id=1, by=nobody, at=timezone.now(), payload={})
    assert sealed(committed_db) == Seal.objects.count()
    assert sealed(committed_db) == 0
    for city in (here, committed_world.there):
        seals = Seal.objects.filter(chain=city.city.pk)
        assert set(seals.values_list("row_id", flat=True)) == record_ids(city)
        assert list(seals.order_by("number").values_list("number", flat=True)) == [*range(1, seals.count() + 1)]
        assert faults(city) == {}
    outside = Seal.objects.filter(chain=PLATFORM).values_list("row_id", flat=True)
    assert set(outside) == set(PlatformEvent.objects.values_list("id", flat=True))


def test_what_is_not_committed_is_neither_sealed_nor_lost(committed_world: World, committed_db: str) -> None:
    """An older row that commits later is sealed later; the newer one does not wait for it."""
    here = committed_world.here
    sealed(committed_db)
    with acting_as(here.adjuster.actor()) as by, transaction.atomic():
        late = record(dossier_id=here.unit.pk, code="late", by=by, at=timezone.now(), payload={})
        at_once(committed_db, ("idi_app", lambda: happened(here, "early")))
        at_once(committed_db, ("idi_clock", lambda: seal(at=timezone.now())))
    assert not Seal.objects.filter(row_id=late.pk).exists()
    sealed(committed_db)
    last = Seal.objects.filter(chain=here.city.pk).order_by("-number").first()
    assert last is not None
    assert last.row_id == late.pk
    assert faults(here) == {}


def test_commits_in_any_order_under_two_sealers_are_each_sealed_once(
    committed_world: World, committed_db: str, full: bool
) -> None:
    """Four writers whose transactions open, write and end in a random order, some of them rolled back."""
    each = 500 if full else 50
    done = [Flag() for _ in range(WRITERS)]

    def write(place: int, city: CityWorld) -> Callable[[], int]:
        def work() -> int:
            chance = random.Random(place)
            try:
                return sum(_committed(city, chance) for _ in range(each))
            finally:
                done[place].set()

        return work

    def keep_sealing() -> int:
        total = 0
        while not all(flag.is_set() for flag in done):
            total += seal_batch(at=timezone.now(), batch=7)
        return total + seal(at=timezone.now())

    cities = [committed_world.here, committed_world.there] * (WRITERS // 2)
    waiting = Unsealed.objects.count()
    results = at_once(
        committed_db,
        *(("idi_app", write(place, city)) for place, city in enumerate(cities)),
        ("idi_clock", keep_sealing),
        ("idi_clock", keep_sealing),
    )
    rest = sealed(committed_db)
    assert sum(results[WRITERS:]) + rest == sum(results[:WRITERS]) + waiting == Seal.objects.count()
    for city in (committed_world.here, committed_world.there):
        assert set(Seal.objects.filter(chain=city.city.pk).values_list("row_id", flat=True)) == record_ids(city)
        assert faults(city) == {}


def _committed(city: CityWorld, chance: random.Random) -> int:
    """One transaction of one to three rows; how many it left."""
    rows = chance.randint(1, 3)
    is_kept = chance.random() < 0.8
    with acting_as(city.adjuster.actor()) as by, transaction.atomic():
        for _ in range(rows):
            record(dossier_id=city.unit.pk, code="raced", by=by, at=timezone.now(), payload={})
        transaction.set_rollback(not is_kept)
    return rows if is_kept else 0


def test_a_sealer_killed_before_its_commit_leaves_no_trace(committed_world: World, committed_db: str) -> None:
    waiting = Unsealed.objects.count()
    with connected(committed_db, "idi_clock"), transaction.atomic():
        assert seal_batch(at=timezone.now()) == waiting
        connection.connection.close()
        transaction.set_rollback(True)
    assert (Seal.objects.count(), Unsealed.objects.count()) == (0, waiting)
    assert sealed(committed_db) == waiting
    assert faults(committed_world.here) == {}


def test_sealing_nothing_asks_the_lock_and_one_empty_queue(committed_world: World, committed_db: str) -> None:
    sealed(committed_db)
    with connected(committed_db, "idi_clock"):
        connection.force_debug_cursor = True
        before = len(connection.queries_log)
        seal(at=timezone.now())
        asked = [query["sql"] for query in list(connection.queries_log)[before:]]
        connection.force_debug_cursor = False
    assert len([sql for sql in asked if "audit_" in sql]) == 1


@pytest.mark.parametrize("login", ["idi_app", "idi_clock", "idi_owner"])
def test_nobody_writes_to_the_queue_but_the_triggers(committed_world: World, committed_db: str, login: str) -> None:
    """A forged entry would make the verifier ask for a row that never was."""
    statement = "INSERT INTO audit_unsealed (chain, source, row_id, digest) VALUES (1, 'x', uuidv7(), '')"
    with session(login, committed_db) as raw, raw.cursor() as cursor, pytest.raises(InsufficientPrivilege):
        cursor.execute(statement)


def test_the_application_cannot_take_a_row_out_of_the_queue(committed_world: World, committed_db: str) -> None:
    with session("idi_app", committed_db) as raw, raw.cursor() as cursor, pytest.raises(InsufficientPrivilege):
        cursor.execute("DELETE FROM audit_unsealed")
