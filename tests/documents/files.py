"""Files to send: honest ones, and ones that are not what they say."""

import io
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


def pdf(extra: bytes = b"", *, tail: bytes = b"") -> bytes:
    """A PDF of one page; `extra` is put among its objects, `tail` after its end."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        + extra
        + b"\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
        + tail
    )


def packed(objects: bytes, filters: bytes = b"/Filter /FlateDecode", body: bytes | None = None) -> bytes:
    """An object stream, as most programs write them today."""
    content = zlib.compress(objects) if body is None else body
    head = b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 " + filters + b" /Length %d >>\nstream\n" % len(content)
    return head + content + b"\nendstream\nendobj\n"


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
