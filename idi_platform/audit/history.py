"""Row history (django-pghistory) of tables that people edit: the database writes it, whoever changes the row and how.

Who acted, and in which request, task or command, comes from the transaction's settings, which the database backend
sends with the city; workers, update(), bulk writes and raw SQL leave the same trace. Versions stand behind the wall as
their rows do, and only triggers write them. What of them tells of a person is emptied when that person is erased;
nothing else ever changes.
"""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self, TypeVar

import pghistory
from django.apps import apps
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast, NullIf
from pghistory.models import Event as HistoryEvent

from idi_platform.tenancy.public import LONGEST_ORIGIN, Actor, TenantQuerySet, Wall, is_tenant

M = TypeVar("M", bound=type[models.Model])


def _told(setting: str, field: "models.Field[Any, Any]") -> Cast:
    """What the backend told the transaction, or null."""
    asked = models.Func(Value(setting), Value(value=True), function="current_setting")
    return Cast(NullIf(asked, Value("")), field)


class History(HistoryEvent):
    """One version of a row: as it was written, or as it was when it was deleted (`pgh_label`), by whom, from where."""

    pgh_id = models.BigAutoField(primary_key=True)
    actor_user_id = models.UUIDField(null=True, db_default=_told("idi.user", models.UUIDField()))
    actor_organisation_id = models.UUIDField(null=True, db_default=_told("idi.organisation", models.UUIDField()))
    actor_role = models.CharField(
        max_length=30, null=True, db_default=_told("idi.role", models.CharField(max_length=30))
    )
    # Which request, task or command; null for a statement past them, and before origins were kept.
    origin = models.CharField(
        max_length=LONGEST_ORIGIN,
        null=True,
        db_default=_told("idi.origin", models.CharField(max_length=LONGEST_ORIGIN)),
    )

    # The column that tells the case file of the row; empty outside every case file.
    dossier_column: ClassVar[str] = ""
    wall: ClassVar[Wall] = Wall(app="append", only_by_trigger=True)

    class Meta:
        abstract = True

    @classmethod
    def follows(cls) -> type[models.Model]:
        """The model whose rows these are versions of."""
        followed: Any = cls.pgh_tracked_model
        tracked: type[models.Model] = followed
        return tracked


class TenantHistoryQuerySet(TenantQuerySet[Any]):
    def _visible(self, actor: Actor) -> Self:
        """Versions of the rows that the actor sees today."""
        tracked = self.model.pgh_tracked_model
        seen = tracked._default_manager.visible_to(actor).values("pk")
        return self if actor.is_system else self.filter(**{f"{tracked._meta.pk.attname}__in": seen})


class TenantHistory(History):
    """The same of a row inside the wall."""

    is_tenant_row: ClassVar[bool] = True

    objects: ClassVar[TenantHistoryQuerySet] = TenantHistoryQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta:
        abstract = True


def history(*fields: str, dossier: str = "", erasable: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Keeps each version of these fields, and of the key and the city; never a secret.

    `dossier` is the field whose key is that of the row's case file. `erasable` are those of `fields` that tell of a
    person: erasure empties them.
    """

    def decorate(model: M) -> M:
        key, is_inside = model._meta.pk.name, is_tenant(model)
        names = [*(["city"] if is_inside else []), key, *fields]
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        index = models.Index(fields=["city", dossier or key] if is_inside else [key], name=f"{label[:25]}_hist")
        pghistory.create_event_model(
            model,
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            fields=names,
            obj_field=None,  # type: ignore[arg-type]  # None is its documented "no key"; its annotation forgot
            context_field=None,  # type: ignore[arg-type]  # as above
            model_name=f"{model.__name__}History",
            base_model=TenantHistory if is_inside else History,
            attrs={
                **{name: _may_be_empty(model, name) for name in erasable},
                "dossier_column": _field(model, dossier).attname if dossier else "",
                "wall": Wall(app="append", only_by_trigger=True, erasable=erasable),
            },
            meta={"indexes": [index], "ordering": ("pgh_id",)},
            abstract=False,
        )
        return model

    return decorate


def histories() -> Iterator[type[History]]:
    """Every table of versions, by the name of what it follows."""
    found = (model for model in apps.get_models() if issubclass(model, History))
    return iter(sorted(found, key=lambda model: model._meta.label))


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    return next(field for field in model._meta.local_fields if field.name == name)


def _may_be_empty(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = _field(model, name)
    _name, _path, args, told = field.deconstruct()
    kept: models.Field[Any, Any] = type(field)(*args, **{**told, "null": True, "unique": False})
    return kept
