"""What a person edits keeps its earlier versions, whoever changed it and how (PROMISES row 28)."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import psycopg2
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from idi_platform.accounts.public import User
from idi_platform.audit.public import histories
from idi_platform.celery import app
from idi_platform.privacy.public import SealedTextField
from idi_platform.registry.public import Building
from idi_platform.tenancy.public import OriginKind, acting_as, coming_from, system_actor, tenant_work
from tests.tenancy.logins import session
from tests.threads import at_once
from tests.world import World

BuildingHistory = apps.get_model("registry", "BuildingHistory")
UserHistory = apps.get_model("accounts", "UserHistory")
TRACKED = {
    "accounts.User",
    "accounts.Organisation",
    "accounts.Membership",
    "policies.RuleDraft",
    "registry.Project",
    "registry.Building",
    "registry.Unit",
    "registry.Party",
    "registry.Ownership",
    "underwriting.InsurancePolicy",
    "underwriting.CoverWindow",
    "underwriting.Share",
    "underwriting.ContractTerm",
}
SECRETS = {"password", "last_login"}
EMPTIED = {"username": None, "full_name": None, "phone": None, "email": None}


Connection: TypeAlias = psycopg2.extensions.connection


@pytest.fixture
def owner(worker_database: str, django_db_setup: None) -> Iterator[Connection]:
    """The login that owns the tables."""
    with session("idi_owner", worker_database) as connection:
        yield connection


def versions(building: Building) -> list[tuple[Any, ...]]:
    rows = BuildingHistory._default_manager.filter(city_id=building.city_id, id=building.pk).order_by("pgh_id")
    return list(rows.values_list("pgh_label", "floors", "actor_user_id", "actor_role"))


def test_every_way_of_writing_leaves_one_version_with_its_actor(world: World) -> None:
    here = world.here
    by = here.adjuster.actor()
    with acting_as(by):
        building = Building.objects.create(city=here.city, project=here.project, number="9 幢", floors=1)
        building.floors = 2
        building.save(update_fields=["floors"])
        Building.objects.filter(pk=building.pk).update(floors=3)
        building.floors = 4
        Building.objects.bulk_update([building], ["floors"])
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_building SET floors = 5 WHERE id = %s", [building.pk])
    with acting_as(here.system):
        Building.objects.filter(pk=building.pk).update(floors=5)
        Building.objects.filter(pk=building.pk).update(floors=6)
        Building.objects.filter(pk=building.pk).delete()
        told = versions(building)
    own = (by.user_id, by.role)
    system = (None, "system")
    assert told == [
        ("insert", 1, *own),
        *(("update", floors, *own) for floors in (2, 3, 4, 5)),
        ("update", 6, *system),
        ("delete", 6, *system),
    ]


def test_each_version_says_from_which_task_or_command_it_came(world: World) -> None:
    here = world.here

    def change(floors: int) -> None:
        with acting_as(here.officer.actor()):
            Building.objects.filter(pk=here.building.pk).update(floors=floors)

    @app.task(name="test.change")
    def task() -> None:
        change(51)

    task()
    with coming_from(OriginKind.COMMAND, "mend"):
        change(52)
    change(53)
    with acting_as(here.system):
        mine = BuildingHistory._default_manager.filter(id=here.building.pk).order_by("pgh_id")
        assert list(mine.values_list("origin", flat=True))[1:] == ["task:test.change", "command:mend", None]


def test_a_worker_leaves_the_actor_it_acts_as(committed_world: World, committed_db: str) -> None:
    here = committed_world.here

    def work() -> None:
        with tenant_work(here.officer.actor()):
            Building.objects.filter(pk=here.building.pk).update(floors=33)

    at_once(committed_db, ("idi_app", work))
    with tenant_work(here.system):
        assert versions(here.building)[-1] == ("update", 33, here.officer.user_id, here.officer.role)


def test_versions_stand_behind_the_wall_of_their_row(world: World) -> None:
    with acting_as(world.here.system):
        assert versions(world.here.building)
    with acting_as(world.there.system):
        assert not BuildingHistory._default_manager.filter(id=world.here.building.pk).exists()
    with acting_as(system_actor(None)):
        assert not BuildingHistory._default_manager.exists()


def test_versions_cannot_be_changed_nor_made_up(world: World) -> None:
    here = world.here
    with acting_as(here.system):
        mine = BuildingHistory._default_manager.filter(id=here.building.pk)
        first = mine.get()
        first.pgh_id = None
        for change in (lambda: mine.update(floors=1), mine.delete, lambda: first.save(force_insert=True)):
            with pytest.raises(DatabaseError, match=r"permission denied|only triggers write"), transaction.atomic():
                change()


def test_not_even_the_owner_of_the_tables_changes_a_version(owner: Connection) -> None:
    for change in (
        "TRUNCATE registry_buildinghistory",
        "TRUNCATE accounts_userhistory",
        "DELETE FROM accounts_userhistory",
        "UPDATE accounts_userhistory SET actor_role = 'x'",
    ):
        with owner.cursor() as cursor, pytest.raises(psycopg2.Error, match="append-only"):
            cursor.execute(change)
        owner.rollback()


def test_of_a_person_a_version_loses_all_that_tells_of_them_or_nothing(world: World) -> None:
    versions = UserHistory._default_manager.filter(id=world.here.owner.user_id)
    untrue = ({"full_name": "别人"}, {"full_name": None}, {"actor_role": "x"}, {**EMPTIED, "is_active": False})
    for change in untrue:
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
            versions.update(**change)
    assert versions.update(**EMPTIED) == 1


def test_no_session_can_ask_the_triggers_to_look_away(world: World) -> None:
    here = world.here
    with acting_as(here.system):
        before = len(versions(here.building))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
                " WHERE tgrelid = 'registry_building'::regclass"
            )
        Building.objects.filter(pk=here.building.pk).update(floors=44)
        assert len(versions(here.building)) == before + 1


def test_a_person_changed_keeps_the_earlier_name_and_never_a_secret(world: World) -> None:
    user = world.here.adjuster.user
    with acting_as(world.operator.actor()):
        User.objects.filter(pk=user.pk).update(full_name="新名")
        before = UserHistory._default_manager.filter(id=user.pk).count()
        User.objects.filter(pk=user.pk).update(password="x")
        assert UserHistory._default_manager.filter(id=user.pk).count() == before
    last = UserHistory._default_manager.filter(id=user.pk).latest("pgh_id")
    assert (last.full_name, last.actor_user_id) == ("新名", world.operator.user_id)
    assert not SECRETS & {field.name for field in UserHistory._meta.get_fields()}


def test_what_people_edit_is_tracked_and_nothing_sealed_is() -> None:
    assert {model.follows()._meta.label for model in histories()} == TRACKED
    sealed = [field.name for model in histories() for field in model._meta.fields if isinstance(field, SealedTextField)]
    assert sealed == []
