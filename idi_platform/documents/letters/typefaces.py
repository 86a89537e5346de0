"""Typefaces of letters, cut at build time from the static TrueType faces of npm's `@expo-google-fonts/noto-sans-sc`.

Each weight in two files: `common` with the characters of GB/T 2312 and Latin, small and therefore fast, and `whole`,
the untouched face, which Pango falls back to for a rare character of a name. Never woff2: WeasyPrint unpacks it for
seconds. SIL Open Font License 1.1; its text is kept beside the files.
"""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = Path("node_modules") / "@expo-google-fonts" / "noto-sans-sc"
FOLDER = Path(__file__).parent / "fonts"
LICENCE = "LICENSE_FONT"
STAMP = ".inputs"
# Characters of names that a small face lacks: the doctor and the tests look for each of them in a finished letter.
RARE = "𬭎㛃䶮昇喆镕堃"
# Layout features and vertical metrics are of no use in a letter and cost time at each start.
_DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
_LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2040), range(0x2460, 0x2474), range(0xFF01, 0xFF5F))
_ROWS, _CELLS = range(0xA1, 0xF8), range(0xA1, 0xFF)


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


def build_typefaces(top: Path) -> None:
    """Cuts the faces from `top`/node_modules unless that was done from the same package; about two seconds."""
    package = top / PACKAGE
    stamp, wanted = FOLDER / STAMP, _fingerprint(package)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    FOLDER.mkdir(exist_ok=True)
    stamp.unlink(missing_ok=True)
    shutil.copyfile(package / LICENCE, FOLDER / LICENCE)
    for face in FACES:
        shutil.copyfile(package / face.source, face.whole)
        _cut(face.whole, face.common)
    stamp.write_text(wanted, encoding="ascii")


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
    return frozenset.intersection(*(_characters_of(face.whole) for face in FACES))


def missing_rare_characters() -> str:
    """Rare characters of names that no face draws; empty when letters draw them all. TypefacesMissing."""
    return "".join(character for character in RARE if ord(character) not in covered_characters())


def _characters_of(file: Path) -> frozenset[int]:
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


def common_characters() -> set[int]:
    """Code points of GB/T 2312, Latin and what letters need besides."""
    pairs = (bytes((row, cell)) for row in _ROWS for cell in _CELLS)
    chinese = {ord(character) for pair in pairs if (character := pair.decode("gb2312", errors="ignore"))}
    return chinese.union(*_LATIN)


def _cut(source: Path, target: Path) -> None:
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, drop_tables=[*subset.Options().drop_tables, *_DROPPED]
    )
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=common_characters())
    cutter.subset(font)
    subset.save_font(font, str(target), options)


def _fingerprint(package: Path) -> str:
    """Of the package's version and of this module: what is cut follows from both."""
    digest = hashlib.sha256((package / "package.json").read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()
