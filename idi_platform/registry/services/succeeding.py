"""What passes of projects when one body takes another's place: its parts in them."""

from datetime import datetime

from django.db.models import Q

from idi_platform.organisations.public import Passing
from idi_platform.registry.models import Party
from idi_platform.tenancy.public import Actor

from .projects import add_party, end_party


def pass_parties(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Each part that still runs ends on the day; the successor takes it from then on, unless it has it already."""
    parts = Party.objects.filter(
        Q(to_on=None) | Q(to_on__gt=passing.from_on), city_id=by.tenant_id, organisation=passing.predecessor
    ).select_related("project")
    found = list(parts.order_by("pk"))
    for part in found:
        begins, ends = max(part.from_on, passing.from_on), part.to_on
        end_party(party=part, to_on=begins, by=by, at=at)
        same = Party.objects.filter(
            Q(to_on=None) | Q(to_on__gt=begins),
            city_id=by.tenant_id,
            project=part.project,
            organisation=passing.successor,
            role=part.role,
        )
        if same.exists():
            continue
        joined = add_party(
            project=part.project, organisation=passing.successor, role=part.role, from_on=begins, by=by, at=at
        )
        if ends is not None:
            end_party(party=joined, to_on=ends, by=by, at=at)
    return len(found)
