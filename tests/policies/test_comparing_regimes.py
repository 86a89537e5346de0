"""The regimes side by side: what each text says, which are silent, and where they differ."""

from decimal import Decimal

import pytest
from django.test import Client

from policies.comparison import columns, compare
from policies.rules.quotes import normalised, quantities
from tests.packs import packs
from tests.policies.test_regime_pages import page
from tests.world import FOUNDED

pytestmark = pytest.mark.django_db
ON = FOUNDED.date()


def test_every_rule_stands_in_its_cell() -> None:
    shown = columns(ON)
    rows = compare(shown)
    assert [column.code for column in shown] == ["000000", "110000", "310000", "330100", "330383", "440700"]
    told = [said.rule.code for row in rows for cell in row.cells for said in cell.said]
    kept = {
        rule.text.code
        for column in shown
        for version in column.versions
        for found in version.rules.values()
        for rule in found
    }
    assert sorted(told) == sorted(kept)
    assert sum(code[:2] in {"BJ", "SH", "HZ", "LG", "JM"} for code in told) == 512


def test_every_cell_holds_the_words_of_its_citys_source(client: Client) -> None:
    """Read from the texts themselves, not from the rows: the words in the text, its number among the words."""
    sources = {pack.code: normalised(pack.source) for pack in packs()}
    rules = {rule.code: rule for pack in packs() for _article, rule in pack.rules}
    groups = client.get("/regimes/compare/?topic=all").context["groups"]
    cells = [cell for group in groups for row in group.rows for cell in row.cells]
    shown = {said.rule: (cell.column.code, said) for cell in cells for said in cell.said}
    assert shown.keys() == rules.keys()
    for code, (_city, said) in shown.items():
        assert normalised(said.quote) in sources[said.version], code
        assert said.whose, code
        held = set(quantities(said.quote))
        rule = rules[code]
        told = [(limit.value, limit.unit) for limit in rule.limits]
        told += [(Decimal(rule.term.value), rule.term.unit)] if rule.term and rule.term.value is not None else []
        assert set(told) <= held, code
        assert bool(said.values) is bool(told or rule.term), code


def test_a_parameter_that_one_city_leaves_open_differs() -> None:
    (row,) = compare(columns(ON), parameter="claims.survey")
    assert row.differs
    assert [cell.column.code for cell in row.cells if not cell.said] == ["000000", "330100", "330383", "440700"]


def test_what_is_left_to_a_text_not_loaded_says_so() -> None:
    (row,) = compare(columns(ON), parameter="coverage.structure.period")
    assert [(cell.column.code, cell.left_to) for cell in row.cells if cell.left_to] == [
        ("310000", "沪建规范联〔2024〕4号")
    ]


def test_the_page_holds_values_words_and_silence(client: Client) -> None:
    english = page(client, "/regimes/compare/?topic=deadline", "en")
    assert "within 2 natural days" in english
    assert "Silent" in english
    assert "Beijing" in english
    chinese = page(client, "/regimes/compare/?topic=deadline", "zh-hans")
    assert "仅看各地不同之处" in chinese


@pytest.mark.parametrize("query", ["", "?topic=nowhere", "?topic=all", "?topic=fund&differs=1", "?topic=%00"])
def test_any_address_shows_a_topic(client: Client, query: str) -> None:
    assert client.get(f"/regimes/compare/{query}").status_code == 200


def test_a_parameter_has_a_page_of_its_own(client: Client) -> None:
    english = page(client, "/regimes/parameters/claims.determination.normal/", "en")
    assert "Once an officer confirms reading AMB-04" in english
    assert "within 10 natural days" in english
    assert client.get("/regimes/parameters/no.such/").status_code == 404
