"""Whom the hotline finds, and what waits there: the viewer first."""

from datetime import date

from django.db.models import Q, QuerySet

from idi_platform.privacy.public import normalised
from idi_platform.registry.public import Ownership, Unit
from idi_platform.tenancy.public import Actor

from .models import ChangeState, NumberChange

_MOST_FOUND, _MOST_PAST = 20, 20


def owners_named(viewer: Actor, *, full_name: str, door: str, on: date) -> list[Ownership]:
    """Who owns a home with that door number under exactly that name: nobody is found by half of either."""
    current = Q(to_on=None) | Q(to_on__gt=on)
    found = Ownership.objects.filter(
        current, from_on__lte=on, unit__in=Unit.objects.visible_to(viewer).filter(number=door.strip())
    ).select_related("owner", "unit__project", "unit__building")
    named = [one for one in found if normalised(one.owner.full_name) == normalised(full_name)]
    return named[:_MOST_FOUND]


def ownerships_of(viewer: Actor, *, on: date) -> QuerySet[Ownership]:
    """Today's owners of the homes that the viewer may see."""
    current = Q(to_on=None) | Q(to_on__gt=on)
    return Ownership.objects.visible_to(viewer).filter(current, from_on__lte=on).select_related("owner", "unit")


def waiting(viewer: Actor) -> QuerySet[NumberChange]:
    """What was asked for or checked, the one that waits longest first."""
    return _changes(viewer).filter(state__in=(ChangeState.ASKED, ChangeState.CHECKED)).order_by("opened_at", "pk")


def past(viewer: Actor) -> QuerySet[NumberChange]:
    """The last that were decided or did not match."""
    return _changes(viewer).exclude(state__in=(ChangeState.ASKED, ChangeState.CHECKED))[:_MOST_PAST]


def _changes(viewer: Actor) -> QuerySet[NumberChange]:
    related = ("unit__project", "unit__building", "person", "checked_by", "decided_by")
    return NumberChange.objects.visible_to(viewer).select_related(*related)
