"""The register keeps its word: every rule once, nothing realised that no app declares or no running test shows."""

import shutil
from pathlib import Path

import pytest
from django.utils import translation

from policies.management.commands.realisation import PAGE, page
from policies.realising import pieces
from policies.rules.errors import PackError
from policies.rules.realisation import REALISATION_FILE, check_register, register
from policies.rules.vocabulary import PACKS
from tests.packs import packs
from tests.realisation.marks import shown
from tests.realisation.register import lines, rules


def test_every_rule_stands_in_the_register_once() -> None:
    check_register(packs())
    assert register().entries.keys() == rules().keys()
    assert sum(not line.rule.is_national for line in lines()) == 512


def test_what_is_called_realised_is_declared_by_an_app_for_such_a_rule() -> None:
    assert [line.rule.code for line in lines() if line.entry.what and not line.is_realised] == []


def test_what_only_informs_realises_no_more_than_information() -> None:
    informing = [line for line in lines() if line.entry.by == "info"]
    assert {line.rule.effect for line in informing} == {"info"}


def test_each_realised_rule_is_shown_by_a_test_that_runs_and_no_test_shows_another() -> None:
    promised: dict[str, set[str]] = {}
    for line in lines():
        if line.entry.test:
            promised.setdefault(line.entry.test, set()).add(line.rule.code)
    assert shown() == promised


def test_every_declared_piece_keeps_a_rule() -> None:
    assert {piece.code for piece in pieces()} == {line.entry.what for line in lines() if line.entry.what}


def test_the_page_in_the_documents_is_current() -> None:
    with translation.override("zh-hans"):
        assert PAGE.read_text(encoding="utf-8") == page(packs()), "./idi manage realisation writes it"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("  HZ-051: {planned: underwriting.rescission}\n", "", "rules"),
        ("  HZ-051: {planned:", "  HZ-999: {planned: fund.fund}\n  HZ-051: {planned:", "rules.HZ-999"),
        ("  HZ-051: {planned:", "  HZ-052: {planned: fund.fund}\n  HZ-051: {planned:", "rules.HZ-052"),
        ("HZ-051: {planned: underwriting.rescission}", "HZ-051: {planned: underwriting.magic}", "rules.HZ-051.planned"),
        ("HZ-051: {planned: underwriting.rescission}", "HZ-051: {by: block}", "rules.HZ-051"),
        ("HZ-051: {planned: underwriting.rescission}", "HZ-051: {planned: fund.fund, by: block}", "rules.HZ-051"),
        ("HZ-051: {planned: underwriting.rescission}", "HZ-051: {done: fund.fund}", "rules.HZ-051.done"),
        ("works:\n", "works:\n  fund.magic: {zh: 无, en: none}\n", "works.fund.magic"),
    ],
)
def test_a_broken_register_is_refused_with_file_line_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    shutil.copy(PACKS / REALISATION_FILE, tmp_path)
    broken = (PACKS / REALISATION_FILE).read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / REALISATION_FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(PackError) as refused:
        check_register(packs(), tmp_path)
    assert (refused.value.file, refused.value.field) == (REALISATION_FILE, key)
    assert refused.value.line > 1
