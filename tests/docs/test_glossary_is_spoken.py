"""The glossary, the catalogues and the rules' vocabulary say the same Chinese for the same English."""

from collections import Counter
from collections.abc import Iterator

import polib
import pytest
from ruamel.yaml import YAML

from tests.docs.pages import ROOT, GlossaryRow, glossary

ROWS = glossary()
PACKS = ROOT / "policies" / "packs"
TOPS = ("idi_platform", "policies", "underwriting", "riskmgmt", "claims", "supervision", "operations")


def _catalogue_words() -> Iterator[tuple[str, str]]:
    for top in TOPS:
        for po in (ROOT / top).rglob("locale/zh_Hans/LC_MESSAGES/django.po"):
            for entry in polib.pofile(str(po)):
                chinese = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
                if not entry.obsolete and not entry.msgctxt:
                    yield entry.msgid, chinese


def _rule_words() -> Iterator[tuple[str, str]]:
    words = YAML(typ="safe", pure=True).load(PACKS / "vocabulary.yaml")
    for group in ("actors", "events", "facts"):
        for entry in words[group].values():
            yield entry["en"], entry["zh"]
            for value in entry.get("values", {}).values():
                yield value["en"], value["zh"]


@pytest.fixture(scope="module")
def spoken() -> list[tuple[str, str]]:
    """Every English text of the product with its Chinese."""
    return [*_catalogue_words(), *_rule_words()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.chinese[0])
def test_the_product_translates_the_term_as_the_glossary_does(row: GlossaryRow, spoken: list[tuple[str, str]]) -> None:
    said = {chinese for text, chinese in spoken if text.lower() in row.english}
    assert said <= set(row.chinese)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.chinese[0])
def test_headings_and_units_keep_the_word(row: GlossaryRow, spoken: list[tuple[str, str]]) -> None:
    plurals = {f"{word}s" for word in row.english}
    said = {chinese for text, chinese in spoken if text.lower() in plurals}
    assert [chinese for chinese in said if not any(word in chinese for word in row.chinese)] == []


def test_the_terms_are_those_that_the_product_uses(spoken: list[tuple[str, str]]) -> None:
    texts = [chinese for _, chinese in spoken]
    texts += [path.read_text(encoding="utf-8") for path in (*PACKS.glob("*.yaml"), *PACKS.glob("sources/*.txt"))]
    product = "\n".join(texts)
    assert [row.chinese[0] for row in ROWS if not any(word in product for word in row.chinese)] == []


def test_a_word_stands_in_one_row() -> None:
    words = Counter(word for row in ROWS for word in (*row.chinese, *row.english))
    assert [word for word, count in words.items() if count > 1] == []
