"""Photographs: decoded within limits and drawn anew, so that nothing but the picture is kept."""

import struct
from dataclasses import dataclass
from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from idi_platform.documents.constants import LONGEST_SIDE, MOST_PIXELS
from idi_platform.documents.errors import DamagedPhotograph, TooManyPixels, UnknownContent

pillow_heif.register_heif_opener(thumbnails=False)

_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_QUALITY = 88
_THUMBNAIL = (480, 480)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, RuntimeError, struct.error)


@dataclass(frozen=True, slots=True)
class Photograph:
    """A picture as JPEG and its small copy, upright, without EXIF, position, comments or anything appended."""

    jpeg: bytes
    thumbnail: bytes


def redrawn(content: bytes) -> Photograph:
    """Decodes JPEG, PNG, WebP or HEIC by content and encodes it anew, full size.

    Raises:
        UnknownContent: no such picture. TooManyPixels: over the limit, found before decoding. DamagedPhotograph.
    """
    picture = _decoded(content)
    jpeg = _encoded(picture)
    # The large copy is finished: made small in place, it is never held twice.
    picture.thumbnail(_THUMBNAIL)
    return Photograph(jpeg=jpeg, thumbnail=_encoded(picture))


def _decoded(content: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
                raise TooManyPixels
            image.draft("RGB", image.size)
            image.load()
            # Opaque first: three bytes a pixel, not four, are turned upright. Both work in place where nothing changes.
            picture = _opaque(image)
            image.im = None  # type: ignore[assignment]  # the decoded pixels, held by the file until it closes
            ImageOps.exif_transpose(picture, in_place=True)
            return picture
    except UnidentifiedImageError as error:
        raise UnknownContent from error
    except _BOMB as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise DamagedPhotograph from error


def _opaque(image: Image.Image) -> Image.Image:
    """The picture in RGB; what is transparent becomes white."""
    if not image.has_transparency_data:
        return image if image.mode == "RGB" and type(image) is Image.Image else image.convert("RGB")
    layered = image if image.mode == "RGBA" else image.convert("RGBA")
    paper = Image.new("RGB", layered.size, "white")
    paper.paste(layered, mask=layered.getchannel("A"))
    return paper


def _encoded(image: Image.Image) -> bytes:
    out = BytesIO()
    # A fresh encoding with no metadata argument carries none: neither EXIF nor XMP, ICC or comment.
    image.info = {}
    image.save(out, "JPEG", quality=_QUALITY, optimize=False)
    return out.getvalue()
