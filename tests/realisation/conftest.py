"""A database in which every city's text governs: the two that print no date by an officer's word."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import system_actor
from policies.public import confirm_validity
from tests import databases
from tests.world import FOUNDED


@pytest.fixture(scope="package")
def governed_database(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{worker_database}_realised"
    databases.clone(name)
    with django_db_blocker.unblock():
        with databases.using(name, "idi_owner"):
            for version, valid_from in (("jiangmen-2022", date(2022, 4, 1)), ("longgang-trial", date(2021, 9, 1))):
                confirm_validity(
                    version_code=version,
                    valid_from=valid_from,
                    evidence="测试假定",
                    officer="测试",
                    by=system_actor(None),
                    at=FOUNDED,
                )
        yield name
    databases.drop(name)


@pytest.fixture
def governed(governed_database: str, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """The test runs there; what it changes is rolled back."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with databases.using(governed_database), transaction.atomic():
        yield
        transaction.set_rollback(True)
