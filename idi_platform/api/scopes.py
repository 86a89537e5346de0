"""What a program may be let into: areas of the API, each to read or to write. What is no area is closed to programs."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ, WRITE = "read", "write"
_WORDS = {READ: _("%(area)s: read"), WRITE: _("%(area)s: change")}
_areas: dict[str, Promise] = {}


def register_area(app_label: str, label: Promise) -> None:
    """Opens the API views of an app to programs that have its scope. Stands in the app's `api/urls.py`."""
    _areas[app_label] = label


def known_scopes() -> list[str]:
    """Reading and writing of every area, in the order of the areas' registration."""
    return [f"{area}:{access}" for area in _areas for access in _WORDS]


def words_of(scope: str) -> str:
    """A scope as the form says it; as it was written where there is none such."""
    area, _colon, access = scope.partition(":")
    known = area in _areas and access in _WORDS
    return str(_WORDS[access]) % {"area": _areas[area]} if known else scope


def needed_scope(view: type, access: str) -> str | None:
    """The scope a program needs for a view; None where no scope opens it."""
    config = apps.get_containing_app_config(view.__module__)
    if config is None or config.label not in _areas:
        return None
    return f"{config.label}:{access}"
