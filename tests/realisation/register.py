"""The register as tests ask for it."""

from functools import cache

import pytest
from _pytest.mark import ParameterSet

from policies.realised import Standing, standings_of
from policies.rules.pack import RuleText
from tests.packs import packs

NATION = "000000"


@cache
def lines() -> tuple[Standing, ...]:
    return tuple(standings_of(packs()))


@cache
def rules() -> dict[str, RuleText]:
    return {rule.code: rule for pack in packs() for _article, rule in pack.rules}


def resting_on(test: str, *, city: str) -> list[RuleText]:
    """The city's rules (GB/T 2260) that the register rests on that test."""
    return [
        rules()[line.rule.code]
        for line in lines()
        if line.entry.test.endswith(f"::{test}") and line.rule.jurisdiction == city
    ]


def each_city(test: str) -> list[ParameterSet]:
    """A parameter for each city that has rules resting on the test, marked with them."""
    cities = dict.fromkeys(line.rule.jurisdiction for line in lines())
    found = {city: [rule.code for rule in resting_on(test, city=city)] for city in cities}
    return [pytest.param(city, marks=pytest.mark.shows(*rules), id=city) for city, rules in found.items() if rules]
