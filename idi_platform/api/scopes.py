"""What a program may be let into: areas of the API, each to read or to write. What is no area is closed to programs."""

from collections.abc import Iterable

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ, WRITE = "read", "write"
_WORDS = {READ: _("%(area)s: read"), WRITE: _("%(area)s: change")}
_areas: dict[str, Promise] = {}


def register_area(app_label: str, label: Promise) -> None:
    """Opens the API views of an app to programs that have its scope. Stands in the app's `api/urls.py`."""
    _areas[app_label] = label


def scope_choices() -> list[tuple[str, str]]:
    """Every scope with its words, in the order of the areas' registration."""
    return [
        (f"{area}:{access}", str(words) % {"area": label})
        for area, label in _areas.items()
        for access, words in _WORDS.items()
    ]


def scope_words(scopes: Iterable[str]) -> list[str]:
    """The words of a client's scopes, for its page."""
    held = set(scopes)
    return [words for scope, words in scope_choices() if scope in held]


def needed_scope(view: object, *, is_safe: bool) -> str | None:
    """The scope a program needs for a view; None where no scope opens it."""
    config = apps.get_containing_app_config(type(view).__module__)
    if config is None or config.label not in _areas:
        return None
    return f"{config.label}:{READ if is_safe else WRITE}"
