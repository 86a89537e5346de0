"""Files to send: honest ones, and ones that are not what they say."""

import io
import re
import struct
import zlib

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), colour: str = "teal", **options: object) -> bytes:
    """A small real photograph in that format."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form, **options)
    return out.getvalue()


def located_picture() -> bytes:
    """A photograph that lies on its side and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (22.0, 34.0, 56.0)
    return picture(size=(64, 32), exif=exif.tobytes())


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that unpacks to width x height pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1024)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


CATALOGUE = b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
PAGES = (
    b"2 0 obj\n<< /Type /Pages /Kids [9 0 R] /Count 1 >>\nendobj\n"
    b"9 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> >>\nendobj\n"
)
_OBJECT = re.compile(rb"(?:\A|\n)(\d+) 0 obj\b")


def pdf(extra: bytes = b"", *, tail: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page; `extra` are further objects, `tail` comes after its end."""
    body = b"%PDF-1.7\n" + CATALOGUE + PAGES + extra + b"\n"
    places = _places(body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % place for place in sorted(places.items()))
    end = b"trailer\n<< /Root 1 0 R /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, trailer, len(body))
    return body + b"xref\n" + table + end + tail


def packed_pdf(
    written: bytes, filters: bytes = b"/Filter /FlateDecode", *, body: bytes | None = None, extra: bytes = b""
) -> bytes:
    """A PDF whose object 6 is packed in an object stream, as most programs write them today."""
    objects = b"6 0 " + written
    content = zlib.compress(objects) if body is None else body
    head = b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + filters + b" /Length %d >>\nstream\n" % len(content)
    return with_table(extra + head + content + b"\nendstream\nendobj\n", packed={6: 5})


def with_table(objects: bytes, *, packed: dict[int, int] | None = None) -> bytes:
    """A PDF whose table of objects is a stream; `packed` says which object lies in which object stream."""
    before = b"%PDF-1.7\n" + CATALOGUE + PAGES + objects + b"\n"
    places = {number: (1, place, 0) for number, place in _places(before).items()}
    places |= {number: (2, holder, 0) for number, holder in (packed or {}).items()}
    own = max(places) + 1
    places[own] = (1, len(before), 0)
    rows = zlib.compress(b"".join(struct.pack(">BIB", *places.get(number, (0, 0, 0))) for number in range(own + 1)))
    head = b"%d 0 obj\n<< /Type /XRef /Root 1 0 R /Size %d /W [1 4 1] /Filter /FlateDecode /Length %d >>\nstream\n"
    table = head % (own, own + 1, len(rows)) + rows + b"\nendstream\nendobj\n"
    return before + table + b"startxref\n%d\n%%%%EOF\n" % len(before)


def _places(body: bytes) -> dict[int, int]:
    return {int(found.group(1)): found.start(1) for found in _OBJECT.finditer(body)}


def object_stream(number: int, objects: bytes, *, count: int = 0, first: int = 0) -> bytes:
    """An object stream on its own."""
    content = zlib.compress(objects)
    head = b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
    return head % (number, count, first, len(content)) + content + b"\nendstream\nendobj\n"


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
