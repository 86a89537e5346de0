"""Pooled connections keep nothing: what one transaction may see is unknown to the next, whoever it belongs to."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import InterfaceError, connection, transaction

from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, acting_as
from tests.world import World

ROUNDS = 500


class Accident(Exception):
    """Something goes wrong half way."""


def seen_by_anybody() -> set[int]:
    with transaction.atomic():
        return set(Dossier.objects.values_list("city_id", flat=True))


def setting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('idi.city', true), '')")
        row = cursor.fetchone()
        return str(row[0]) if row else ""


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("goes_wrong", [False, True])
def test_the_city_is_gone_after_the_transaction(standing_world: World, goes_wrong: bool) -> None:
    pid = backend()
    with acting_as(standing_world.here.system):
        try:
            with transaction.atomic():
                assert Dossier.objects.exists()
                if goes_wrong:
                    raise Accident
        except Accident:
            pass
        assert setting() == ""
    assert seen_by_anybody() == set()
    assert backend() == pid


def test_mixed_cities_with_accidents_see_only_their_own(standing_world: World) -> None:
    """PROMISES row 10, on one connection."""
    chance = random.Random(10)
    actors = [standing_world.here.system, standing_world.there.system, standing_world.operator.actor(), None]
    pid = backend()
    for _ in range(ROUNDS):
        actor = chance.choice(actors)
        expected = {actor.city_id} if actor and actor.city_id else set()
        try:
            if actor is None:
                assert seen_by_anybody() == set()
                continue
            with acting_as(actor), transaction.atomic():
                assert set(Dossier.objects.values_list("city_id", flat=True)) == expected
                _perhaps_an_accident(chance)
                assert set(Dossier.objects.values_list("city_id", flat=True)) == expected
        except Accident:
            pass
    assert backend() == pid


def _perhaps_an_accident(chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            raise Accident
        case 1:
            try:
                with transaction.atomic():
                    Dossier.objects.update(title="half done")
                    raise Accident
            except Accident:
                pass
        case _luck:
            pass


def _watch(actor: Actor, start: Barrier) -> set[int]:
    start.wait(timeout=10)
    seen: set[int] = set()
    try:
        for _ in range(40):
            with acting_as(actor), transaction.atomic():
                seen |= set(Dossier.objects.values_list("city_id", flat=True))
    finally:
        connection.close()
    return seen


def test_threads_do_not_share_an_actor(standing_world: World) -> None:
    cities = [standing_world.here, standing_world.there] * 3
    start = Barrier(len(cities))
    with ThreadPoolExecutor(len(cities)) as pool:
        running = [pool.submit(_watch, city.system, start) for city in cities]
        assert [future.result() for future in running] == [{city.city.pk} for city in cities]


def test_a_thread_does_not_inherit_its_makers_actor(standing_world: World) -> None:
    def look() -> set[int]:
        try:
            return seen_by_anybody()
        finally:
            connection.close()

    with acting_as(standing_world.here.system), ThreadPoolExecutor(1) as pool:
        assert pool.submit(look).result() == set()
        assert seen_by_anybody() == {standing_world.here.city.pk}


def test_a_new_connection_is_told_the_city_again(standing_world: World) -> None:
    with acting_as(standing_world.here.system):
        assert seen_by_anybody() == {standing_world.here.city.pk}
        connection.close()
        assert seen_by_anybody() == {standing_world.here.city.pk}


def test_a_connection_that_is_lost_before_its_first_statement_is_told_as_one(standing_world: World) -> None:
    """Else the web would take it for a fault of its own: 500 in place of 503."""
    with acting_as(standing_world.here.system), transaction.atomic(), connection.cursor() as cursor:
        connection.connection.close()
        with pytest.raises(InterfaceError):
            cursor.execute("SELECT 1")
        transaction.set_rollback(True)
