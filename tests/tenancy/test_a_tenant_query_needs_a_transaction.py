"""Outside a transaction there is no context, so every tenant table would look empty: the query is refused instead."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.db import connection, transaction
from django.db.models import Count
from psycopg2 import sql

from idi_platform.accounts.public import Membership
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.public import Project, Unit
from idi_platform.tenancy.public import City, TenantQueryOutsideTransaction, acting_as
from tests.world import World


def _execute(statement: str | bytes | sql.Composable) -> Callable[[], object]:
    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(statement)  # type: ignore[arg-type]  # psycopg2 takes bytes too
            return cursor.fetchall()

    return run


def _executemany() -> None:
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE dossiers_dossier SET title = %s", [["a"], ["b"]])


def _copy() -> None:
    with connection.cursor() as cursor:
        cursor.copy_expert("COPY dossiers_dossier TO STDOUT", StringIO())


ORM: dict[str, Callable[[], object]] = {
    "list": lambda: list(Dossier.objects.all()),
    "count": lambda: Dossier.objects.count(),
    "exists": lambda: Dossier.objects.exists(),
    "update": lambda: Dossier.objects.update(title="x"),
    "union": lambda: list(Dossier.objects.values("pk").union(Project.objects.values("pk"))),
    "explain": lambda: Dossier.objects.all().explain(),
    "iterator": lambda: list(Dossier.objects.iterator()),
    "join": lambda: list(Unit.objects.filter(project__name_zh="x")),
    "subquery": lambda: list(City.objects.filter(pk__in=Dossier.objects.values("city_id"))),
    "aggregate": lambda: Dossier.objects.aggregate(Count("pk")),
    "raw": lambda: list(Dossier.objects.raw("SELECT * FROM dossiers_dossier")),
}
SQL: dict[str, Callable[[], object]] = {
    "select": _execute("SELECT 1 FROM dossiers_dossier"),
    "upper case": _execute("SELECT 1 FROM Dossiers_Dossier"),
    "quoted": _execute('SELECT 1 FROM "public"."dossiers_dossier"'),
    "comment first": _execute("/* why */ SELECT 1 FROM dossiers_dossier"),
    "bracket first": _execute("(SELECT 1 FROM dossiers_dossier)"),
    "cte": _execute("WITH every AS (SELECT 1 FROM dossiers_dossier) SELECT 1 FROM every"),
    "table": _execute("TABLE dossiers_dossier"),
    "two statements": _execute("SELECT 1; SELECT 1 FROM dossiers_dossier"),
    "bytes": _execute(b"SELECT 1 FROM dossiers_dossier"),
    "composed": _execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier("dossiers_dossier"))),
    "executemany": _executemany,
    "copy": _copy,
}


@pytest.mark.parametrize("query", [pytest.param(query, id=name) for name, query in {**ORM, **SQL}.items()])
def test_it_is_refused(standing_world: World, query: Callable[[], object]) -> None:
    with (
        acting_as(standing_world.here.system),
        pytest.raises(TenantQueryOutsideTransaction, match=r"(?i)dossiers_dossier|registry"),
    ):
        query()


@pytest.mark.parametrize("query", [pytest.param(query, id=name) for name, query in ORM.items()])
def test_the_same_runs_inside_a_transaction(standing_world: World, query: Callable[[], object]) -> None:
    with acting_as(standing_world.here.system), transaction.atomic():
        query()
        transaction.set_rollback(True)


def test_autocommit_switched_off_by_hand_is_no_transaction(standing_world: World) -> None:
    transaction.set_autocommit(False)
    try:
        with acting_as(standing_world.here.system), pytest.raises(TenantQueryOutsideTransaction):
            Dossier.objects.exists()
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)


def test_tables_outside_the_wall_need_none(standing_world: World) -> None:
    assert City.objects.exists()
    assert Membership.objects.exists()
