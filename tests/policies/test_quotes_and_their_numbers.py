"""Numbers as Chinese texts write them."""

from decimal import Decimal

import pytest

from policies.rules.quotes import chinese_number, normalised, quantities


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("七", 7),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十", 30),
        ("六十", 60),
        ("一百八十", 180),
        ("二百零三", 203),
        ("一千二百六十", 1260),
    ],
)
def test_chinese_numerals(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["二三", "年", "三十日"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        chinese_number(text)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("应当在七日内作出核定", {(Decimal(7), "day")}),
        ("并在三十日内做出核定", {(Decimal(30), "day")}),
        ("最长不超过 2 年", {(Decimal(2), "year")}),
        ("一般为两年", {(Decimal(2), "year")}),
        ("含不高于保险费 30%的风险管理费用", {(Decimal("0.3"), "ratio")}),
        ("不低于1.43％", {(Decimal("0.0143"), "ratio")}),
        ("10个工作日前、24小时内、6个月", {(Decimal(10), "working_day"), (Decimal(24), "hour"), (Decimal(6), "month")}),
        ("应当及时作出核定", set()),
        ("一次性支付", set()),
    ],
)
def test_quantities_of_a_quote(quote: str, found: set[tuple[Decimal, str]]) -> None:
    assert set(quantities(quote)) == found


def test_white_space_of_any_kind_is_blind() -> None:
    assert normalised("最长不超过 2\n年\u3000") == "最长不超过2年"
