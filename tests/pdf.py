"""What a PDF says, read back as a program reads it: by its own tables of characters."""

import io
from collections.abc import Iterator

import pikepdf

SHOWS_TEXT = {"Tj", "TJ"}


def words_of(content: bytes) -> str:
    """All text in the order it is drawn, without spaces: a PDF knows places, not spaces or lines."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return "".join("".join(_drawn(page) for page in document.pages).split())


def _drawn(page: pikepdf.Page) -> str:
    fonts = {name: _characters(font) for name, font in page.resources.Font.items()}
    now: dict[bytes, str] = {}
    said: list[str] = []
    for drawn in pikepdf.parse_content_stream(page):
        operator = str(drawn.operator)
        if operator == "Tf":
            now = fonts[str(drawn.operands[0])]
        elif operator in SHOWS_TEXT:
            said.extend(now.get(code, "�") for code in _codes(drawn.operands[0]))
    return "".join(said)


def _codes(shown: pikepdf.Object) -> Iterator[bytes]:
    """Glyphs of two bytes; an array holds strings and the distances between them."""
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    for string in strings:
        if isinstance(string, pikepdf.String):
            raw = bytes(string)
            yield from (raw[place : place + 2] for place in range(0, len(raw), 2))


def _characters(font: pikepdf.Object) -> dict[bytes, str]:
    """The ToUnicode table of a font: lines `<glyph> <UTF-16>` between beginbfchar and endbfchar."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    lines = (line for block in table.split("beginbfchar")[1:] for line in block.partition("endbfchar")[0].splitlines())
    pairs = [[bytes.fromhex(word.strip("<>")) for word in line.split()] for line in lines if line.strip()]
    return {glyph: text.decode("utf-16-be") for glyph, text in pairs}
