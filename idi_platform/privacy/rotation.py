"""Sealing anew what an older key of the ring sealed: in batches, each its own transaction, begun again at any time.

A value names its key, so what is left to do can be asked of the rows themselves: a run that was killed is simply
started again, and a second run finds nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction

from idi_platform.tenancy.public import City, TenantRow, acting_as, system_actor

from .fields import SealedTextField
from .sealing import prefix_of_current_key, seal, unseal

BATCH = 500


@dataclass(frozen=True, slots=True)
class SealedColumn:
    model: type[models.Model]
    field: SealedTextField

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"


def sealed_columns() -> list[SealedColumn]:
    """Every sealed column of every model."""
    return [
        SealedColumn(model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedTextField)
    ]


def rotate(column: SealedColumn, *, batch: int = BATCH, told: Callable[[int], None] = lambda _count: None) -> int:
    """Seals every value of a column with the current key; how many. `told` hears of each batch. CannotOpen."""
    done = 0
    for city_id in _cities(column.model):
        with acting_as(system_actor(city_id)):
            while count := _next_batch(column, city_id, batch):
                done += count
                told(count)
    return done


def _cities(model: type[models.Model]) -> Iterator[int | None]:
    """The cities a table has rows in: one after the other inside the wall, none outside it."""
    if issubclass(model, TenantRow):
        yield from City.objects.order_by("pk").values_list("pk", flat=True)
    else:
        yield None


@transaction.atomic
def _next_batch(column: SealedColumn, city_id: int | None, batch: int) -> int:
    name = column.field.name
    rows = column.model._base_manager.all() if city_id is None else column.model._base_manager.filter(city_id=city_id)
    old = rows.exclude(**{name: ""}).exclude(**{f"{name}__startswith": prefix_of_current_key()})
    found = list(old.select_for_update().order_by("pk")[:batch])
    for row in found:
        cell = column.field.cell(row)
        sealed = seal(unseal(row.__dict__[column.field.attname], cell), cell)
        rows.filter(pk=row.pk).update(**{name: sealed})
    return len(found)
