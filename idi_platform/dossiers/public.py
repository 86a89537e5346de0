"""What other apps may use of dossiers."""

from .models import Dossier, DossierBound, DossierKind
from .services import CIVIL_ZONE, next_number, open_dossier
from .visibility import register_visibility

__all__ = [
    "CIVIL_ZONE",
    "Dossier",
    "DossierBound",
    "DossierKind",
    "next_number",
    "open_dossier",
    "register_visibility",
]
