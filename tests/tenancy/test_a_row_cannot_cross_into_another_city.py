"""The wall's write side: WITH CHECK for rows, composite keys for references (DESIGN.md §3 and §6)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from idi_platform.audit.public import Event, record
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.registry.public import Building, Milestone, MilestoneKind, Ownership, Party, PartyRole, Unit
from idi_platform.tenancy.public import acting_as
from tests.world import World

VIOLATES_POLICY = "row-level security policy"


def test_a_row_of_another_city_is_not_inserted(world: World) -> None:
    with acting_as(world.here.system), pytest.raises(ProgrammingError, match=VIOLATES_POLICY), transaction.atomic():
        Dossier.objects.create(
            city=world.there.city, kind=DossierKind.UNIT, number="X-1", title="x", opened_at=timezone.now()
        )


def test_a_row_of_another_city_is_not_inserted_in_bulk(world: World) -> None:
    rows = [Building(city=world.there.city, project=world.there.project, number=str(number)) for number in range(3)]
    with acting_as(world.here.system), pytest.raises(ProgrammingError, match=VIOLATES_POLICY), transaction.atomic():
        Building.objects.bulk_create(rows)


def test_an_event_is_not_recorded_in_another_city(world: World) -> None:
    with acting_as(world.here.system), pytest.raises(ProgrammingError, match=VIOLATES_POLICY), transaction.atomic():
        record(dossier_id=world.there.unit.pk, code="forged", by=world.there.system, at=timezone.now(), payload={})


def test_a_row_of_another_city_is_not_updated(world: World) -> None:
    with acting_as(world.here.system):
        assert Dossier.objects.filter(pk=world.there.unit.pk).update(title="taken") == 0
    with acting_as(world.there.system):
        assert Dossier.objects.get(pk=world.there.unit.pk).title != "taken"


def test_a_row_of_another_city_is_not_deleted(world: World) -> None:
    with acting_as(world.here.system):
        assert Ownership.objects.filter(unit_id=world.there.unit.pk).delete() == (0, {})
    with acting_as(world.there.system):
        assert Ownership.objects.filter(unit_id=world.there.unit.pk).exists()


def test_an_own_row_is_not_moved_to_another_city(world: World) -> None:
    with acting_as(world.here.system), pytest.raises(ProgrammingError, match=VIOLATES_POLICY), transaction.atomic():
        Dossier.objects.filter(pk=world.here.unit.pk).update(city=world.there.city)


def test_a_row_of_another_city_is_not_overwritten_by_an_upsert(world: World) -> None:
    """ON CONFLICT meets the other city's key; the row it would write is refused before."""
    forged = Dossier(
        pk=world.there.unit.pk,
        city=world.here.city,
        kind=DossierKind.UNIT,
        number="X-1",
        title="taken",
        opened_at=timezone.now(),
    )
    with acting_as(world.here.system), pytest.raises(ProgrammingError, match=VIOLATES_POLICY), transaction.atomic():
        Dossier.objects.bulk_create([forged], update_conflicts=True, unique_fields=["id"], update_fields=["title"])


def _building(world: World) -> None:
    Building.objects.create(city=world.here.city, project_id=world.there.project.pk, number="9")


def _home_in_foreign_building(world: World) -> None:
    Unit.objects.filter(pk=world.here.unit.pk).update(building_id=world.there.building.pk)


def _home_about_foreign_dossier(world: World) -> None:
    Unit.objects.create(
        city=world.here.city,
        dossier_id=world.there.project.pk,
        project=world.here.project,
        building=world.here.building,
        number="9",
    )


def _ownership(world: World) -> None:
    Ownership.objects.create(
        city=world.here.city, unit_id=world.there.unit.pk, owner=world.here.owner.user, from_on=date(2025, 1, 1)
    )


def _party(world: World) -> None:
    Party.objects.create(
        city=world.here.city,
        project_id=world.there.project.pk,
        organisation=world.here.insurer,
        role=PartyRole.LEAD_INSURER,
        from_on=date(2025, 1, 1),
    )


def _milestone_of_foreign_building(world: World) -> None:
    Milestone.objects.create(
        city=world.here.city,
        project=world.here.project,
        building_id=world.there.building.pk,
        kind=MilestoneKind.HANDOVER,
        on=date(2025, 1, 1),
        evidence="x",
    )


def _dossier_under_foreign_project(world: World) -> None:
    Dossier.objects.filter(pk=world.here.unit.pk).update(parent_project_id=world.there.project.pk)


def _event_in_foreign_dossier(world: World) -> None:
    record(dossier_id=world.there.unit.pk, code="forged", by=world.here.system, at=timezone.now(), payload={})


@pytest.mark.parametrize(
    "point_abroad",
    [
        _building,
        _home_in_foreign_building,
        _home_about_foreign_dossier,
        _ownership,
        _party,
        _milestone_of_foreign_building,
        _dossier_under_foreign_project,
        _event_in_foreign_dossier,
    ],
)
def test_a_key_never_points_at_another_citys_row(world: World, point_abroad: Callable[[World], None]) -> None:
    with acting_as(world.here.system), transaction.atomic():
        point_abroad(world)
        with pytest.raises(IntegrityError, match="foreign key constraint"), transaction.atomic():
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_the_same_reference_within_the_city_is_accepted(world: World) -> None:
    """The counter-proof: what refuses above is the city, not the shape of the row."""
    with acting_as(world.here.system) as by:
        record(dossier_id=world.here.unit.pk, code="noted", by=by, at=timezone.now(), payload={})
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert Event.objects.filter(dossier_id=world.here.unit.pk, code="noted").exists()
