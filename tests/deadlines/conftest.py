"""Fixtures of running deadlines."""

from collections.abc import Iterator

import pytest

from idi_platform.deadlines.resolver import register_resolver, resolver
from idi_platform.tenancy.public import acting_as
from tests.deadlines.stated import StatedRules
from tests.world import CityWorld, World


@pytest.fixture
def rules() -> Iterator[StatedRules]:
    """Stated rules in place of policies'."""
    installed = resolver()
    stated = StatedRules()
    register_resolver(stated)
    yield stated
    register_resolver(installed)


@pytest.fixture
def here(world: World, rules: StatedRules) -> Iterator[CityWorld]:
    """The city under test at work as the system itself, under stated rules."""
    with acting_as(world.here.system):
        yield world.here
