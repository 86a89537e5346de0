"""The scene, built once for a whole file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.access.scene import Scene, build_scene


@pytest.fixture(scope="module")
def scene_db(worker_database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    name = f"{worker_database}_scene"
    databases.clone(name)
    with django_db_blocker.unblock(), databases.using(name):
        yield name
    databases.drop(name)


@pytest.fixture(scope="module")
def scene(scene_db: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder: Path = tmp_path_factory.mktemp("uploads")
    # Everybody asks from one address here, and signs in once, however long a slow machine takes for all questions.
    with override_settings(
        MEDIA_ROOT=folder,
        CHECKS_A_MINUTE=100_000,
        ACCOUNT_RATE_LIMITS=False,
        MFA_RATE_LIMITS=False,
        CONFIRMATION_LASTS=timedelta(days=1),
        ACCOUNT_LOGIN_TIMEOUT=timedelta(days=1).total_seconds(),
    ):
        yield build_scene(scene_db)
