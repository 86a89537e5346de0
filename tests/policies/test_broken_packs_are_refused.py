"""A broken pack names file, line, key and rule."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from policies.rules.errors import PackError
from policies.rules.pack import read_pack, read_packs
from policies.rules.vocabulary import PACKS

NAME = "jiangmen-2022.yaml"


@dataclass(frozen=True)
class Break:
    """One damage: the words replaced, the words that stand on the line to be named, the key and the rule."""

    old: str
    new: str
    line_holds: str
    key: str
    rule: str | None


JM_045 = "        parameter: claims.determination.normal\n"
BREAKS = {
    "a key twice": Break(JM_045, JM_045 + "        topic: claims\n", "topic: deadline", "topic", "JM-045"),
    "an unknown key": Break(JM_045, JM_045 + "        colour: red\n", "colour: red", "colour", "JM-045"),
    "a missing key": Break(JM_045, "", "rule: JM-045", "", "JM-045"),
    "a quote not in the article": Break(
        "应当在七日内作出核定", "必须在七日内作出核定", "必须在七日内", "quote", "JM-045"
    ),
    "a number that differs": Break("{value: 7, unit: day", "{value: 8, unit: day", "{value: 8", "term.value", "JM-045"),
    "a unit that differs": Break("{value: 7, unit: day", "{value: 7, unit: month", "{value: 7", "term.value", "JM-045"),
    "a ratio that differs": Break("value: 0.3,", "value: 0.31,", "0.31", "limits.0.value", "JM-038"),
    "a float for a number": Break("{value: 7, unit: day", "{value: 7.0, unit: day", "7.0", "term.value", "JM-045"),
    "a number in an odd form": Break("{value: 7, unit: day", "{value: 0x7, unit: day", "0x7", "term.value", "JM-045"),
    "a word outside the vocabulary": Break(
        "complexity: [normal]", "complexity: [usual]", "[usual]", "when.complexity", "JM-045"
    ),
    "an unknown parameter": Break(
        "claims.determination.normal\n", "claims.determination.odd\n", "odd", "parameter", "JM-045"
    ),
    "an unknown reading": Break("AMB-03, AMB-04, AMB-10]", "AMB-99]", "AMB-99", "readings", "JM-045"),
    "a bad date": Break(
        "not_before: 2022-01-01", "not_before: 2022-02-30", "2022-02-30", "version.validity.not_before", None
    ),
    "a date where none is known": Break(
        "certainty: unknown",
        "certainty: unknown\n    from: 2022-04-01",
        "from: 2022-04-01",
        "version.validity.from",
        None,
    ),
    "an article not in the source": Break("（八）保险理赔", "（八）理赔保险", "（八）理赔保险", "begins", None),
    "a rule id twice": Break("rule: JM-046", "rule: JM-045", "rule: JM-045", "rule", "JM-045"),
    "an anchor of YAML": Break(
        "actors: [owner]", "actors: &one [owner]\n        readings: *one", "*one", "readings", "JM-006"
    ),
    "a block without binding force": Break(
        "force: binding\n        temporal_mode: event\n        effect: block",
        "force: reference\n        temporal_mode: event\n        effect: block",
        "force: reference",
        "force",
        "JM-062",
    ),
    "not YAML": Break("schema: 1", "schema: [1", "instrument:", "", None),
    "no source": Break("source: jiangmen-2022.txt", "source: none.txt", "none.txt", "version.source", None),
    "another version's name": Break(
        "code: jiangmen-2022\n", "code: jiangmen-2023\n", "jiangmen-2023", "version.code", None
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packs to damage."""
    return Path(shutil.copytree(PACKS, tmp_path / "packs"))


def damage(folder: Path, broken: Break) -> list[str]:
    """Writes the damage; the lines of the damaged file."""
    text = (folder / NAME).read_text(encoding="utf-8")
    assert broken.old in text
    damaged = text.replace(broken.old, broken.new, 1)
    (folder / NAME).write_text(damaged, encoding="utf-8")
    return damaged.splitlines()


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS.keys())
def test_the_error_names_file_line_key_and_rule(folder: Path, broken: Break) -> None:
    lines = damage(folder, broken)
    with pytest.raises(PackError) as refused:
        read_pack(folder / NAME)
    error = refused.value
    assert error.file == NAME
    assert error.key.endswith(broken.key)
    assert error.rule == broken.rule
    assert broken.line_holds in lines[error.line - 1], f"line {error.line}: {lines[error.line - 1]}"
    assert f"{NAME}" in str(error)
    assert str(error.line) in str(error)


def test_a_rule_id_of_another_pack_is_refused(folder: Path) -> None:
    damage(folder, Break("rule: JM-077", "rule: NAT-019", "", "", None))
    with pytest.raises(PackError) as refused:
        read_packs(folder)
    assert refused.value.rule == "NAT-019"


def test_a_file_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / NAME).write_bytes("schema: 1 # 江门".encode("gb18030"))
    with pytest.raises(PackError) as refused:
        read_pack(folder / NAME)
    assert (refused.value.file, refused.value.line) == (NAME, 1)
