"""Every pack against its own source text, and its numbers against a list made by reading the text."""

from pathlib import Path

import pytest

from policies.rules.pack import Span, pack_paths, read_pack
from policies.rules.quotes import normalised
from policies.rules.readings import readings
from policies.rules.vocabulary import PACKS, vocabulary
from tests.packs import pack_of, packs


@pytest.mark.parametrize("path", pack_paths(), ids=lambda path: path.stem)
def test_every_quote_stands_in_its_article(path: Path) -> None:
    pack = pack_of(path.stem)
    assert all(normalised(rule.quote) in normalised(article.text) for article, rule in pack.rules)


@pytest.mark.parametrize("path", pack_paths(), ids=lambda path: path.stem)
def test_the_articles_together_are_the_whole_source(path: Path) -> None:
    pack = pack_of(path.stem)
    source = (PACKS / "sources" / pack.version["source"]).read_text(encoding="utf-8")
    assert normalised("".join(article.text for article in pack.articles)) == normalised(source)


@pytest.mark.parametrize(
    ("pack", "prefix", "first", "last"),
    [
        ("jiangmen-2022", "JM", 1, 77),
        ("beijing-2019", "BJ", 1, 105),
        ("hangzhou-2024", "HZ", 1, 104),
        ("hangzhou-2024-guideline", "HZ", 105, 148),
        ("shanghai-2025", "SH", 1, 127),
        ("longgang-trial", "LG", 1, 55),
    ],
)
def test_each_city_has_its_rules_once_each(pack: str, prefix: str, first: int, last: int) -> None:
    codes = [rule.code for _article, rule in pack_of(pack).rules]
    assert sorted(codes) == [f"{prefix}-{number:03d}" for number in range(first, last + 1)]


@pytest.mark.parametrize(
    ("code", "article", "term"),
    [
        ("JM-025", "四(三)", Span(2, "year", "after", roll=False)),
        ("JM-027", "四(三)", Span(10, "year", "after", roll=False)),
        ("JM-028", "四(三)", Span(5, "year", "after", roll=False)),
        ("JM-029", "四(三)", Span(2, "year", "after", roll=False)),
        ("JM-045", "四(八)", Span(7, "day", "after", roll=True)),
        ("JM-047", "四(八)", Span(30, "day", "after", roll=True)),
        ("JM-049", "四(八)", Span(10, "day", "after", roll=True)),
        ("NAT-013", "第二十三条", Span(30, "day", "after", roll=True)),
        ("NAT-015", "第二十三条", Span(10, "day", "after", roll=True)),
        ("NAT-018", "第二十四条", Span(3, "day", "after", roll=True)),
        ("NAT-019", "第二十五条", Span(60, "day", "after", roll=True)),
        ("NAT-020", "第二十六条", Span(2, "year", "after", roll=True)),
    ],
)
def test_the_terms_are_those_a_reader_finds(code: str, article: str, term: Span) -> None:
    found = {rule.code: (place.code, rule.term) for pack in packs() for place, rule in pack.rules}
    assert found[code] == (article, term)


@pytest.mark.parametrize(
    ("prefix", "numbers"),
    [
        ("JM", [25, 27, 28, 29, 45, 47, 49]),
        ("NAT", [13, 15, 18, 19, 20]),
        ("SH", [29, 35, 39, 42, 44, 45, 54, 61, 65, 68, 84, 85, 102, 103, 104]),
        ("LG", [10, 11, 12, 13, 14]),
        ("BJ", [21, 22, 23, 25, 29, 80, 81, 82, 84, 85]),
        ("HZ", [25, 26, 27, 28, 29, 70, 80, 81, 83, 85, 86, 88, 131, 132, 134, 135, 136]),
    ],
)
def test_only_rules_with_a_number_in_the_text_have_a_term(prefix: str, numbers: list[int]) -> None:
    timed = {rule.code for pack in packs() for _article, rule in pack.rules if rule.term and rule.term.is_counted}
    assert {code for code in timed if code.startswith(prefix)} == {f"{prefix}-{number:03d}" for number in numbers}


def test_jiangmen_prints_no_date_and_the_pack_does_not_guess_one() -> None:
    pack = pack_of("jiangmen-2022")
    assert pack.valid_from is None
    assert pack.version["validity"]["certainty"] == "unknown"


def test_every_reading_in_the_file_is_used_by_a_rule() -> None:
    used = {reading for pack in packs() for _article, rule in pack.rules for reading in rule.readings}
    assert used == set(readings())


def test_every_parameter_and_event_reads_differently_in_the_two_languages() -> None:
    words = vocabulary()
    labels = [*words.actors.values(), *words.events.values(), *words.topics.values()]
    labels += [entry.label for entry in words.parameters.values()]
    assert all(label.zh != label.en for label in labels)


def test_the_pack_hash_ignores_layout_and_sees_contents(tmp_path: Path) -> None:
    text = (PACKS / "jiangmen-2022.yaml").read_text(encoding="utf-8")
    (tmp_path / "sources").mkdir()
    source = (PACKS / "sources" / "jiangmen-2022.txt").read_bytes()
    (tmp_path / "sources" / "jiangmen-2022.txt").write_bytes(source)
    path = tmp_path / "jiangmen-2022.yaml"
    path.write_text("# another comment\n" + text, encoding="utf-8")
    same = read_pack(path).pack_hash
    path.write_text(text.replace("(general case)", "(ordinary case)"), encoding="utf-8")
    assert same == pack_of("jiangmen-2022").pack_hash != read_pack(path).pack_hash
