"""Uploads of tests lie in the test's own folder; a city whose scheme is in force."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.claims.path import pin_scheme, publish
from tests.world import World, build_world


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where this test's files are kept."""
    folder = tmp_path / "uploads"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture(scope="package")
def pinned(
    worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, World]]:
    """A clone with Jiangmen's scheme in force since 2022-04-01, and its world, whose project is pinned to it."""
    name = f"{worker_database}_claims"
    databases.clone(name)
    with django_db_blocker.unblock():
        publish(name)
        with databases.using(name):
            world = build_world()
            pin_scheme(world.here)
        yield name, world
    databases.drop(name)


@pytest.fixture
def jiangmen(pinned: tuple[str, World]) -> Iterator[World]:
    """The small world, its project pinned to Jiangmen's scheme; what a test changes is rolled back."""
    name, world = pinned
    with databases.using(name), transaction.atomic():
        yield deepcopy(world)
        transaction.set_rollback(True)
