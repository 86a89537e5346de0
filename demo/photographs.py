"""Photographs and papers for the demo: drawn, and saying so, so that nobody takes them for evidence."""

import io
import random

from PIL import Image, ImageDraw

_SIZE = (800, 600)
_PAGE = (420, 594)
_PLASTER, _STAIN, _CRACK, _LABEL = (222, 216, 204), (181, 160, 128), (74, 66, 58), (255, 255, 255)
_PAPER, _LINE = (250, 249, 245), (150, 150, 150)


def wall_photograph(chance: random.Random) -> bytes:
    """A JPEG of a plastered wall with a stain and a crack, marked DEMO."""
    picture = Image.new("RGB", _SIZE, _PLASTER)
    draw = ImageDraw.Draw(picture)
    left, top = chance.randint(80, 440), chance.randint(60, 260)
    for ring in range(6, 0, -1):
        shade = tuple(wall - (wall - stain) * (7 - ring) // 7 for wall, stain in zip(_PLASTER, _STAIN, strict=True))
        spread = ring * 22
        draw.ellipse((left - spread, top - spread // 2, left + 150 + spread, top + 95 + spread), fill=shade)
    x, y = chance.randint(120, 600), 0
    while y < _SIZE[1]:
        following = (x + chance.randint(-25, 25), y + chance.randint(20, 45))
        draw.line((x, y, *following), fill=_CRACK, width=chance.randint(2, 5))
        x, y = following
    return _marked(picture, "DEMO  drawn, not a photograph")


def paper_page(chance: random.Random) -> bytes:
    """A JPEG of a page with lines for text, marked DEMO."""
    picture = Image.new("RGB", _PAGE, _PAPER)
    draw = ImageDraw.Draw(picture)
    for y in range(60, _PAGE[1] - 90, 22):
        draw.line((40, y, 40 + chance.randint(180, 340), y), fill=_LINE, width=4)
    return _marked(picture, "DEMO  drawn, no document")


def _marked(picture: Image.Image, words: str) -> bytes:
    width, height = picture.size
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height - 40, min(width, 320), height), fill=_CRACK)
    draw.text((14, height - 32), words, fill=_LABEL, font_size=16)
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=80)
    return stored.getvalue()
