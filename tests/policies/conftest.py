"""Registers for tests: one clone a module, each test rolled back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import system_actor
from policies.rules import pack, yaml_text
from policies.services.publication import confirm_validity
from tests import databases

CONFIRMED_AT = datetime(2022, 6, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def module_database(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clone of the template for one module's tests, which see Jiangmen's text as the packs leave it: in review."""
    name = f"{worker_database}_register"
    databases.clone(name)
    with django_db_blocker.unblock():
        yield name
    databases.drop(name)


@pytest.fixture(scope="module")
def published_database(module_database: str) -> str:
    """The same, with Jiangmen's text published from 2022-04-01 on an officer's word."""
    with databases.using(module_database, "idi_owner"):
        confirm_validity(
            version_code="jiangmen-2022",
            valid_from=date(2022, 4, 1),
            evidence="测试假定",
            officer="测试",
            by=system_actor(None),
            at=CONFIRMED_AT,
        )
    return module_database


@pytest.fixture
def as_owner(module_database: str) -> Iterator[None]:
    """The register as idi_owner sees it; rolled back."""
    with databases.using(module_database, "idi_owner"), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def in_force(published_database: str) -> Iterator[None]:
    """The register with Jiangmen's text in force, as idi_app sees it; rolled back."""
    with databases.using(published_database), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="session")
def _texts_are_read_once() -> Iterator[None]:
    """The same text gives the same tree: loading all packs again and again takes longer than what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pack, "parse_yaml", cache(yaml_text.parse_yaml))
        yield
