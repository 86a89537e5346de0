"""Photographs for the demo: drawn, and saying so, so that nobody takes them for evidence."""

import io
import random

from PIL import Image, ImageDraw

_SIZE = (1280, 960)
_PLASTER, _STAIN, _CRACK, _LABEL = (222, 216, 204), (181, 160, 128), (74, 66, 58), (255, 255, 255)


def wall_photograph(chance: random.Random) -> bytes:
    """A JPEG of a plastered wall with a stain and a crack, marked DEMO."""
    picture = Image.new("RGB", _SIZE, _PLASTER)
    draw = ImageDraw.Draw(picture)
    left, top = chance.randint(100, 700), chance.randint(80, 400)
    for ring in range(6, 0, -1):
        shade = tuple(wall - (wall - stain) * (7 - ring) // 7 for wall, stain in zip(_PLASTER, _STAIN, strict=True))
        spread = ring * 34
        draw.ellipse((left - spread, top - spread // 2, left + 240 + spread, top + 150 + spread), fill=shade)
    x, y = chance.randint(200, 900), 0
    while y < _SIZE[1]:
        following = (x + chance.randint(-40, 40), y + chance.randint(30, 70))
        draw.line((x, y, *following), fill=_CRACK, width=chance.randint(2, 5))
        x, y = following
    draw.rectangle((0, _SIZE[1] - 60, 360, _SIZE[1]), fill=_CRACK)
    draw.text((20, _SIZE[1] - 48), "DEMO  drawn, not a photograph", fill=_LABEL, font_size=22)
    stored = io.BytesIO()
    picture.save(stored, "JPEG", quality=80)
    return stored.getvalue()
