"""The clock's login sweeps every city and sees nothing but clocks."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone, translation
from pytest_django.fixtures import Settings

from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.services.sweep import oldest_due, sweep
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests import databases
from tests.armed import OFFSETS, arm
from tests.deadlines.stated import RECEIVED
from tests.threads import connected
from tests.world import CityWorld, World

# What sweeping needs; every other table, present or to come, is refused.
SEEN = {
    "audit_dailyhead",
    "audit_seal",
    "audit_unsealed",
    "deadlines_calendarday",
    "deadlines_calendaryear",
    "deadlines_deadline",
    "deadlines_deadlinetimer",
    "deadlines_sweptbatch",
    "operations_heartbeat",
    "outbox_message",
    "tenancy_businessclock",
    "tenancy_city",
}


@pytest.fixture
def both(committed_world: World) -> tuple[CityWorld, CityWorld]:
    """Two terms in one city and three in the other, all due."""
    for city, count in ((committed_world.here, 2), (committed_world.there, 3)):
        arm(city, count=count, dues=[RECEIVED])
    return committed_world.here, committed_world.there


def missed(city: CityWorld) -> list[datetime | None]:
    with acting_as(city.system), transaction.atomic():
        return list(Deadline.objects.values_list("missed_at", flat=True))


def test_it_sweeps_all_cities_without_being_told_one(committed_db: str, both: tuple[CityWorld, CityWorld]) -> None:
    with connected(committed_db, "idi_clock"):
        assert oldest_due(now=RECEIVED) == -OFFSETS[0]
        swept = sweep(now=RECEIVED)
    assert swept.city_ids == {city.city.pk for city in both}
    assert [missed(city) for city in both] == [[RECEIVED] * 2, [RECEIVED] * 3]


def test_the_application_sweeps_its_actors_city_at_most(committed_db: str, both: tuple[CityWorld, CityWorld]) -> None:
    here, there = both
    assert sweep(now=RECEIVED).timers == 0
    assert oldest_due(now=RECEIVED) == timedelta()
    with acting_as(here.system):
        assert sweep(now=RECEIVED).city_ids == {here.city.pk}
    assert missed(there) == [None] * 3


def test_every_other_table_is_closed_to_it(committed_db: str) -> None:
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
    assert {"claims_claim", "accounts_user", "documents_upload", "audit_event"} <= tables
    with connected(committed_db, "idi_clock"), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM unnest(%s) name WHERE has_table_privilege(name, 'SELECT')", [sorted(tables)])
        assert {name for (name,) in cursor.fetchall()} == SEEN


@pytest.mark.parametrize("table", ["claims_claim", "accounts_user", "documents_upload", "audit_event"])
def test_reading_what_people_entered_is_refused(committed_db: str, table: str) -> None:
    with (
        connected(committed_db, "idi_clock"),
        transaction.atomic(),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        cursor.execute(f"SELECT 1 FROM {table}")  # noqa: S608  # a table of the list above


@pytest.mark.parametrize("statement", ["UPDATE outbox_message SET sent_at = now()", "DELETE FROM outbox_message"])
def test_it_writes_messages_and_never_changes_them(committed_db: str, statement: str) -> None:
    with (
        connected(committed_db, "idi_clock"),
        transaction.atomic(),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        cursor.execute(statement)


def test_the_command_sweeps_by_hand(committed_db: str, both: tuple[CityWorld, CityWorld]) -> None:
    arm(both[0], count=1, dues=[timezone.now() + timedelta(days=365)])
    said = databases.manage("sweep", login="idi_clock", database=committed_db)
    assert said.startswith(f"{5 * len(OFFSETS)} timers, ")
    assert [missed(city).count(RECEIVED) for city in both] == [2, 3]
    assert missed(both[0]).count(None) == 1
    with acting_as(both[1].system), transaction.atomic():
        assert Message.objects.count() == 3 * len(OFFSETS)


@pytest.mark.parametrize("login", ["idi_app", "idi_owner"])
@pytest.mark.parametrize(("language", "words"), [("en", "Sweep as the clock's login"), ("zh-hans", "请以时钟账号执行")])
def test_the_command_refuses_any_other_login(settings: Settings, login: str, language: str, words: str) -> None:
    settings.LOGIN = login
    with translation.override(language), pytest.raises(CommandError, match=f"{words}.*IDI_LOGIN=idi_clock"):
        call_command("sweep")
