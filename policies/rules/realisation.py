"""The register of realisation: for each rule what keeps it and the test that shows it, or the work that will."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from .pack import Pack
from .schema import read_checked
from .vocabulary import PACKS, Label
from .yaml_text import TextTree

REALISATION_FILE = "realisation.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule's line: `by`, `what` and `test` of what keeps it, or the `planned` work; the others are empty.

    `what` is the code of a declared piece, `test` a path and a function, `tests/….py::test_…`.
    """

    rule: str
    by: str = ""
    what: str = ""
    test: str = ""
    planned: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Every rule once, and the works to come by code; a work's code begins with its app."""

    works: Mapping[str, Label]
    entries: Mapping[str, Entry]


@cache
def register(folder: Path = PACKS) -> Register:
    """The committed register. PackError when the file is broken or names a work that it does not hold."""
    _tree, found = _read(folder)
    return found


def check_register(packs: Iterable[Pack], folder: Path = PACKS) -> None:
    """PackError when a rule of the packs is missing in the register, or the register holds one that no pack has."""
    tree, found = _read(folder)
    codes = {rule.code for pack in packs for _article, rule in pack.rules}
    for code in sorted(codes - found.entries.keys()):
        raise tree.error(_("The rule %(rule)s is not in the register.") % {"rule": code}, ("rules",))
    for code in sorted(found.entries.keys() - codes):
        raise tree.error(_("No pack has this rule."), ("rules", code))


def _read(folder: Path) -> tuple[TextTree, Register]:
    tree, values = read_checked(folder / REALISATION_FILE, PACKS / "realisation.schema.json")
    works = {code: Label(label["zh"], label["en"]) for code, label in values["works"].items()}
    entries = {code: Entry(rule=code, **entry) for code, entry in values["rules"].items()}
    for code, entry in entries.items():
        if entry.planned and entry.planned not in works:
            raise tree.error(_("There is no such work."), ("rules", code, "planned"))
    for work in sorted(works.keys() - {entry.planned for entry in entries.values()}):
        raise tree.error(_("No rule waits for this work."), ("works", work))
    return tree, Register(works, entries)
