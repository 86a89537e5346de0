"""Uploads of tests lie in the test's own folder; every test has a site."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.riskmgmt.site import Site, build_site
from tests.world import World


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where this test's files are kept."""
    folder = tmp_path / "uploads"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def site(world: World) -> Site:
    """The project of the city under test, with people of every body."""
    return build_site(world.here)
