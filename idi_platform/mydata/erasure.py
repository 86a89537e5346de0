"""What would be erased of a person, what is kept and why; and erasing it. The register decides, row by row.

Rows of a case that the law makes us keep stay as they are until that day; what follows them (the account) stays as
long. Rows that are never changed hold ids only. Events, accesses and their chain are not touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import models, transaction

from idi_platform.accounts.public import Membership
from idi_platform.privacy.public import ERASABLE, PersonalTable, personal_tables
from idi_platform.tenancy.public import TenantRow, acting_as, system_actor

from .holding import is_row_held


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one table's rows of a person. `until` is the last day of the longest retention, if known."""

    table: PersonalTable
    erased: int
    kept: int
    until: date | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept."""
        return not self.kept


def fates_of(person_id: UUID, *, on: date) -> list[Fate]:
    """What erasing the person on that day would do; changes nothing. Tables without a row of theirs are left out."""
    return _walk(person_id, on=on, is_real=False)


@transaction.atomic
def erase(person_id: UUID, *, on: date) -> list[Fate]:
    """Does it, in every city, in one transaction."""
    return _walk(person_id, on=on, is_real=True)


def _walk(person_id: UUID, *, on: date, is_real: bool) -> list[Fate]:
    """What follows the others comes last."""
    fates: list[Fate] = []
    for table in sorted(_erasable(), key=lambda table: table.follows):
        must_stay = table.follows and any(fate.kept for fate in fates)
        fate = _fate(table, person_id, on=on, must_stay=must_stay, is_real=is_real)
        if fate.erased or fate.kept:
            fates.append(fate)
    return fates


def _erasable() -> list[PersonalTable]:
    return [table for table in personal_tables() if table.person and table.is_erased]


def _fate(table: PersonalTable, person_id: UUID, *, on: date, must_stay: bool, is_real: bool) -> Fate:
    erased, kept, latest = 0, 0, ERASABLE
    is_open = False
    for row in rows_of(table, person_id):
        until = None if must_stay else table.kept_until(row) if table.kept_until else ERASABLE
        if until is None or until >= on or is_row_held(table, row):
            kept, is_open = kept + 1, is_open or until is None
            latest = max(latest, until or ERASABLE)
            continue
        erased += 1
        if is_real:
            _empty(table, row)
    return Fate(table, erased, kept, latest if kept and not is_open else None)


def rows_of(table: PersonalTable, person_id: UUID) -> Iterator[Any]:
    """The rows about a person, city by city for tables inside the wall; each is read and changed as that city."""
    rows = table.rows_of._base_manager.filter(**{table.person: person_id}).distinct()
    if not issubclass(table.rows_of, TenantRow):
        yield from rows
        return
    for city_id in cities_of(person_id):
        with acting_as(system_actor(city_id)):
            yield from list(rows.filter(city_id=city_id))


def cities_of(person_id: UUID) -> list[int]:
    """The cities a person ever had a part in."""
    ids = Membership.objects.filter(user_id=person_id, city__isnull=False).values_list("city_id", flat=True)
    return sorted(set(ids))


def _empty(table: PersonalTable, row: models.Model) -> None:
    values = {one.name: one.empty(row) if callable(one.empty) else one.empty for one in table.fields}
    for one in table.fields:
        file = getattr(row, one.name)
        if isinstance(file, models.fields.files.FieldFile) and file.name:
            transaction.on_commit(partial(_delete_file, file.name))
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def _delete_file(name: str) -> None:
    """With its small copy, if it is a photograph."""
    default_storage.delete(name)
    default_storage.delete(f"{name}.small")
