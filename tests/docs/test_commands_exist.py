"""A reader who types what a page says gets what it says."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from idi_platform.embedded.commands import COMMANDS
from tests.docs.pages import PAGES, ROOT, name_of

_COMMAND = re.compile(r"\./idi ([a-z]+)(?: ([a-z_]+))?")
_HELP = {"help"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_named_exists(page: Path) -> None:
    known = {*COMMANDS, *_HELP}
    named = _COMMAND.findall(page.read_text(encoding="utf-8"))
    assert {command for command, _ in named} - known == set()
    django = {argument for command, argument in named if command == "manage" and argument}
    assert django - set(get_commands()) == set()


@pytest.mark.parametrize("page", ["README.md", "README.zh-Hans.md"])
def test_the_first_screen_runs_shows_and_tests_the_product(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "./idi demo" in text
    assert "./idi test" in text
    first_picture = text.index("docs/images/")
    assert text[:first_picture].count("\n") < 20


def test_both_readmes_show_and_run_the_same() -> None:
    english, chinese = ((ROOT / page).read_text(encoding="utf-8") for page in ("README.md", "README.zh-Hans.md"))
    for pattern in (r"^## ", r"\./idi [a-z]+", r"docs/images/[\w-]+\.png", r"^\| .* \|$"):
        counted = [len(re.findall(pattern, text, re.MULTILINE)) for text in (english, chinese)]
        assert counted[0] == counted[1], pattern
