"""Cities whose regimes govern: an officer has confirmed the two texts that print no validity."""

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


@pytest.fixture(scope="module")
def confirmed(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clone of the template with every text in force."""
    name = f"{worker_database}_five"
    databases.clone(name)
    with django_db_blocker.unblock():
        with databases.using(name, "idi_owner"):
            for version, first_on in (("jiangmen-2022", date(2022, 4, 1)), ("longgang-trial", date(2021, 6, 1))):
                confirm_validity(
                    version_code=version,
                    valid_from=first_on,
                    evidence="测试假定",
                    officer="测试",
                    by=system_actor(None),
                    at=FOUNDED,
                )
        yield name
    databases.drop(name)


@pytest.fixture
def governed(confirmed: str, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """A test's own transaction in it, rolled back after the test, and a folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with databases.using(confirmed), transaction.atomic():
        yield
        transaction.set_rollback(True)
