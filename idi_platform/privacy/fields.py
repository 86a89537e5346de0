"""Model fields whose database column holds sealed text, and the blind index beside one."""

from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .sealing import Cell, Sealed, blind_index, seal, unseal


class _OpenedWhenAsked(DeferredAttribute):
    """The attribute opens the value when it is read, and not before: most reads of a row do not need it."""

    field: "SealedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return unseal(value, self.field.cell(instance)) if isinstance(value, Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class Indexed(str):
    """A blind index, as against the number it was made of."""

    __slots__ = ()


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # django-stubs' plugin fills the parameters
    """Text that the database never sees. On the row it is plain text; `values()` and queries give the sealed form.

    It is sealed for its row on save, so the primary key must be set before (a UUID default does). Nothing can be
    searched by it: use a BlindIndexField. An empty text stays empty.
    """

    descriptor_class = _OpenedWhenAsked

    def cell(self, row: models.Model) -> Cell:
        if row.pk is None:
            message = f"{self.model.__name__}.{self.name} is sealed for its row, which has no key yet."
            raise ValueError(message)
        return Cell(self.model._meta.db_table, str(self.column), str(row.pk))

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # Django's signature
        kept = model_instance.__dict__.get(self.attname)
        return seal(kept, self.cell(model_instance)) if kept and not isinstance(kept, Sealed) else kept

    def get_prep_value(self, value: Any) -> Any:
        """Refuses plain text on its way into SQL, be it an update() or a filter()."""
        if value and not isinstance(value, Sealed):
            message = f"{self.name} is sealed: set it on its row and save that; search by its blind index."
            raise TypeError(message)
        return value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # as above
    """The blind index of the sealed field `of`, computed on save; null where there is nothing to index.

    A save with `update_fields` names both. `filter(number_index=number)` finds the row: the number becomes its index on
    the way into the query.
    """

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(**{"max_length": 64, "null": True, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:  # Django's signature
        text = getattr(model_instance, self.of)
        kept = self._index(text) if text else None
        setattr(model_instance, self.attname, kept)
        return kept

    def get_prep_value(self, value: Any) -> Any:
        """A number in a query becomes its index."""
        return self._index(value) if value and not isinstance(value, Indexed) else value

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return Indexed(value) if value else value

    def _index(self, text: str) -> "Indexed":
        return Indexed(blind_index(f"{self.model._meta.db_table}.{self.of}", text))
