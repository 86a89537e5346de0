"""Who may see which dossier, decided in one place: apps above register, per role, what their facts open."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Permission as PermissionRow
from django.db.models import Q, QuerySet, Subquery

from idi_platform.tenancy.public import SYSTEM_ROLE, Actor

from .models.grants import DossierGroupObjectPermission, DossierUserObjectPermission, Permission

Opens = Callable[[Actor], Q]
_opens: dict[str, list[Opens]] = {}


def register_visibility(role: str, opens: Opens) -> None:
    """`opens(actor)` is a condition on Dossier; conditions of one role are alternatives. Called from apps.ready()."""
    _opens.setdefault(role, []).append(opens)


def visible_dossier_ids(actor: Actor) -> Q:
    """The condition on Dossier for this actor. A role that nobody registered sees nothing."""
    if actor.role == SYSTEM_ROLE:
        return Q()
    condition = Q(pk__in=[])
    for opens in _opens.get(actor.role, []):
        condition |= opens(actor)
    return condition


def granted_dossiers(actor: Actor, permission: Permission) -> QuerySet[Any, dict[str, Any]]:
    """The ids of the case files granted today to the actor's body, or to the person who acts for none.

    The one place that reads grants. City, holder and permission are always asked for; a permission that somebody holds
    without a case file (guardian's "global" one) is never looked at.
    """
    named = PermissionRow.objects.order_by().filter(codename=permission).values("pk")
    asked = {"city_id": actor.tenant_id, "permission_id": Subquery(named)}
    if actor.organisation_id is None:
        mine = DossierUserObjectPermission.objects.in_force().filter(**asked, user_id=actor.user_id)
    else:
        mine = DossierGroupObjectPermission.objects.in_force().filter(**asked, organisation_id=actor.organisation_id)
    return mine.values("content_object_id")
