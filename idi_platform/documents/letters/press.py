"""The press: one page of HTML in, one PDF out. Blind: whatever the page names is not fetched.

Loads WeasyPrint with Pango and HarfBuzz, so only workers import it, on their first letter. Typefaces and style sheet
are read once per process; the same page always gives the same bytes.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from .typefaces import FACES, RARE, covered_characters, font_files

# WeasyPrint has Pillow accept half a picture, in the whole process; who checks uploads in it must not.
ImageFile.LOAD_TRUNCATED_IMAGES = False

STYLE = Path(__file__).parent / "letter.css"
# For the archive and tagged for screen readers; part 3 alone may be signed with attachments one day.
VARIANT = "pdf/a-3a"


class SlowSubsetting(RuntimeError):
    """libharfbuzz-subset is missing: each letter would take forty times as long."""

    def __init__(self) -> None:
        super().__init__("libharfbuzz-subset is not loaded: apt-get install libharfbuzz-subset0, then restart workers.")


class NothingFetched(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Refuses every address of every scheme; the page is drawn without what it asked for."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        raise URLFetchingError(f"A letter fetches nothing; asked for {url[:100]}")


class OwnTypefaces(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Opens the typefaces of letters by their own addresses, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self._files = {file.as_uri(): file for file in font_files()}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._files:
            raise URLFetchingError(f"No typeface of letters: {url[:100]}")
        return URLFetcherResponse(url, self._files[url].read_bytes(), {"Content-Type": "font/ttf"})


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF and how many pages it has."""

    content: bytes
    pages: int


@cache
def _furniture() -> tuple[FontConfiguration, CSS]:
    """Typefaces and style sheet of this process. SlowSubsetting, TypefacesMissing."""
    if harfbuzz_subset is None:
        raise SlowSubsetting
    fonts = FontConfiguration()
    rules = "\n".join(_font_rules())
    style = CSS(string=rules + STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=OwnTypefaces())
    return fonts, style


def _font_rules() -> Iterator[str]:
    for face in FACES:
        for family, file in (("Letter", face.common), ("Letter rare", face.whole)):
            yield f"@font-face {{ font-family: '{family}'; font-weight: {face.weight}; src: url('{file.as_uri()}') }}"


def spelled_out(text: str) -> str:
    """The text with each character that the typefaces lack as its code point, `〔U+20BB7〕`: never an empty box."""
    unknown = {ord(character) for character in set(text) if _is_drawn(character)} - covered_characters()
    return text.translate({code: f"〔U+{code:04X}〕" for code in unknown})


def _is_drawn(character: str) -> bool:
    """Not a space, a control or a variation selector, which no typeface needs to have."""
    category = unicodedata.category(character)
    return (
        category not in {"Cc", "Cf"}
        and category[0] != "Z"
        and not unicodedata.name(character, "").startswith("VARIATION SELECTOR")
    )


def print_pdf(html: str, *, identifier: str) -> Printed:
    """Draws the page as PDF/A-3a. `identifier` is the file's own: the same for the same letter."""
    fonts, style = _furniture()
    document = HTML(string=spelled_out(html), url_fetcher=NothingFetched()).render(
        font_config=fonts, stylesheets=[style], pdf_variant=VARIANT, pdf_tags=True
    )
    content = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier.encode("ascii"), pdf_tags=True)
    return Printed(content, len(document.pages))


def try_out() -> str:
    """Prints a page of rare names; those that come out as an empty box, which should be none."""
    drawn = glyphs_of(print_pdf(f'<html lang="zh"><title>x</title><body>{RARE}</body></html>', identifier="1").content)
    return "".join(character for character in RARE if 0 in drawn.get(character, {0}))


def glyphs_of(content: bytes) -> dict[str, set[int]]:
    """Which glyphs a PDF draws for each character it says, by its own tables: 0 is the empty box."""
    found: dict[str, set[int]] = {}
    with pikepdf.open(io.BytesIO(content)) as document:
        for font in document.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                for glyph, text in _said(font.ToUnicode.read_bytes().decode("ascii")):
                    for character in text:
                        found.setdefault(character, set()).add(glyph)
    return found


def _said(table: str) -> Iterator[tuple[int, str]]:
    """Pairs of a ToUnicode table: between `beginbfchar` and `endbfchar`, `<glyph> <UTF-16>` a line."""
    for block in table.split("beginbfchar")[1:]:
        for line in block.partition("endbfchar")[0].strip().splitlines():
            glyph, text = (bytes.fromhex(word.strip("<>")) for word in line.split())
            yield int.from_bytes(glyph, "big"), text.decode("utf-16-be")
