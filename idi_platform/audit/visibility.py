"""Who may see an event: whoever sees its dossier. Dossiers lie above audit, so they say which those are."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from idi_platform.tenancy.public import Actor

DossierIds = Callable[[Actor], "QuerySet[Any]"]
_dossier_ids: list[DossierIds] = []


def register_dossier_sight(dossier_ids: DossierIds) -> None:
    """`dossier_ids(actor)` selects the ids of the dossiers an actor sees. Called from the ready() of dossiers."""
    _dossier_ids[:] = [dossier_ids]


def seen_dossier_ids(actor: Actor) -> "QuerySet[Any]":
    """The registered selection. LookupError when dossiers is not installed: nothing falls back to everything."""
    if not _dossier_ids:
        message = "No dossier sight is registered: install dossiers."
        raise LookupError(message)
    return _dossier_ids[0](actor)
