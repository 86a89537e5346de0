"""One transaction, several actors: what is seen is always the present actor's city."""

from io import StringIO

import pytest
from django.db import IntegrityError, NotSupportedError, connection, transaction
from psycopg2 import sql

from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import City, NoActor, acting_as, current_actor
from tests.world import CityWorld, World


def seen() -> set[int]:
    """The cities whose dossiers the database shows now, by a query that forgot its WHERE."""
    return set(Dossier.objects.values_list("city_id", flat=True))


def test_each_actor_sees_its_own_city(world: World) -> None:
    for city in (world.here, world.there, world.here):
        with acting_as(city.system):
            assert seen() == {city.city.pk}


def test_nobody_sees_nothing_after_somebody(world: World) -> None:
    with acting_as(world.here.system):
        assert seen() == {world.here.city.pk}
    assert seen() == set()


def test_an_actor_outside_every_city_sees_nothing(world: World) -> None:
    with acting_as(world.here.system):
        assert seen()
        with acting_as(world.operator.actor()):
            assert seen() == set()
        assert seen() == {world.here.city.pk}


def test_a_savepoint_rolled_back_keeps_the_actors_city(world: World) -> None:
    with acting_as(world.here.system):
        sid = transaction.savepoint()
        assert seen() == {world.here.city.pk}
        transaction.savepoint_rollback(sid)
        assert seen() == {world.here.city.pk}


def test_a_savepoint_does_not_bring_back_an_earlier_actors_city(world: World) -> None:
    with acting_as(world.here.system):
        assert seen() == {world.here.city.pk}
        sid = transaction.savepoint()
    with acting_as(world.there.system):
        assert seen() == {world.there.city.pk}
        transaction.savepoint_rollback(sid)
        assert seen() == {world.there.city.pk}


def test_a_failure_in_another_actors_hands_is_undone_for_the_first(world: World) -> None:
    """PostgreSQL accepts nothing but ROLLBACK after an error: the context must not go before it."""
    dossier = world.there.unit.pk
    with acting_as(world.here.system):
        assert seen() == {world.here.city.pk}
        with pytest.raises(IntegrityError), transaction.atomic(), acting_as(world.there.system):
            Dossier.objects.filter(pk=dossier).update(title=None)
        assert seen() == {world.here.city.pk}


def _raw(statement: str | sql.Composable) -> list[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT DISTINCT city_id FROM dossiers_dossier",
        "SELECT DISTINCT d.city_id FROM tenancy_city c JOIN dossiers_dossier d ON d.city_id = c.id",
        "SELECT DISTINCT u.city_id FROM accounts_membership m CROSS JOIN registry_unit u",
        "WITH every AS (SELECT city_id FROM dossiers_dossier) SELECT DISTINCT city_id FROM every",
        "SELECT city_id FROM dossiers_dossier UNION SELECT city_id FROM audit_event",
        sql.SQL("SELECT DISTINCT city_id FROM {}").format(sql.Identifier("dossiers_dossier")),
    ],
)
def test_a_raw_query_without_a_filter_sees_one_city(world: World, statement: str | sql.Composable) -> None:
    for city in (world.here, world.there):
        with acting_as(city.system):
            assert _raw(statement) == [(city.city.pk,)]
    assert _raw(statement) == []


def test_a_join_that_names_another_city_finds_nothing(world: World) -> None:
    with acting_as(world.here.system):
        assert not Unit.objects.filter(project__dossier__city=world.there.city).exists()
        assert not Dossier.objects.filter(pk=world.there.unit.pk).exists()


def test_a_server_side_cursor_sees_one_city(world: World) -> None:
    for city in (world.here, world.there):
        with acting_as(city.system):
            assert {dossier.city_id for dossier in Dossier.objects.iterator(chunk_size=1)} == {city.city.pk}


def copied(statement: str) -> set[str]:
    out = StringIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, out)
    return set(out.getvalue().split())


def test_copy_sees_the_present_actors_city(world: World) -> None:
    for city in (world.here, world.there):
        with acting_as(city.system):
            assert copied("COPY (SELECT city_id FROM dossiers_dossier) TO STDOUT") == {str(city.city.pk)}
            assert copied("COPY dossiers_dossier (city_id) TO STDOUT") == {str(city.city.pk)}


@pytest.mark.parametrize("way", ["copy_to", "copy_from"])
def test_copying_behind_the_walls_back_is_refused(world: World, way: str) -> None:
    with acting_as(world.here.system), connection.cursor() as cursor, pytest.raises(NotSupportedError):
        getattr(cursor, way)(StringIO(), "dossiers_dossier")


def test_visible_to_needs_an_actor_with_a_city(world: World) -> None:
    with pytest.raises(NoActor):
        Unit.objects.visible_to(world.operator.actor())


def test_there_is_no_current_actor_unless_one_is_set() -> None:
    with pytest.raises(NoActor):
        current_actor()


def test_an_actor_is_taken_back_when_its_work_fails(world: World) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(world.here.system):
        _ = 1 / 0
    with pytest.raises(NoActor):
        current_actor()


def test_visible_to_filters_by_city_even_where_the_wall_shows_more(world: World) -> None:
    """The first wall does not lean on the second: the explicit WHERE is always there."""
    for city in (world.here, world.there):
        query = str(Dossier.objects.visible_to(city.system).query)
        assert f'"dossiers_dossier"."city_id" = {city.city.pk}' in query


def test_tables_outside_the_wall_are_read_by_everybody(world: World) -> None:
    assert City.objects.filter(pk__in=[world.here.city.pk, world.there.city.pk]).count() == 2


@pytest.mark.parametrize("who", ["owner", "adjuster", "officer"])
def test_a_person_sees_no_dossier_of_another_city(world: World, who: str) -> None:
    def visible(city: CityWorld) -> set[int]:
        actor = getattr(city, who).actor()
        with acting_as(actor):
            return set(Unit.objects.visible_to(actor).values_list("city_id", flat=True))

    assert visible(world.here) == {world.here.city.pk}
    assert visible(world.there) == {world.there.city.pk}
