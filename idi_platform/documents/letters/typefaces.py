"""Typefaces of letters: static TrueType faces of Noto Sans SC, cut at build time (`cutting`).

Each weight in two files: `common` with the characters of GB/T 2312 and Latin, small and therefore fast, and `whole`,
the untouched face, which Pango falls back to for a rare character of a name. Never woff2: WeasyPrint unpacks it for
seconds. SIL Open Font License 1.1; its text is kept beside the files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
LICENCE = "LICENSE_FONT"
STAMP = ".inputs"
# What the whole faces draw, written when they are cut.
CHARACTERS = "characters.txt"
# Characters of names that a small face lacks: the doctor and the tests look for each of them in a finished letter.
RARE = "𬭎㛃䶮昇喆镕堃"


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: what CSS calls it, and its file in the package."""

    weight: int
    source: Path

    @property
    def common(self) -> Path:
        return FOLDER / f"{self.weight}-common.ttf"

    @property
    def whole(self) -> Path:
        return FOLDER / f"{self.weight}-whole.ttf"


FACES = (
    Face(400, Path("400Regular") / "NotoSansSC_400Regular.ttf"),
    Face(700, Path("700Bold") / "NotoSansSC_700Bold.ttf"),
)


class TypefacesMissing(RuntimeError):
    """The build step has not run; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(f"No typefaces of letters in {FOLDER}: run ./idi setup (or manage.py assets).")


def font_files() -> Iterator[Path]:
    """Every file, the common ones first. TypefacesMissing when the build has not run."""
    if not (FOLDER / STAMP).is_file():
        raise TypefacesMissing
    yield from (face.common for face in FACES)
    yield from (face.whole for face in FACES)


@cache
def covered_characters() -> frozenset[int]:
    """Code points that the whole faces draw. TypefacesMissing."""
    if not (FOLDER / STAMP).is_file():
        raise TypefacesMissing
    return frozenset(map(ord, (FOLDER / CHARACTERS).read_text(encoding="utf-8")))


def missing_rare_characters() -> str:
    """Rare characters of names that no face draws; empty when letters draw them all. TypefacesMissing."""
    return "".join(character for character in RARE if ord(character) not in covered_characters())
