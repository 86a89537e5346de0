"""A city whose regime governs: Jiangmen's text published on an officer's word, in a clone of the template."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import acting_as, system_actor
from policies.public import confirm_validity
from tests import databases
from tests.underwriting.policies import Desk, build_desk
from tests.world import FOUNDED, build_world


def publish(database: str) -> None:
    with databases.using(database, "idi_owner"):
        confirm_validity(
            version_code="jiangmen-2022",
            valid_from=date(2022, 4, 1),
            evidence="测试假定",
            officer="测试",
            by=system_actor(None),
            at=FOUNDED,
        )


@pytest.fixture(scope="package")
def governed_database(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{worker_database}_governed"
    databases.clone(name)
    with django_db_blocker.unblock():
        publish(name)
        yield name
    databases.drop(name)


@pytest.fixture(scope="package")
def standing_desk(governed_database: str) -> Iterator[tuple[str, Desk]]:
    """A database with the world and an underwriter at work, and the people of it: built once."""
    name = f"{governed_database}_desk"
    databases.clone(name, governed_database)
    with databases.using(name):
        desk = build_desk(build_world())
    yield name, desk
    databases.drop(name)


@pytest.fixture
def desk(standing_desk: tuple[str, Desk], settings: Settings, tmp_path: Path) -> Iterator[Desk]:
    """The underwriter's desk, who also reads what a test looks at; what a test changes is rolled back."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    name, built = standing_desk
    with databases.using(name), transaction.atomic():
        desk = deepcopy(built)
        with acting_as(desk.underwriter.actor()):
            yield desk
        transaction.set_rollback(True)


@pytest.fixture
def committed_desk(standing_desk: tuple[str, Desk], django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[str, Desk]]:
    """The same, committed, in a database of its own; with its name."""
    template, built = standing_desk
    name = f"{template}_own"
    databases.clone(name, template=template)
    with databases.using(name):
        yield name, deepcopy(built)
    databases.drop(name)
