"""Which scopes open something, and to which roles: read from the views themselves, so that none is offered idly."""

from collections.abc import Iterable, Iterator
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from idi_platform.accounts.public import roles_of

from .scopes import known_scopes, needed_scope, words_of
from .views import ApiView


@cache
def openings() -> dict[str, frozenset[str]]:
    """Every scope that opens a view, and the roles that it does so for. Reads the addresses once a process."""
    views = list(_api_views(get_resolver().url_patterns))
    roles: dict[str, frozenset[str]] = dict.fromkeys(known_scopes(), frozenset())
    for view in views:
        if view.rights is None or view.is_personal:
            continue
        for access in _accesses(view):
            scope = needed_scope(view, access)
            if scope is not None:
                roles[scope] |= roles_of(view.rights)
    return {scope: holders for scope, holders in roles.items() if holders}


def scope_choices(roles: Iterable[str]) -> list[tuple[str, str]]:
    """The scopes that open something to one of these roles, with their words."""
    asked = set(roles)
    return [(scope, words_of(scope)) for scope, holders in openings().items() if holders & asked]


def scope_words(scopes: Iterable[str]) -> list[str]:
    """The words of a client's scopes, for its page."""
    held = set(scopes)
    return [words_of(scope) for scope in openings() if scope in held]


def _accesses(view: type[ApiView]) -> set[str]:
    offered = (method for method in view.http_method_names if hasattr(view, method) and method != "options")
    return {view.access(method.upper()) for method in offered}


def _api_views(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[type[ApiView]]:
    """The views of all addresses below. Loading them registers the areas."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _api_views(pattern.url_patterns)
            continue
        view = getattr(pattern.callback, "cls", None)
        if isinstance(view, type) and issubclass(view, ApiView):
            yield view
