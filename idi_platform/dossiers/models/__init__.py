"""The case file, its numbers, and who was granted it."""

from .dossier import Dossier, DossierBound, DossierKind, NumberSeries
from .grants import DossierGroupObjectPermission, DossierUserObjectPermission, Permission

__all__ = [
    "Dossier",
    "DossierBound",
    "DossierGroupObjectPermission",
    "DossierKind",
    "DossierUserObjectPermission",
    "NumberSeries",
    "Permission",
]
