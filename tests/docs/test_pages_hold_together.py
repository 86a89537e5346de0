"""What the documentation points at exists, and everything it has can be found."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ADRS, CODE_FOLDERS, DOCS, PAGES, ROOT, links, name_of, paths_named

LONGEST_DECISION = 40
FIRST = DOCS / "README.md"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_in_the_text_exists(page: Path) -> None:
    assert [path for path in paths_named(page) if not (ROOT / path.rstrip("/")).exists()] == []


def test_every_page_is_reached_from_the_index() -> None:
    reached = {(FIRST.parent / target).resolve() for target in links(FIRST)}
    assert [name_of(page) for page in DOCS.rglob("*.md") if page != FIRST and page.resolve() not in reached] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [adr.name[:4] for adr in ADRS] == [f"{number:04d}" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("adr", ADRS, ids=name_of)
def test_a_decision_has_its_number_its_parts_and_fits_a_screen(adr: Path) -> None:
    lines = adr.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {adr.name[:4]} ")
    assert [line for line in lines if line.startswith("## ")] == ["## Context", "## Decision", "## Consequences"]
    assert len(lines) <= LONGEST_DECISION


def test_every_decision_named_in_code_or_text_exists() -> None:
    numbers = {adr.name[:4] for adr in ADRS}
    code = [path for top in CODE_FOLDERS for path in (ROOT / top).rglob("*.py")]
    named = {
        number
        for path in [*code, *PAGES]
        for number in re.findall(r"(?:docs/adr/|ADR )(\d{4})", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= numbers
