"""Reference numbers: per city, series and civil year, without a gap and without a double."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from idi_platform.audit.public import Event
from idi_platform.dossiers.public import DossierKind, next_number, open_dossier
from idi_platform.tenancy.public import acting_as, tenant_work
from tests.world import CityWorld, World

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
THREADS, EACH = 10, 5


class Accident(Exception):
    """Something goes wrong after the number was taken."""


def take(city: CityWorld, *, series: str = "TST", at: datetime = AT) -> str:
    with tenant_work(city.system) as by:
        return next_number(series=series, by=by, at=at)


def test_ten_threads_get_numbers_without_gap_or_double(committed_world: World) -> None:
    start = Barrier(THREADS)

    def work(turn: int) -> list[str]:
        try:
            start.wait(timeout=30)
            taken = []
            for step in range(EACH):
                if (turn + step) % 3 == 0:
                    _fail_after_taking(committed_world.here)
                taken.append(take(committed_world.here))
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        taken = [number for numbers in pool.map(work, range(THREADS)) for number in numbers]
    assert sorted(taken) == [f"TST-2026-{number:06d}" for number in range(1, THREADS * EACH + 1)]


def _fail_after_taking(city: CityWorld) -> None:
    try:
        with tenant_work(city.system) as by:
            next_number(series="TST", by=by, at=AT)
            raise Accident
    except Accident:
        pass


def test_cities_count_apart(world: World) -> None:
    assert [take(world.here), take(world.there), take(world.here)] == [
        "TST-2026-000001",
        "TST-2026-000001",
        "TST-2026-000002",
    ]


def test_series_count_apart(world: World) -> None:
    assert (take(world.here), take(world.here, series="OTH")) == ("TST-2026-000001", "OTH-2026-000001")


@pytest.mark.parametrize(
    ("at", "year"),
    [(datetime(2026, 12, 31, 15, 59, tzinfo=UTC), 2026), (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), 2027)],
)
def test_the_year_is_the_civil_year(world: World, at: datetime, year: int) -> None:
    """Midnight in Shanghai is 16:00 in Greenwich."""
    assert take(world.here, at=at) == f"TST-{year}-000001"


def test_opening_a_dossier_is_recorded_in_it(world: World) -> None:
    actor = world.here.adjuster.actor()
    with acting_as(actor):
        dossier = open_dossier(kind=DossierKind.CLAIM, number="C-1", title="渗漏", by=actor, at=AT)
        event = Event.objects.get(dossier_id=dossier.pk)
    assert (event.code, event.occurred_at, event.actor_user_id) == ("dossier_opened", AT, actor.user_id)
    assert event.payload == {"kind": "claim", "number": "C-1"}


def test_a_number_is_given_to_one_dossier_of_a_kind_and_city(world: World) -> None:
    def open_one(city: CityWorld, kind: DossierKind) -> None:
        with acting_as(city.system) as by, transaction.atomic():
            open_dossier(kind=kind, number="C-1", title="x", by=by, at=AT)

    open_one(world.here, DossierKind.CLAIM)
    open_one(world.there, DossierKind.CLAIM)
    open_one(world.here, DossierKind.POLICY)
    with pytest.raises(IntegrityError, match="dossiers_dossier_number"):
        open_one(world.here, DossierKind.CLAIM)
