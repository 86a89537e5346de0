"""Who takes part in a project on a day, as risk management asks for it."""

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from idi_platform.accounts.public import Role
from idi_platform.registry.public import Party, PartyRole
from idi_platform.tenancy.public import Actor

from .constants import ACTOR_WORDS, RESPONSIBLE_ROLES


def parties_on(city_id: int, project_id: UUID, *, on: date) -> QuerySet[Party]:
    """The parties of a project that day; `to_on` is the first day no longer."""
    in_force = Q(to_on=None) | Q(to_on__gt=on)
    return Party.objects.filter(in_force, city_id=city_id, project_id=project_id, from_on__lte=on)


def is_inspector_of(actor: Actor, project_id: UUID, *, on: date) -> bool:
    """Whether the actor is an inspector of the project's inspection service that day."""
    if actor.role != Role.INSPECTOR:
        return False
    services = parties_on(actor.tenant_id, project_id, on=on).filter(role=PartyRole.TIS)
    return services.filter(Q(organisation_id=actor.organisation_id)).exists()


def possibly_responsible(city_id: int, project_id: UUID, *, on: date) -> list[Party]:
    """The bodies that a finding can be addressed to, builders first."""
    found = parties_on(city_id, project_id, on=on).filter(role__in=RESPONSIBLE_ROLES).select_related("organisation")
    return sorted(found, key=lambda party: RESPONSIBLE_ROLES.index(PartyRole(party.role)))


def obliged_by_word(city_id: int, project_id: UUID, *, on: date) -> dict[str, UUID]:
    """The organisation behind each actor word of the rules that day; a part that nobody has is left out.

    Where two bodies have the same part, the newer one: it answers for what happens from now on.
    """
    bodies = dict(
        parties_on(city_id, project_id, on=on).order_by(F("from_on"), "pk").values_list("role", "organisation_id")
    )
    return {word: bodies[role] for word, role in ACTOR_WORDS.items() if role in bodies}
