"""Who may see which dossier, decided in one place: apps above register, per role, what their facts open."""

from collections.abc import Callable

from django.db.models import Q

from idi_platform.tenancy.public import SYSTEM_ROLE, Actor

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
