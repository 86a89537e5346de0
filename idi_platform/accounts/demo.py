"""The sign-ins that a demo shows on its first page. The demo's seeds register them; nothing does anywhere else."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from .identity import membership_words
from .models import Membership, User


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of the demo's people as its page lists them: their memberships in words, under the city of the first."""

    user: User
    memberships: tuple[str, ...]
    city: str


UsernameSource = Callable[[], tuple[str, ...]]
_sources: list[UsernameSource] = []


def register_demo_usernames(source: UsernameSource) -> None:
    """Names who may be signed in by one click, in the order of the page. Called from the demo's apps.ready()."""
    _sources[:] = [source]


def demo_usernames() -> tuple[str, ...]:
    """The registered user names; none outside a demo, whatever was registered."""
    return _sources[0]() if settings.DEMO_MODE and _sources else ()


def demo_people() -> list[DemoPerson]:
    """The demo's people who exist and are active. Two queries."""
    usernames = demo_usernames()
    if not usernames:
        return []
    memberships = Prefetch("memberships", Membership.objects.select_related("city", "district", "organisation"))
    found = User.objects.filter(username__in=usernames, is_active=True).prefetch_related(memberships)
    people = {user.username: user for user in found}
    return [_person(people[username]) for username in usernames if username in people]


def _person(user: User) -> DemoPerson:
    memberships = list(user.memberships.all())
    city = next((one.city.name for one in memberships if one.city), "")
    return DemoPerson(user, tuple(map(membership_words, memberships)), city)
