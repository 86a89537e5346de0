"""What has outlived its legal retention and is still there: erased in the next night (outliving.py) unless held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from idi_platform.privacy.public import ERASABLE, PersonalTable, personal_tables
from idi_platform.tenancy.public import City, TenantRow, acting_as, system_actor

from .models import ErasedRow


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of one table in one city whose last day has passed."""

    table: PersonalTable
    city: City
    rows: int


def due_rows(*, on: date) -> Iterator[Due]:
    """City by city, each in a transaction of its own."""
    tables = [table for table in personal_tables() if table.kept_until and issubclass(table.rows_of, TenantRow)]
    for city in City.objects.order_by("pk"):
        with acting_as(system_actor(city.pk)), transaction.atomic():
            counted = [Due(table, city, _outlived(table, city, on)) for table in tables]
        yield from (due for due in counted if due.rows)


def _outlived(table: PersonalTable, city: City, on: date) -> int:
    """Rows without a person to speak for them are counted too; what nothing ever made us keep is not."""
    count = 0
    done = ErasedRow.objects.filter(city=city, model=table.model).values("row")
    for row in table.rows_of._base_manager.filter(city_id=city.pk).exclude(pk__in=done).iterator():
        until = table.kept_until(row) if table.kept_until else None
        count += until is not None and ERASABLE < until < on
    return count
