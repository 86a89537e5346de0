"""One committed world for a whole file: its tests read it, or put back what they change."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.world import World, build_world


@pytest.fixture(scope="module")
def standing_db(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{worker_database}_standing"
    databases.clone(name)
    with django_db_blocker.unblock(), databases.using(name):
        yield name
    databases.drop(name)


@pytest.fixture(scope="module")
def standing_world(standing_db: str) -> World:
    return build_world()
