"""The shell around a page: navigation, reader, theme and the demo clock; computed only when a template asks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from idi_platform.tenancy.public import business_now, clock_offset, current_actor, has_actor

from .navigation import HeaderBadge, Identity, NavItem, header_badges, identity_of, nav_items, person_links
from .preferences import ELDER, THEME, chosen

# So many entries stand in one line; of more than that the last place is the menu of the rest.
NAV_PLACES = 8
# Below this the demo clock runs with the real one.
CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class NavLink:
    item: NavItem
    url: str
    is_current: bool


class Shell:
    """Lazy: an error page that leaves a part out does not pay, or fail, for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        return chosen(self.request, THEME)

    @cached_property
    def is_elder(self) -> bool:
        return chosen(self.request, ELDER) == "on"

    @cached_property
    def identity(self) -> Identity | None:
        return identity_of(self.request)

    @cached_property
    def badges(self) -> list[HeaderBadge]:
        return header_badges(self.request) if has_actor() else []

    @cached_property
    def nav(self) -> list[NavLink]:
        """The reader's entries; the one whose address is the longest beginning of this page's is the current one."""
        role = current_actor().role if has_actor() else None
        urls = [(item, _address(item.url_name)) for item in nav_items(role)]
        known = [(item, url) for item, url in urls if url]
        here = max((url for _, url in known if self.request.path.startswith(url)), key=len, default="")
        return [NavLink(item, url, url == here) for item, url in known]

    @cached_property
    def nav_first(self) -> list[NavLink]:
        """The entries that a wide page shows at once."""
        return self.nav if len(self.nav) <= NAV_PLACES else self.nav[: NAV_PLACES - 1]

    @cached_property
    def nav_rest(self) -> list[NavLink]:
        """Those under "More"."""
        return self.nav[len(self.nav_first) :]

    @cached_property
    def nav_current_in_rest(self) -> NavLink | None:
        """The entry of this page, where the menu of the rest would hide it."""
        return next((link for link in self.nav_rest if link.is_current), None)

    @cached_property
    def person_links(self) -> list[NavLink]:
        """The reader's entries under their own name."""
        items = person_links(current_actor().role if has_actor() else None)
        return [
            NavLink(item, url, self.request.path.startswith(url)) for item in items if (url := _address(item.url_name))
        ]

    @cached_property
    def moved_clock(self) -> datetime | None:
        """Business time while the demo clock is moved, else None."""
        return business_now() if abs(clock_offset()) > CLOCK_TOLERANCE else None


def _address(url_name: str) -> str:
    """The entry's address, or nothing: an entry that leads nowhere is left out, it takes no page down."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: `shell` in every template that is rendered with a request."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
