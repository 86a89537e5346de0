"""What passes of projects when one body takes another's place: its parts in them, and its authorities."""

from datetime import datetime

from django.db.models import Q

from idi_platform.audit.public import record
from idi_platform.dossiers.public import project_grants
from idi_platform.organisations.public import Passing
from idi_platform.registry.constants import AuthorityState
from idi_platform.registry.models import Authority, AuthorityHome, Party
from idi_platform.tenancy.public import Actor

from .projects import add_party, end_party

# What the successor's authority has of its predecessor's.
_SAME = (
    "city_id",
    "project_id",
    "kind",
    "given_by_id",
    "may_settle",
    "paper",
    "document_id",
    "state",
    "recorded_by_id",
    "recorded_at",
    "decided_by_id",
    "decided_at",
    "reason",
)


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


def pass_authorities(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Each that still runs ends on the day; the successor holds the same from then on, on the same paper.

    What nobody has confirmed yet waits in the successor's name.
    """
    held = Authority.objects.filter(city_id=by.tenant_id, organisation=passing.predecessor)
    waiting = held.filter(state=AuthorityState.ASKED).update(organisation=passing.successor)
    runs = Q(to_on=None) | Q(to_on__gt=passing.from_on)
    found = list(held.filter(runs, state=AuthorityState.CONFIRMED).order_by("pk"))
    for authority in found:
        units = list(authority.homes.order_by("unit_id").values_list("unit_id", flat=True))
        begins, ends = max(authority.from_on, passing.from_on), authority.to_on
        Authority.objects.filter(pk=authority.pk).update(to_on=begins)
        passed = Authority.objects.create(
            **{name: getattr(authority, name) for name in _SAME},
            organisation=passing.successor,
            from_on=begins,
            to_on=ends,
        )
        AuthorityHome.objects.bulk_create(
            AuthorityHome(city_id=by.tenant_id, authority=passed, unit_id=unit_id) for unit_id in units
        )
        for unit_id in units:
            project_grants(dossier_id=unit_id, by=by)
            told = {"from": str(authority.pk), "to": str(passed.pk), "succession": str(passing.succession_id)}
            record(dossier_id=unit_id, code="authority_passed_on", by=by, at=at, payload=dict(told))
    return waiting + len(found)
