"""The programs of an organisation, as its administrator sees them."""

from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet

from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import Actor

from .models import ApiClient

# A program neither looks after people nor owns a home.
_NOT_FOR_PROGRAMS = (Role.ORG_ADMIN, Role.OWNER)
# Ours: long enough to put a new key in place.
ENDS_SOON = timedelta(days=14)


def clients_of(viewer: Actor) -> QuerySet[ApiClient]:
    """The programs of the viewer's organisation in the viewer's city. Without an organisation there are none."""
    if viewer.organisation_id is None:
        return ApiClient.objects.none()
    own = ApiClient.objects.filter(
        membership__organisation_id=viewer.organisation_id, membership__city_id=viewer.tenant_id
    )
    return own.select_related("membership", "created_by")


def clients_with_keys(viewer: Actor, *, at: datetime) -> QuerySet[ApiClient]:
    """The same with what their list tells: live keys, the first of them to end, and the last use."""
    live = Q(keys__ended_at=None, keys__expires_at__gt=at)
    return clients_of(viewer).annotate(
        live_keys=Count("keys", filter=live),
        next_end=Min("keys__expires_at", filter=live),
        last_used_at=Max("keys__last_used_at"),
    )


def roles_for_programs(viewer: Actor, *, on: date) -> list[str]:
    """The roles that people of the viewer's organisation hold in the city that day, as a program may."""
    if viewer.organisation_id is None:
        return []
    held = Membership.objects.valid_on(on).filter(city_id=viewer.tenant_id, organisation_id=viewer.organisation_id)
    roles = set(held.exclude(role__in=_NOT_FOR_PROGRAMS).values_list("role", flat=True))
    return [role for role in Role.values if role in roles]
