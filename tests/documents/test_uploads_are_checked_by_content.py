"""A file is what its bytes say; its name and the type the sender declares decide nothing."""

import io
from importlib import import_module

import pytest
from django.utils import translation
from PIL import Image

from idi_platform.documents.public import UploadRefused
from idi_platform.documents.rules.content import checked
from idi_platform.documents.rules.names import stored_name
from tests.documents import files


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photograph_of_each_format_is_kept_as_jpeg(form: str) -> None:
    kept = checked(files.picture(form))
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (image.format, image.size) == ("JPEG", (64, 48))
    assert (kept.kind, kept.content_type) == ("photo", "image/jpeg")


def test_nothing_but_the_upright_picture_is_kept() -> None:
    kept = checked(files.located_picture()).content
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (32, 64), "turned upright"
        assert not image.getexif()
    assert b"SecretPhone" not in kept
    assert b"Exif" not in kept


def test_a_pdf_is_kept_byte_for_byte() -> None:
    sent = files.packed_pdf(b"<< /Producer (x) >>")
    kept = checked(sent)
    assert (kept.kind, kept.content, kept.thumbnail) == ("pdf", sent, None)


ACTION = b"<< /S /JavaScript /JS (app.alert(1)) >>"
BAD_FILES = {
    "nothing": (b"", "upload_empty"),
    "more than 20 MB": (b"\xff\xd8\xff" + b"0" * 20_000_000, "upload_too_large"),
    "SVG called PNG": (files.SVG, "upload_unknown_content"),
    "HTML called JPEG": (files.HTML, "upload_unknown_content"),
    "a program": (b"MZ\x90\x00" + b"\x00" * 200, "upload_unknown_content"),
    "a GIF": (files.picture("GIF"), "upload_unknown_content"),
    "a TIFF": (files.picture("TIFF"), "upload_unknown_content"),
    "half a photograph": (files.picture(size=(640, 480))[:700], "upload_damaged"),
    "a PNG of a few bytes that unpacks to 60 megapixels": (
        files.png_claiming(10_000, 6_000),
        "upload_too_many_pixels",
    ),
    "a bomb of 10 gigapixels": (files.png_claiming(100_000, 100_000), "upload_too_many_pixels"),
    "a ribbon too long for a JPEG": (files.png_claiming(60_000, 1), "upload_too_many_pixels"),
    "PDF with JavaScript": (files.pdf(b"3 0 obj " + ACTION + b" endobj"), "upload_active_pdf"),
    "PDF with the name written in escapes": (
        files.pdf(b"3 0 obj << /S /J#61vaScr#69pt >>"),
        "upload_active_pdf",
    ),
    "PDF with an action no table knows": (files.pdf(ACTION), "upload_active_pdf"),
    "PDF with JavaScript in an object stream": (files.packed_pdf(ACTION), "upload_active_pdf"),
    "PDF with escapes in an object stream": (files.packed_pdf(b"<< /S /#4aavaScript >>"), "upload_active_pdf"),
    "PDF with JavaScript in a stream whose filter is elsewhere": (
        files.packed_pdf(ACTION, b"/Filter 7 0 R", extra=b"7 0 obj\n/FlateDecode\nendobj\n"),
        "upload_active_pdf",
    ),
    "PDF with JavaScript in a stream after many blanks": (
        files.packed_pdf(ACTION, b"/Filter /FlateDecode" + b" " * 4_000),
        "upload_active_pdf",
    ),
    "PDF with JavaScript in a stream that also says obj": (
        files.packed_pdf(ACTION, b"/X(obj) /Filter /FlateDecode"),
        "upload_active_pdf",
    ),
    "PDF with JavaScript in an unpacked stream": (
        files.packed_pdf(b"", b"", body=b"6 0 " + ACTION),
        "upload_active_pdf",
    ),
    "PDF with an object stream no table knows": (
        files.pdf(files.object_stream(5, b"6 0 " + ACTION, count=1, first=4).replace(b"5 0 obj", b"5 0  obj")),
        "upload_uncheckable_pdf",
    ),
    "PDF that starts a program": (files.pdf(b"3 0 obj << /S /Launch /F (cmd.exe) >> endobj"), "upload_active_pdf"),
    "PDF with a file in it": (files.pdf(b"3 0 obj << /Type /EmbeddedFile >> endobj"), "upload_active_pdf"),
    "PDF that sends a form": (files.pdf(b"3 0 obj << /S /SubmitForm >> endobj"), "upload_active_pdf"),
    "PDF with a password": (files.pdf(trailer=b"/Encrypt 9 0 R"), "upload_uncheckable_pdf"),
    "PDF packed twice": (
        files.packed_pdf(ACTION, b"/Filter [/ASCIIHexDecode /FlateDecode]"),
        "upload_damaged_pdf",
    ),
    "PDF with a broken object stream": (files.packed_pdf(b"", body=b"not zlib at all"), "upload_damaged_pdf"),
    "PDF whose stream unpacks without end": (files.packed_pdf(b"\x00" * 60_000_000), "upload_damaged_pdf"),
    "PDF whose table of objects lies": (files.pdf().replace(b"startxref\n", b"startxref\n1"), "upload_damaged_pdf"),
    "PDF of 10,000 pages": (
        files.pdf(b"\n".join(b"%d 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj" % n for n in range(20, 10_020))),
        "upload_overfull_pdf",
    ),
    "PDF of 120,000 objects": (
        files.pdf(b"\n".join(b"%d 0 obj\nnull\nendobj" % n for n in range(20, 120_020))),
        "upload_overfull_pdf",
    ),
    "PDF of arrays in arrays": (
        files.pdf(b"3 0 obj\n" + b"[" * 9_000_000 + b"]" * 9_000_000 + b"\nendobj"),
        "upload_damaged_pdf",
    ),
    "PDF of 19 MB of numbers": (
        files.pdf(b"3 0 obj\n[" + b"0 " * 9_500_000 + b"]\nendobj"),
        "upload_damaged_pdf",
    ),
    "PDF cut off": (files.pdf()[:60], "upload_damaged_pdf"),
    "PDF with a ZIP behind it": (files.pdf(tail=b"PK\x03\x04payload"), "upload_damaged_pdf"),
    "PDF that is a web page too": (b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF", "upload_damaged_pdf"),
}


@pytest.mark.parametrize(("content", "code"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_is_not_what_it_should_be_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        checked(content)
    assert (refused.value.code, refused.value.field) == (code, "photo")
    assert refused.value.rule


def test_a_process_that_prints_letters_refuses_half_a_photograph_as_well() -> None:
    """WeasyPrint tells Pillow to accept it; the press takes that back."""
    import_module("idi_platform.documents.letters.press")
    content, code = BAD_FILES["half a photograph"]
    with pytest.raises(UploadRefused) as refused:
        checked(content)
    assert refused.value.code == code


def test_a_pdf_of_many_objects_is_kept() -> None:
    objects = b"\n".join(
        b"%d 0 obj\n<< /Kind (drawing) /Next %d 0 R >>\nendobj" % (n, n + 1) for n in range(20, 30_020)
    )
    assert checked(files.with_table(objects)).kind == "pdf"


def test_empty_object_streams_without_end_are_refused_before_they_are_opened() -> None:
    one = files.object_stream(5, b"").replace(b"5 0 obj", b"5 0  obj")
    with pytest.raises(UploadRefused) as refused:
        checked(files.pdf(one * (19_900_000 // len(one))))
    assert refused.value.code == "upload_uncheckable_pdf"


def test_escaped_letters_without_end_are_read_once() -> None:
    sent = files.pdf(b"#41" * 6_600_000)
    assert checked(sent).content is sent


def test_what_hides_behind_a_photograph_is_gone() -> None:
    sent = files.picture() + b"<?php system($_GET[0]); ?>" + files.HTML + b"PK\x03\x04"
    kept = checked(sent).content
    assert b"php" not in kept
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


def test_a_comment_inside_a_photograph_is_gone() -> None:
    assert b"script" not in checked(files.picture(comment=b"<script>alert(1)</script>")).content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("墙面 裂缝.jpg", "墙面 裂缝.jpg"),
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\li\\wall.jpg", "wall.jpg"),
        ("shell.php.jpg", "shell.php.jpg"),
        ("x" * 300 + ".jpeg", "x" * 195 + ".jpeg"),
    ],
)
def test_a_name_is_kept_as_given_without_its_path(given: str, kept: str) -> None:
    assert stored_name(given) == kept


@pytest.mark.parametrize("given", ["wall\x00.jpg", "wall\r\nSet-Cookie: a=b.jpg", "gpj.\u202eexe", "..", "", "a/"])
def test_a_name_that_cannot_be_kept_is_refused(given: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        stored_name(given)
    assert refused.value.code == "upload_unusable_name"


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "像素"), ("en", "pixels")])
def test_a_refusal_speaks_both_languages(language: str, word: str) -> None:
    with translation.override(language):
        with pytest.raises(UploadRefused) as refused:
            checked(files.png_claiming(10_000, 6_000))
        assert word in str(refused.value)
