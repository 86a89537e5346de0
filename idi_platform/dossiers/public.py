"""What other apps may use of dossiers."""

from .corrections import Mark, marks_of
from .models import Dossier, DossierBound, DossierKind
from .pages import dossier_url, register_dossier_page
from .services import CIVIL_ZONE, next_number, open_dossier
from .visibility import register_visibility

__all__ = [
    "CIVIL_ZONE",
    "Dossier",
    "DossierBound",
    "DossierKind",
    "Mark",
    "dossier_url",
    "marks_of",
    "next_number",
    "open_dossier",
    "register_dossier_page",
    "register_visibility",
]
