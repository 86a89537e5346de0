"""Strict JSON Schema over text trees, and the conversion of each text by the format that the schema gives it."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from .yaml_text import KeyPath, TextTree, read_yaml

_WHOLE = re.compile(r"(0|[1-9][0-9]{0,8})\Z", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?\Z", re.ASCII)
_DATE = re.compile(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


def _date(text: str) -> date:
    if not _DATE.match(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(text: str) -> int:
    if not _WHOLE.match(text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.match(text):
        raise ValueError(text)
    return Decimal(text)


def _switch(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


_FORMATS: dict[str, Callable[[str], Any]] = {"date": _date, "whole": _whole, "decimal": _decimal, "switch": _switch}


def _checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, convert in _FORMATS.items():
        checker.checks(name, raises=ValueError)(lambda text, convert=convert: convert(text) is not None)
    return checker


@cache
def _schema(path: Path) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return schema


def read_checked(path: Path, schema_path: Path) -> tuple[TextTree, dict[str, Any]]:
    """The document as text, and the same converted. PackError at the first value that the schema refuses."""
    return checked(read_yaml(path), schema_path)


def checked(tree: TextTree, schema_path: Path) -> tuple[TextTree, dict[str, Any]]:
    """The same of a document that is read already."""
    schema = _schema(schema_path)
    errors = sorted(
        Draft202012Validator(schema, format_checker=_checker()).iter_errors(tree.root),
        key=lambda error: [str(step) for step in error.absolute_path],
    )
    if errors:
        raise tree.error(*_told(errors[0]))
    converted: dict[str, Any] = _converted(tree.root, schema, schema)
    return tree, converted


def _told(error: ValidationError) -> tuple[str, KeyPath]:
    path: KeyPath = tuple(error.absolute_path)
    validator, limit, schema = error.validator, cast("Any", error.validator_value), cast("Any", error.schema)
    if "propertyNames" in error.absolute_schema_path:
        return _("This key is not allowed here."), (*path, str(error.instance))
    if validator == "additionalProperties" and limit is False:
        extra = next(key for key in cast("Any", error.instance) if key not in schema.get("properties", {}))
        return _("This key is not known."), (*path, extra)
    if validator == "required":
        missing = next(key for key in limit if key not in cast("Any", error.instance))
        return _("The key %(key)s is missing.") % {"key": missing}, path
    if validator in ("enum", "const"):
        allowed = ", ".join(limit) if validator == "enum" else str(limit)
        return _("%(value)s is not one of: %(allowed)s.") % {"value": error.instance, "allowed": allowed}, path
    if validator == "format" and limit == "date":
        return _("%(value)s is not a date (YYYY-MM-DD).") % {"value": error.instance}, path
    if validator == "format":
        return _("%(value)s is not a number or switch of the form asked for.") % {"value": error.instance}, path
    return _("This value does not have the form asked for (%(form)s).") % {"form": str(validator)}, path


def _converted(value: Any, schema: Any, whole: Mapping[str, Any]) -> Any:
    if not isinstance(schema, Mapping):
        return value
    if reference := schema.get("$ref"):
        return _converted(value, whole["$defs"][reference.rpartition("/")[2]], whole)
    if isinstance(value, dict):
        properties, others = schema.get("properties", {}), schema.get("additionalProperties")
        return {key: _converted(item, properties.get(key, others), whole) for key, item in value.items()}
    if isinstance(value, list):
        return [_converted(item, schema.get("items"), whole) for item in value]
    convert = _FORMATS.get(schema.get("format", ""))
    return convert(value) if convert else value
