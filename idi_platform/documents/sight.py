"""What an upload asks of its viewer beside the sight of its dossier: apps above register it for their own files."""

from collections.abc import Callable

from django.db.models import Q

from idi_platform.tenancy.public import SYSTEM_ROLE, Actor

Narrows = Callable[[Actor], Q]
_narrowings: list[Narrows] = []


def register_upload_sight(narrows: Narrows) -> None:
    """`narrows(actor)` is a condition on Upload that holds for every upload of others. Called from apps.ready()."""
    _narrowings.append(narrows)


def upload_sight(actor: Actor) -> Q:
    """The conditions of all apps; the system sees every file."""
    condition = Q()
    if actor.role != SYSTEM_ROLE:
        for narrows in _narrowings:
            condition &= narrows(actor)
    return condition
