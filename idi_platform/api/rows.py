"""Rows written as JSON by PostgreSQL: a serializer declares them, and none becomes a Python object on its way."""

from typing import Any

from django.db.models import Expression, F, Func, TextField, Value
from rest_framework import serializers

from .fields import Moment

# What both write alike; anything else (money, computed words) is the serializer's own to write.
_ALIKE = (
    serializers.BooleanField,
    serializers.CharField,
    serializers.ChoiceField,
    serializers.DateField,
    serializers.IntegerField,
    serializers.UUIDField,
)


class _Object(Func):
    function = "json_build_object"
    template = "%(function)s(%(expressions)s)::text"
    output_field = TextField()


class _Moment(Func):
    """As `Moment` writes it."""

    function = "to_char"
    template = "%(function)s(%(expressions)s AT TIME ZONE '+08:00'::interval, 'YYYY-MM-DD\"T\"HH24:MI:SS\"+08:00\"')"
    output_field = TextField()


def json_row(declared: type[serializers.BaseSerializer[Any]]) -> Expression:
    """The text of one row: each field of the serializer, read from its source. TypeError for one that is no column."""
    fields = getattr(declared(), "fields", {})
    return _Object(*(part for name, field in fields.items() for part in (Value(name), _column(name, field))))


def _column(name: str, field: serializers.Field[Any, Any, Any, Any]) -> Expression | F:
    column = F((field.source or name).replace(".", "__"))
    if isinstance(field, Moment):
        return _Moment(column)
    if type(field) not in _ALIKE:
        message = f"{name}: PostgreSQL does not write a {type(field).__name__}; use a ListView"
        raise TypeError(message)
    return column
