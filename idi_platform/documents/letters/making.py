"""Making a letter's file in a worker: the outbox's handler. Repeated, it changes nothing; killed, it starts anew."""

import hashlib
from importlib import import_module

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone, translation

from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import Actor

from .models import Letter, LetterFile
from .page import letter_context


def make_letter(message: Message, by: Actor) -> None:
    """Makes the file of the letter that a message names, unless it is there. Whatever fails is tried again."""
    letter = Letter.objects.select_related("file", "city").get(city_id=by.tenant_id, pk=message.source_id)
    if hasattr(letter, "file"):
        return
    html = letter_html(letter)
    # WeasyPrint and its C libraries are loaded in workers alone, with the first letter.
    press = import_module("idi_platform.documents.letters.press")
    printed = press.print_pdf(html, identifier=letter.pk.hex)
    LetterFile.objects.create(
        city_id=letter.city_id,
        letter=letter,
        path=_keep(letter, printed.content),
        sha256=hashlib.sha256(printed.content).hexdigest(),
        size=len(printed.content),
        pages=printed.pages,
        html_sha256=hashlib.sha256(html.encode()).hexdigest(),
        made_at=timezone.now(),
    )


def letter_html(letter: Letter) -> str:
    """The page of a letter in its own language: the same for ever from the same row and template."""
    with translation.override(letter.language):
        return render_to_string(letter.template, letter_context(letter))


def _keep(letter: Letter, content: bytes) -> str:
    """Written before its row. What a killed worker left under the same name has no row, and is replaced."""
    path = f"{letter.city_id}/letters/{letter.issued_at:%Y/%m}/{letter.pk}"
    default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))
