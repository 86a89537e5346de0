"""What stands in the shell of a signed-in page; the apps above register it, the shell asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.http import HttpRequest
from django.utils.functional import Promise

Text: TypeAlias = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One entry of the main navigation. `roles` are the values of accounts.Role that see it; `order` sorts it.

    `icon` is a Tabler icon's name: manage.py assets finds `icon="…"` in the source and cuts it into the sprite.
    """

    label: Text
    icon: str
    url_name: str
    roles: frozenset[str]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderBadge:
    """A counted link in the header, such as the inbox. `label` names it for a reader who sees no icon.

    `count_url_name`: where the page asks for it anew by itself (ui/_badge.html); without one it stays as it is.
    """

    label: Text
    icon: str
    url_name: str
    count: int
    count_url_name: str = ""


@dataclass(frozen=True, slots=True)
class MembershipChoice:
    """One membership a person may act under; `key` is what the switcher posts."""

    key: str
    label: Text
    is_current: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """That these are somebody else's eyes, for support: until when, and where that is stopped."""

    ends_at: datetime
    stop_url_name: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in, in words: the shell shows it and puts it into the watermark."""

    person: str
    organisation: str
    role: Text
    city: str
    memberships: tuple[MembershipChoice, ...] = ()
    switch_url_name: str = ""
    sign_out_url_name: str = ""
    security_url_name: str = ""
    looking: Looking | None = None


BadgeProvider: TypeAlias = Callable[[HttpRequest], HeaderBadge | None]
IdentityProvider: TypeAlias = Callable[[HttpRequest], Identity | None]

_items: dict[tuple[str, frozenset[str]], NavItem] = {}
_badges: list[BadgeProvider] = []
_identity: list[IdentityProvider] = []
_person_links: dict[str, NavItem] = {}


def register_nav(item: NavItem) -> None:
    """Adds an entry, once per URL name and roles: two roles may know a page by two names. Call it from ready()."""
    _items[item.url_name, item.roles] = item


def register_person_link(item: NavItem) -> None:
    """Adds an entry to the menu under one's own name, once per URL name. Call it from an app's ready()."""
    _person_links[item.url_name] = item


def person_links(role: str | None) -> list[NavItem]:
    """The entries of a role under its name, in their order."""
    return sorted(
        (item for item in _person_links.values() if role in item.roles), key=lambda item: (item.order, item.url_name)
    )


def register_header_badge(provider: BadgeProvider) -> None:
    """Adds a counted link; the provider returns None where there is none. One query at most: every page pays it."""
    if provider not in _badges:
        _badges.append(provider)


def register_identity(provider: IdentityProvider) -> None:
    """Tells the shell who is signed in; accounts registers it, and the last registration counts."""
    _identity[:] = [provider]


def nav_items(role: str | None) -> list[NavItem]:
    """The entries of a role in their order; nothing without a role."""
    return sorted(
        (item for item in _items.values() if role in item.roles), key=lambda item: (item.order, item.url_name)
    )


def header_badges(request: HttpRequest) -> list[HeaderBadge]:
    return [badge for provider in _badges if (badge := provider(request))]


def identity_of(request: HttpRequest) -> Identity | None:
    """The signed-in person in words; None when nobody is, or nobody registered a provider."""
    return _identity[0](request) if _identity else None
