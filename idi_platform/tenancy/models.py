"""The tenants themselves, and the base of every table that belongs to one."""

from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, Self, TypeVar, cast

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .ids import uuid7
from .wall import Wall

M = TypeVar("M", bound=models.Model, covariant=True)


class BilingualName(models.Model):
    """A name in both languages of the product; `name` is the reader's; Chinese where there is no English one."""

    name_zh = models.CharField(_("Chinese name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        is_english = (get_language() or "").startswith("en")
        return self.name_en or self.name_zh if is_english else self.name_zh


class City(BilingualName):
    """A tenant. `code` is the GB/T 2260 code of the administrative division that wrote the regime."""

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(max_length=6, unique=True)
    is_active = models.BooleanField(default=True)

    # Entered, opened and closed by the operator's site, never deleted: keys of every tenant row lead here.
    wall: ClassVar[Wall] = Wall(app="keep", clock="r")

    class Meta:
        ordering = ("code",)


class District(BilingualName):
    """A division of a city by GB/T 2260, valid for a half-open period: codes are split, merged and renamed.

    `valid_from` null: in force since before our records begin.
    """

    city = models.ForeignKey(City, models.PROTECT, related_name="districts")
    code = models.CharField(max_length=6)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(
                fields=("city", "code", "valid_from"), nulls_distinct=False, name="tenancy_district_code"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="tenancy_district_period"
            ),
        ]

    def is_valid_on(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on < self.valid_to)


class BusinessClock(models.Model):
    """One row: how far business time runs ahead of (or behind) real time. Only a demo ever moves it."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    offset = models.DurationField()

    wall: ClassVar[Wall] = Wall(app="rw", clock="r")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="tenancy_businessclock_single")]


class TenantQuerySet(models.QuerySet[M]):
    """Rows of one city, as one actor sees them. `visible_to` is the only way in for anything shown to a person."""

    def __init__(self, model: type[M] | None = None, query: Any = None, *others: Any, **named: Any) -> None:
        super().__init__(model, query, *others, **named)
        # A copy, and what a manager has narrowed, is given its query.
        self._is_whole_table = query is None

    def visible_to(self, actor: Actor) -> Self:
        """The rows `actor` may see: its own city always, then what the model's `_visible` adds.

        Asked of a whole table it is put together once for each actor, as one condition names many others.
        """
        if self._is_whole_table:
            return cast("Self", _seen(type(self), self.model, actor).using(self.db))
        return self._visible(actor).filter(city_id=actor.tenant_id)

    def _visible(self, actor: Actor) -> Self:
        """The condition says what is asked of the database; it reads no row, clock or setting of the moment."""
        message = f"{self.model.__name__} declares no visibility."
        raise NotImplementedError(message)


@lru_cache(maxsize=256)
def _seen(rows: type[Any], model: type[models.Model], actor: Actor) -> Any:
    """Never evaluated: whoever asks is given a copy."""
    return rows(model)._visible(actor).filter(city_id=actor.tenant_id)


class TenantRow(models.Model):
    """Base of every table inside the wall."""

    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)

    is_tenant_row: ClassVar[bool] = True
    wall: ClassVar[Wall] = Wall()

    class Meta:
        abstract = True


class TenantModel(TenantRow):
    """A tenant row with a UUIDv7 of its own, and the (city, id) key that other tenant rows point at."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=("city", "id"), name="%(app_label)s_%(class)s_tenant")]
