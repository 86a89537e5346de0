"""The sign-ins that a demo shows on its first page. The demo's seeds register them; nothing does anywhere else."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch

from .constants import Role
from .identity import membership_words
from .models import IdentityDocument, Membership, PhoneNumber, User

_NEWCOMERS = 3


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


@dataclass(frozen=True, slots=True)
class DemoNewcomer:
    """An owner of the demo whom no number signs in yet, with what they prove themselves by."""

    full_name: str
    document: str
    number: str


def demo_newcomers() -> list[DemoNewcomer]:
    """The first few; none outside a demo, where nobody's number is shown."""
    if not settings.DEMO_MODE:
        return []
    held = IdentityDocument.objects.filter(user__memberships__role=Role.OWNER).select_related("user")
    known = PhoneNumber.objects.filter(ended_at=None).values("user")
    new = held.exclude(user__in=known).order_by("pk").distinct()
    return [DemoNewcomer(one.user.full_name, one.get_kind_display(), one.number) for one in new[:_NEWCOMERS]]


def _person(user: User) -> DemoPerson:
    memberships = list(user.memberships.all())
    city = next((one.city.name for one in memberships if one.city), "")
    return DemoPerson(user, tuple(map(membership_words, memberships)), city)
