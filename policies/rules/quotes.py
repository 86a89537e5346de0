"""Quotes and the numbers in them: Chinese and Arabic numerals with their unit, blind to the source's white space."""

import re
from collections.abc import Iterator
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_UNITS = {
    "个工作日": "working_day",
    "工作日": "working_day",
    "个月": "month",
    "小时": "hour",
    "日": "day",
    "天": "day",
    "年": "year",
    "人": "person",
    "家": "company",
    "倍": "times",
    "次": "occasion",
    "元": "yuan",
    "万元": "yuan",
    "亿元": "yuan",
    "%": "ratio",
    "％": "ratio",
}
_SCALES = {"%": Decimal("0.01"), "％": Decimal("0.01"), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
# 一次性 is no number of occasions.
_NUMBER = re.compile(
    rf"(\d+(?:\.\d+)?|[{''.join([*_DIGITS, *_POWERS])}]+)({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!性)"
)
_SAME_DAY = "当日"
_SPACE = re.compile(r"\s+")


def normalised(text: str) -> str:
    """The text without white space, which the sources sprinkle between numbers and words at random."""
    return _SPACE.sub("", text)


def chinese_number(text: str) -> int:
    """三十 = 30, 十 = 10, 一百八十 = 180, 两 = 2. Up to 9,999. ValueError for anything else."""
    total, digit = 0, None
    for character in text:
        if character in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[character]
            digit = 0
        elif character in _DIGITS and digit in (None, 0):
            digit = _DIGITS[character]
        else:
            raise ValueError(text)
    return total + (digit or 0)


def quantities(quote: str) -> Iterator[tuple[Decimal, str]]:
    """Every number with a unit in the quote, as (value, unit); per cent as a ratio of one, 当日 as no days."""
    text = normalised(quote)
    if _SAME_DAY in text:
        yield Decimal(0), "day"
    for match in _NUMBER.finditer(text):
        number, word = match.group(1), match.group(2)
        try:
            value = Decimal(number) if number[0].isascii() else Decimal(chinese_number(number))
        except ValueError:
            continue
        yield value * _SCALES.get(word, Decimal(1)), _UNITS[word]
