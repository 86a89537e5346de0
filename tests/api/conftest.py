"""Worlds for journeys through the API, in which strangers live besides; each command is attacked before it is sent."""

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import system_actor
from policies.public import confirm_validity
from tests import databases
from tests.api.attacking import Attacker, attacking
from tests.api.strangers import Strangers, build_strangers, strangers
from tests.world import FOUNDED, World, build_world

PEOPLED = "idi_test_peopled"


@dataclass(frozen=True, slots=True)
class Peopled:
    """A database in which the world stands beside strangers."""

    database: str
    strangers: list[Strangers]
    world: World


@pytest.fixture(scope="session")
def peopled(
    worker_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Peopled]:
    """The strangers are built once a run, in a database that is only cloned afterwards; the world once a worker."""

    def build() -> None:
        with databases.using(PEOPLED), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads")):
            build_strangers()

    name = f"{worker_database}_api"
    with django_db_blocker.unblock():
        databases.ensure_filled(PEOPLED, build)
        databases.clone(name, PEOPLED)
        with databases.using(name):
            built = Peopled(name, strangers(), build_world())
    yield built
    databases.drop(name)


@pytest.fixture
def world(peopled: Peopled, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), databases.using(peopled.database), transaction.atomic():
        yield deepcopy(peopled.world)
        transaction.set_rollback(True)


@pytest.fixture
def attacked(peopled: Peopled, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command in eight is attacked, by the run's seed and the test's name; with --full each is in every way."""
    full = request.config.getoption("--full")
    chance = None if full else Random(f"{random.random()} {request.node.nodeid}")
    monkeypatch.setattr(Client, "post", attacking(Client.post, Attacker(peopled.strangers, chance=chance, one_in=8)))


@pytest.fixture(scope="module")
def confirmed(worker_database: str, peopled: Peopled, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Cities whose regimes govern: an officer has confirmed the two texts that print no validity."""
    name = f"{worker_database}_five"
    databases.clone(name, PEOPLED)
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
