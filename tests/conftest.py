"""Fixtures of every test: a database of one's own, and a small world of two cities built by the real services."""

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.access.scene import Scene, build_scene
from tests.scheduling import (  # noqa: F401  # pytest finds its hooks here
    pytest_collection_modifyitems,
    pytest_xdist_make_scheduler,
)
from tests.world import World, build_world


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="promises at their full size (PROMISES.md); takes hours")


@pytest.fixture
def full(request: pytest.FixtureRequest) -> bool:
    """Whether faults and fuzzing run at full size."""
    return bool(request.config.getoption("--full"))


@pytest.fixture(autouse=True)
def _own_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test counts its sign-ins under keys of its own: all share one Redis."""
    monkeypatch.setattr(caches["default"], "key_prefix", f"test-{uuid4()}")


@pytest.fixture(scope="session")
def worker_database() -> str:
    """The name of this worker's database."""
    return f"idi_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A database in which the world stands, for cloning, and the world as it was built there."""

    database: str
    world: World


@pytest.fixture(scope="session")
def standing(worker_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Standing]:
    """Built once a worker: building takes longer than most tests."""
    databases.ensure_template()
    name = f"{worker_database}_world"
    databases.clone(name)
    with django_db_blocker.unblock(), databases.using(name):
        built = build_world()
    yield Standing(name, built)
    databases.drop(name)


@pytest.fixture(scope="session")
def django_db_setup(worker_database: str, standing: Standing, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replaces pytest-django's: a database with the world, used as idi_app, which owns nothing and bypasses nothing."""
    databases.clone(worker_database, standing.database)
    with django_db_blocker.unblock(), databases.using(worker_database):
        yield
    databases.drop(worker_database)


@pytest.fixture
def committed_db(
    worker_database: str, standing: Standing, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A clone of its own for a test that commits (races, workers, other logins); its name. Dropped afterwards."""
    name = f"{worker_database}_own"
    databases.clone(name, standing.database)
    with django_db_blocker.unblock(), databases.using(name):
        yield name
    databases.drop(name)


@pytest.fixture
def world(db: None, standing: Standing) -> World:
    """Two cities with an insurer, a bureau, owners and one project each; what a test changes is rolled back."""
    return deepcopy(standing.world)


@pytest.fixture
def committed_world(committed_db: str, standing: Standing) -> World:
    """The same world for tests with several connections or processes."""
    return deepcopy(standing.world)


@dataclass(frozen=True, slots=True)
class StandingScene:
    """A database in which the scene stands, the folder of its files, and the scene as it was built there."""

    database: str
    folder: Path
    scene: Scene


def as_in_the_scene(folder: Path) -> override_settings:
    """Everybody asks from one address there, and signs in once, however long a slow machine takes for all questions."""
    return override_settings(
        MEDIA_ROOT=folder,
        CHECKS_A_MINUTE=100_000,
        STRANGERS_A_MINUTE=100_000,
        ACCOUNT_RATE_LIMITS=False,
        MFA_RATE_LIMITS=False,
        CONFIRMATION_LASTS=timedelta(days=1),
        ACCOUNT_LOGIN_TIMEOUT=timedelta(days=1).total_seconds(),
    )


@pytest.fixture(scope="session")
def standing_scene(
    worker_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[StandingScene]:
    """Built once a worker: whoever asks it undoes what a writing request changed."""
    name, folder = f"{worker_database}_scene", tmp_path_factory.mktemp("uploads")
    databases.clone(name)
    with django_db_blocker.unblock(), databases.using(name), as_in_the_scene(folder):
        built = build_scene(name)
    yield StandingScene(name, folder, built)
    databases.drop(name)


@pytest.fixture(scope="module")
def scene_db(standing_scene: StandingScene, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The database of the scene, in use while a file of tests runs; its name."""
    with django_db_blocker.unblock(), databases.using(standing_scene.database):
        yield standing_scene.database


@pytest.fixture(scope="module")
def scene(standing_scene: StandingScene, scene_db: str) -> Iterator[Scene]:
    """The scene of the access matrix."""
    with as_in_the_scene(standing_scene.folder):
        yield standing_scene.scene
