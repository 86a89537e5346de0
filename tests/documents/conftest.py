"""Uploads of tests lie in the test's own folder."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.broker import own_broker as own_broker  # a fixture of its own in tests with workers


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where this test's files are kept."""
    folder = tmp_path / "uploads"
    settings.MEDIA_ROOT = folder
    return folder
