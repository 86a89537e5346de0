"""PROMISES row 21: an issued letter cannot be edited or removed, and its numbers know no gap and no double."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction
from psycopg2.errors import InsufficientPrivilege

from idi_platform.audit.public import Event
from idi_platform.documents.models import Letter, LetterFile
from idi_platform.documents.public import issue_letter, letters_of
from idi_platform.tenancy.public import acting_as, tenant_work
from tests.documents import letters
from tests.tenancy.logins import session
from tests.threads import at_once
from tests.world import CityWorld, World


class Accident(Exception):
    """Something goes wrong after the letter was issued."""


@pytest.mark.parametrize("model", [Letter, LetterFile])
def test_the_application_can_neither_edit_nor_remove_it(world: World, model: type[Letter] | type[LetterFile]) -> None:
    letters.made(world.here, letters.issued(world.here))
    with acting_as(world.here.system):
        rows = model._default_manager.filter(city=world.here.city)
        # Django refuses a protected row by itself; this is about the database.
        remove = partial(rows._raw_delete, "default")
        attempts: tuple[Callable[[], object], ...] = (lambda: rows.update(city=world.here.city), remove)
        for attempt in attempts:
            with pytest.raises(ProgrammingError), transaction.atomic():
                attempt()


@pytest.mark.parametrize("table", ["documents_letter", "documents_letterfile"])
def test_not_even_the_owner_can(committed_world: World, committed_db: str, uploads: Path, table: str) -> None:
    letters.made(committed_world.here, letters.issued(committed_world.here))
    with session("idi_owner", committed_db) as raw, raw.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        for statement in (f"UPDATE {table} SET city_id = city_id", f"DELETE FROM {table}"):  # noqa: S608  # our own names
            cursor.execute("SAVEPOINT before")
            with pytest.raises(InsufficientPrivilege, match="append-only"):
                cursor.execute(statement)
            cursor.execute("ROLLBACK TO before")


def test_numbers_of_a_race_have_no_gap_and_no_double(committed_world: World, committed_db: str, full: bool) -> None:
    """Every third transaction fails after its number was taken."""
    here, racers = committed_world.here, 50 if full else 12
    results = at_once(committed_db, *[("idi_app", _racer(here, fails=turn % 3 == 0)) for turn in range(racers)])
    numbers = sorted(number for number in results if number)
    assert numbers == [f"TST-2026-{number:06d}" for number in range(1, len(numbers) + 1)]
    assert len(numbers) == racers - len(range(0, racers, 3))


def _racer(city: CityWorld, *, fails: bool) -> Callable[[], str]:
    def issue() -> str:
        try:
            with tenant_work(city.system):
                number = letters.issued(city).number
                if fails:
                    raise Accident
                return number
        except Accident:
            return ""

    return issue


def test_issuing_is_recorded_and_the_letter_is_found_with_its_dossier(world: World) -> None:
    letter = letters.issued(world.here)
    with acting_as(world.here.adjuster.actor()) as viewer:
        event = Event.objects.get(dossier_id=letter.dossier_id, code="letter_issued")
        assert event.payload == {"letter": str(letter.pk), "kind": letters.KIND, "number": letter.number}
        assert list(letters_of(viewer, letter.dossier)) == [letter]


def test_a_letter_without_what_every_letter_says_is_refused(world: World) -> None:
    letters_lacking = {key: value for key, value in letters.CONTENT.items() if key != "addressee"}
    with acting_as(world.here.adjuster.actor()) as by, pytest.raises(ValueError, match="addressee"):
        issue_letter(
            kind=letters.KIND,
            dossier=world.here.project.dossier,
            content=letters_lacking,
            language="en",
            by=by,
            at=letters.AT,
        )
