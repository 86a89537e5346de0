"""Issuing a letter: number, code and frozen content in the caller's transaction; a worker makes the file afterwards."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from idi_platform.audit.public import record
from idi_platform.dossiers.public import Dossier, next_number
from idi_platform.outbox.public import enqueue
from idi_platform.tenancy.public import Actor, City

from .codes import new_code
from .kinds import BASE_KEYS, Content, letter_kind
from .models import TOPIC, Letter, LetterQuerySet


@transaction.atomic
def issue_letter(*, kind: str, dossier: Dossier, content: Content, language: str, by: Actor, at: datetime) -> Letter:
    """Issues a letter with the next number of its series and asks a worker for its PDF when this commits.

    `content` is what the letter will say for ever: JSON, dates as ISO 8601; `at` is business time. ValueError when a
    key that every letter has is missing (`BASE_KEYS`).
    """
    found = letter_kind(kind)
    if missing := BASE_KEYS - content.keys():
        message = f"A letter of kind {kind} lacks {', '.join(sorted(missing))}."
        raise ValueError(message)
    code = new_code(City.objects.values_list("code", flat=True).get(pk=by.tenant_id))
    letter = Letter.objects.create(
        city_id=by.tenant_id,
        dossier=dossier,
        kind=kind,
        number=next_number(series=found.series, by=by, at=at),
        language=language,
        template=found.template,
        schema=found.schema,
        # Where it can be checked is frozen too: the address of today is what the paper shows.
        content={**content, "verify_address": verify_address(code)},
        code=code,
        issued_at=at,
        issued_by_id=by.user_id,
        issued_by_organisation_id=by.organisation_id,
    )
    record(
        dossier_id=dossier.pk,
        code="letter_issued",
        by=by,
        at=at,
        payload={"letter": str(letter.pk), "kind": kind, "number": letter.number},
    )
    enqueue(topic=TOPIC, source_id=letter.pk, by=by, at=at)
    return letter


def verify_address(code: str) -> str:
    """The whole address of the public check page of a code."""
    return settings.PUBLIC_ADDRESS + reverse("documents:verify_code", args=[code])


def letters_of(viewer: Actor, dossier: Dossier) -> LetterQuerySet:
    """The letters of a case file that this viewer may see, latest first."""
    return Letter.objects.visible_to(viewer).filter(dossier=dossier).with_file()
