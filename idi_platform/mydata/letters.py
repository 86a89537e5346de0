"""Letters that stay when a person is erased: they are never changed, and tell of the person as long as their case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from idi_platform.documents.public import Letter
from idi_platform.dossiers.public import DossierBound
from idi_platform.privacy.public import case_kept_until, personal_tables
from idi_platform.tenancy.public import Actor, acting_as, system_actor

from .erasure import cities_of


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """`until` is the last day the law has it kept; None while that is not known."""

    letter: Letter
    until: date | None


def letters_about(person_id: UUID) -> list[KeptLetter]:
    """The letters of the case files that are about a person, in every city, the latest first."""
    found: list[KeptLetter] = []
    for city_id in cities_of(person_id):
        with acting_as(system_actor(city_id)):
            files = {pk for rows in _files_about(person_id) for pk in rows.filter(city_id=city_id)}
            letters = Letter.objects.filter(city_id=city_id, dossier__in=files).select_related("dossier")
            found += [KeptLetter(letter, case_kept_until(letter.dossier)) for letter in letters]
    return sorted(found, key=lambda kept: kept.letter.issued_at, reverse=True)


def letters_seen(viewer: Actor) -> list[KeptLetter]:
    """The same of the letters that the viewer sees in their city."""
    letters = Letter.objects.visible_to(viewer).select_related("dossier")
    return [KeptLetter(letter, case_kept_until(letter.dossier)) for letter in letters]


def _files_about(person_id: UUID) -> Iterator[Any]:
    """The ids of case files, kind by kind, as the register leads from them to the person."""
    for table in personal_tables():
        if table.person and issubclass(table.rows_of, DossierBound):
            yield table.rows_of._base_manager.filter(**{table.person: person_id}).values_list("pk", flat=True)
