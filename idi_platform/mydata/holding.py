"""Where a legal hold stands: on a person, on a case file, on the project above it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from idi_platform.dossiers.public import Dossier
from idi_platform.privacy.public import PersonalTable

from .models import LegalHold


def is_row_held(table: PersonalTable, row: models.Model) -> bool:
    """A hold on a person of the row, on its case file, or on the project above it."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    people = set(rows.values_list(table.person, flat=True)) - {None} if table.person else set()
    files = set(rows.values_list(table.case, flat=True)) - {None} if table.case else set()
    return LegalHold.objects.standing().on_people(people) or are_files_held(files)


def are_files_held(files: Iterable[UUID]) -> bool:
    """Whether a hold stands on one of these case files or on a project above one."""
    asked = set(files)
    above = Dossier.objects.filter(pk__in=asked, parent_project__isnull=False).values_list("parent_project", flat=True)
    return bool(asked) and LegalHold.objects.standing().filter(dossier_id__in=asked | set(above)).exists()
