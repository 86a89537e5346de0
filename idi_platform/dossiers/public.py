"""What other apps may use of dossiers."""

from .civil_time import civil_today
from .constants import CIVIL_ZONE
from .corrections import Mark, marks_of
from .granting import Grant, grant_differences, project_grants, rebuild_grants, register_projector
from .models import Dossier, DossierBound, DossierKind, Permission
from .pages import dossier_url, register_dossier_page
from .services import next_number, open_dossier
from .visibility import granted_dossiers, register_visibility

__all__ = [
    "CIVIL_ZONE",
    "Dossier",
    "DossierBound",
    "DossierKind",
    "Grant",
    "Mark",
    "Permission",
    "civil_today",
    "dossier_url",
    "grant_differences",
    "granted_dossiers",
    "marks_of",
    "next_number",
    "open_dossier",
    "project_grants",
    "rebuild_grants",
    "register_dossier_page",
    "register_projector",
    "register_visibility",
]
