"""Who belongs where."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from idi_platform.tenancy.public import Actor

from .constants import Role
from .errors import WholeCityOnly
from .models import Membership, User


def memberships_of(user: User, *, on: date) -> QuerySet[Membership]:
    """The memberships a signed-in person may act in that day."""
    return Membership.objects.valid_on(on).filter(user=user).select_related("city", "district", "organisation")


def own_memberships(user: User, *, on: date) -> list[Membership]:
    """The same as a list; no query where the session's sign-in has read them for that day."""
    if user.memberships_on is not None and user.memberships_on[0] == on:
        return user.memberships_on[1]
    return list(memberships_of(user, on=on))


def members_of(
    *, city_id: int, roles: Iterable[str], on: date, organisation_id: UUID | None = None
) -> list[Membership]:
    """The people of a city who hold one of `roles` that day, of one organisation or of all; programs are nobody."""
    people = Membership.objects.valid_on(on).filter(user__is_program=False)
    members = people.filter(city_id=city_id, role__in=list(roles)).select_related("user")
    if organisation_id is not None:
        members = members.filter(organisation_id=organisation_id)
    return list(members)


def is_for_whole_city(actor: Actor) -> bool:
    """Whether this is an officer of the bureau for the whole city, not of one of its districts."""
    return actor.role == Role.BUREAU and actor.district_id is None


def require_whole_city(by: Actor) -> None:
    """WholeCityOnly for anybody else."""
    if not is_for_whole_city(by):
        raise WholeCityOnly
