"""Cutting the typefaces of letters, at build time, from npm's `@expo-google-fonts/noto-sans-sc`.

Alone in knowing fontTools, which takes longer to load than all of Django: nothing that runs imports this.
"""

import hashlib
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from . import typefaces
from .typefaces import CHARACTERS, FACES, FOLDER, LICENCE, STAMP

PACKAGE = Path("node_modules") / "@expo-google-fonts" / "noto-sans-sc"
# Layout features and vertical metrics are of no use in a letter and cost time at each start.
_DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
_LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2040), range(0x2460, 0x2474), range(0xFF01, 0xFF5F))
_ROWS, _CELLS = range(0xA1, 0xF8), range(0xA1, 0xFF)


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
    drawn = frozenset.intersection(*(_characters_of(face.whole) for face in FACES))
    (FOLDER / CHARACTERS).write_text("".join(map(chr, sorted(drawn))), encoding="utf-8", newline="")
    stamp.write_text(wanted, encoding="ascii")


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
    """Of the package's version and of the two modules: what is cut follows from them."""
    digest = hashlib.sha256((package / "package.json").read_bytes())
    for module in (__file__, typefaces.__file__):
        digest.update(Path(module).read_bytes())
    return digest.hexdigest()
