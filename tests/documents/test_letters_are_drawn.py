"""A letter as PDF: every character has a glyph, readers of all kinds can use it, the same letter is the same bytes."""

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
import segno
from django.conf import settings

from idi_platform.documents.letters.making import letter_html
from idi_platform.documents.letters.page import qr_code
from idi_platform.documents.letters.press import glyphs_of, print_pdf, spelled_out, try_out
from idi_platform.documents.letters.typefaces import RARE
from idi_platform.documents.public import LetterState
from idi_platform.outbox.delivery import deliver_batch
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.documents import letters
from tests.world import World


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_character_of_a_letter_has_a_glyph(world: World, uploads: Path, language: str) -> None:
    letter = letters.made(world.here, letters.issued(world.here, language=language))
    glyphs = glyphs_of(letters.pdf_of(letter, uploads))
    assert set(RARE) <= glyphs.keys()
    assert [character for character, drawn in glyphs.items() if 0 in drawn] == []


@pytest.mark.parametrize("character", ["𠮷", "😀", "\ue000", "\U000323b0"])
def test_a_character_that_no_typeface_has_is_spelled_out(world: World, uploads: Path, character: str) -> None:
    """Beyond our 30,890: rarer names, pictures, private use. Joiners and variation selectors draw nothing anyway."""
    name = f"李{character}\u200d\ufe0f\U000e0100"
    letter = letters.made(world.here, letters.issued(world.here, claimant=name))
    assert letter.content["claimant"] == name
    content = letters.pdf_of(letter, uploads)
    glyphs = glyphs_of(content)
    assert character not in glyphs
    assert [drawn for drawn in glyphs.values() if 0 in drawn] == []
    assert spelled_out(name).startswith(f"李〔U+{ord(character):04X}〕")


def test_rare_names_are_tried_out() -> None:
    """As `./idi doctor` does."""
    assert try_out() == ""


def test_a_letter_that_killed_its_workers_says_that_it_was_not_made(world: World) -> None:
    letter = letters.issued(world.here)
    with acting_as(world.here.system):
        Message.objects.update(skipped=True, attempts=5)
        assert letter.state == LetterState.GIVEN_UP


def test_the_row_tells_of_the_file(world: World, uploads: Path) -> None:
    queued = letters.issued(world.here)
    with acting_as(world.here.system):
        assert queued.state == LetterState.QUEUED
    letter = letters.made(world.here, queued)
    content = letters.pdf_of(letter, uploads)
    assert letter.state == LetterState.READY
    assert (letter.file.sha256, letter.file.size) == (hashlib.sha256(content).hexdigest(), len(content))
    with pikepdf.open(io.BytesIO(content)) as document:
        assert letter.file.pages == len(document.pages)


def test_a_letter_is_tagged_titled_and_in_its_language(world: World, uploads: Path) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    with pikepdf.open(io.BytesIO(letters.pdf_of(letter, uploads))) as document:
        assert str(document.Root.Lang) == "zh-Hans-CN"
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        assert str(document.docinfo["/Title"]) == f"试函 {letter.number}"
        assert str(document.docinfo["/CreationDate"]) == "D:20261121093000+08'00"
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_the_same_letter_is_the_same_bytes(world: World, uploads: Path) -> None:
    letter = letters.made(world.here, letters.issued(world.here))
    again = print_pdf(letter_html(letter), identifier=letter.pk.hex)
    assert again.content == letters.pdf_of(letter, uploads)


def test_what_people_wrote_is_text_and_never_markup(world: World) -> None:
    letter = letters.issued(world.here, description='<img src=x onerror=alert(1)>\n"&', claimant="<b>李</b>")
    html = letter_html(letter)
    assert "<img" not in html
    assert "<b>李" not in html


def test_the_qr_code_leads_to_the_check_page(world: World) -> None:
    letter = letters.issued(world.here)
    address = letter.content["verify_address"]
    assert address == f"{settings.PUBLIC_ADDRESS}/verify/{letter.code}/"
    assert qr_code(address) in letter_html(letter)
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    assert qr_code(address) == drawn


def test_a_letter_that_cannot_be_made_waits_and_is_made_once_it_can(world: World, uploads: Path) -> None:
    """The folder of files is a file at first, as on a disk that went away."""
    letter = letters.issued(world.here)
    by, at = world.here.system, letters.AT
    uploads.write_text("not a folder", encoding="ascii")
    deliver_batch(by=by, at=at)
    with acting_as(by):
        assert letter.state == LetterState.FAILED
        waiting = Message.objects.get(source_id=letter.pk)
    assert (waiting.sent_at, waiting.attempts) == (None, 1)
    assert waiting.lease_until is not None
    uploads.unlink()
    deliver_batch(by=by, at=waiting.lease_until)
    first = letters.read_again(world.here, letter)
    assert first.state == LetterState.READY
    assert letters.made(world.here, letter).file.made_at == first.file.made_at, "made once"
