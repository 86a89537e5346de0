"""One's own data as a ZIP: every registered field that leads to the person, as JSON and page, with files and letters.

It holds what the city keeps and the account; somebody at home in several cities asks in each: the wall stands here too.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from idi_platform.documents.public import Letter
from idi_platform.outbox.public import Progress
from idi_platform.privacy.public import PersonalTable, personal_tables
from idi_platform.tenancy.public import Actor, TenantRow, business_now, tenant_work
from idi_platform.ui.public import legal_day

from .consents import consent_texts
from .letters import letters_seen
from .models import Consent
from .selectors import looks_at

KIND = "mydata.export"
CONTENT_TYPE = "application/zip"


@dataclass(frozen=True, slots=True)
class Part:
    """One table's rows of the person, each as label and value."""

    table: PersonalTable
    rows: list[dict[str, str]]


def write_export(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    """Writes the ZIP; its name. `parameters` holds nothing: whose data it is, is who asks."""
    tables = exported_tables()
    progress.total(len(tables) + 1)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        parts: list[Part] = []
        for table in tables:
            with tenant_work(by):
                part, files = _part(table, by)
            parts.append(part)
            for name, place in files:
                _add(archive, name, place)
            progress.advance()
        with tenant_work(by):
            _write_words(archive, parts, by)
            letters = list(_letters(by))
        for name, place in letters:
            _add(archive, name, place)
    progress.advance()
    return f"my-data-{legal_day(business_now()):%Y-%m-%d}.zip"


def exported_tables() -> list[PersonalTable]:
    """What leads to a person."""
    return [table for table in personal_tables() if table.person]


def _part(table: PersonalTable, by: Actor) -> tuple[Part, list[tuple[str, str]]]:
    """The rows in the reader's words, and the files that belong to them: name in the archive, place in storage."""
    rows = table.rows_of._base_manager.filter(**{table.person: by.person_id}).distinct()
    if issubclass(table.rows_of, TenantRow):
        rows = rows.filter(city_id=by.tenant_id)
    told: list[dict[str, str]] = []
    files: list[tuple[str, str]] = []
    for row in rows.order_by("pk"):
        told.append({str(one.label): _value(row, one.name) for one in table.fields if one.is_exported})
        files += _files(table, row)
    return Part(table, told), files


def _value(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    if isinstance(value, FieldFile):
        return value.name or ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _files(table: PersonalTable, row: models.Model) -> Iterator[tuple[str, str]]:
    for one in table.fields:
        value = getattr(row, one.name)
        if one.is_exported and isinstance(value, FieldFile) and value.name:
            yield f"files/{row.pk}-{getattr(row, 'filename', one.name)}", value.name


def _letters(by: Actor) -> Iterator[tuple[str, str]]:
    """Letters of the cases the person sees, as far as they are made."""
    for letter in Letter.objects.visible_to(by).filter(file__isnull=False).select_related("file"):
        yield f"letters/{letter.number}.pdf", letter.file.path


def _write_words(archive: zipfile.ZipFile, parts: list[Part], by: Actor) -> None:
    context = {
        "parts": [part for part in parts if part.rows],
        "consents": _consents(by),
        "looks": looks_at(by),
        "letters": letters_seen(by),
        "made": date_format(timezone.localtime(), "Y-m-d H:i"),
    }
    told = {
        "tables": {part.table.model: {"purpose": str(part.table.purpose), "rows": part.rows} for part in parts},
        "consents": context["consents"],
        "letters": [
            {
                "number": kept.letter.number,
                "kind": str(kept.letter.label),
                "issued_at": kept.letter.issued_at.isoformat(),
                "kept_until": kept.until.isoformat() if kept.until else "",
            }
            for kept in letters_seen(by)
        ],
        "looks": [
            {"at": look.at.isoformat(), "kind": look.kind, "role": look.actor_role, "fields": look.fields}
            for look in looks_at(by)
        ],
    }
    archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
    archive.writestr("index.html", render_to_string("mydata/export.html", context))


def _consents(by: Actor) -> list[dict[str, str]]:
    texts = consent_texts()
    return [
        {
            "code": consent.code,
            "version": str(consent.version),
            "text": texts[consent.code, consent.version].text,
            "given_at": consent.given_at.isoformat(),
            "withdrawn_at": consent.withdrawn_at.isoformat() if consent.withdrawn_at else "",
        }
        for consent in Consent.objects.visible_to(by)
    ]


def _add(archive: zipfile.ZipFile, name: str, place: str) -> None:
    """A file that is gone from storage is left out; its row says that it was there."""
    if default_storage.exists(place):
        with default_storage.open(place) as kept, archive.open(name, "w") as entry:
            for chunk in kept.chunks():
                entry.write(chunk)
