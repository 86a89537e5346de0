"""Personal data as one viewer sees it: plainly or masked, as the register says; for pages, API and lists alike."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from idi_platform.tenancy.public import Actor

from .masks import mask
from .register import DataKind, Use, table_of, use_named


@dataclass(frozen=True, slots=True)
class Shown:
    """A field for one viewer. `text` is what they see; empty where there is nothing to see."""

    use: Use
    text: str
    is_masked: bool
    may_reveal: bool


def shown(row: models.Model, path: str, viewer: Actor) -> str:
    """What the viewer sees of a field that the register knows by row and path. LookupError when it knows it not."""
    return sight_of(row, path, viewer).text


def sight_of(row: models.Model, path: str, viewer: Actor) -> Shown:
    """The same with what may be done about it. The row itself must come from `visible_to(viewer)`."""
    use = use_named(f"{row._meta.label}.{path}")
    holder, value = _held(row, path)
    if holder is None or not value:
        return Shown(use, "", is_masked=False, may_reveal=False)
    if viewer.is_system or viewer.role in use.plain_to or _is_own(holder, viewer):
        return Shown(use, str(value), is_masked=False, may_reveal=False)
    kind = table_of(holder).field_named(path.rpartition(".")[2]).kind
    return Shown(use, mask(kind, value), is_masked=True, may_reveal=viewer.role in use.reveal_to)


def plain(row: models.Model, use: Use) -> str:
    """The value itself, for whoever has checked that it may be told and writes down that it was."""
    _holder, value = _held(row, use.path)
    return str(value or "")


def value_at(row: models.Model, path: str) -> Any:
    """What a dotted path leads to; None where it ends early."""
    return _held(row, path)[1] or None if path else None


def _held(row: models.Model, path: str) -> tuple[models.Model | None, Any]:
    """The row that holds the field, and its value; nothing where the way there ends early."""
    *steps, name = path.split(".")
    holder: Any = row
    for step in steps:
        try:
            holder = getattr(holder, step)
        except ObjectDoesNotExist:
            return None, ""
        if holder is None:
            return None, ""
    return holder, getattr(holder, name)


def _is_own(holder: models.Model, viewer: Actor) -> bool:
    return viewer.user_id is not None and _person_id(holder) == viewer.user_id


def _person_id(holder: models.Model) -> UUID | None:
    way = table_of(holder).person
    if not way:
        return None
    found: Any = holder
    for step in way.split("__"):
        found = getattr(found, step)
    person_id: UUID | None = found.pk if isinstance(found, models.Model) else found
    return person_id


def kind_of_use(row: models.Model, path: str) -> DataKind | None:
    """What a field of a row holds; None where the way to it ends early."""
    holder, _value = _held(row, path)
    return table_of(holder).field_named(path.rpartition(".")[2]).kind if holder is not None else None
