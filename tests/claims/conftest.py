"""Uploads of tests lie in the test's own folder; a city whose scheme is in force."""

from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def jiangmen_database(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clone for one module, with Jiangmen's scheme in force since 2022-04-01."""
    name = f"{worker_database}_claims"
    databases.clone(name)
    with django_db_blocker.unblock():
        publish(name)
        yield name
    databases.drop(name)


@pytest.fixture
def jiangmen(jiangmen_database: str) -> Iterator[World]:
    """The small world, its project pinned to Jiangmen's scheme; rolled back after the test."""
    with databases.using(jiangmen_database), transaction.atomic():
        world = build_world()
        pin_scheme(world.here)
        yield world
        transaction.set_rollback(True)
