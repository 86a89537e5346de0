"""The documentation as the tests read it: its pages, their links, and the rows of the glossary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
ADRS = sorted((DOCS / "adr").glob("*.md"))

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BACKTICKED = re.compile(r"`([^`\n]+)`")
CODE_FOLDERS = ("idi_platform", "policies", "claims", "supervision", "operations", "demo", "tests")
_TOP = (*CODE_FOLDERS, "templates", "docs", "requirements", "benchmarks")
_PATH = re.compile(rf"(?:{'|'.join(_TOP)})/[\w./-]*")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def links(page: Path) -> list[str]:
    """Targets inside the repository, without their anchors."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [target.split("#")[0] for target in found if "://" not in target and not target.startswith(("#", "mailto:"))]


def paths_named(page: Path) -> Iterator[str]:
    """Paths of this repository that stand alone in backticks."""
    for code in _BACKTICKED.findall(page.read_text(encoding="utf-8")):
        if _PATH.fullmatch(code):
            yield code


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """One legal term: its Chinese and English words, the usual one first."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]


def glossary() -> list[GlossaryRow]:
    rows = []
    for line in (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] != "中文" and not cells[0].startswith("---"):
            rows.append(GlossaryRow(tuple(cells[0].split(" / ")), tuple(cells[1].lower().split(" / "))))
    return rows
