"""Uploads of tests lie in the test's own folder."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """Where this test's files are kept."""
    folder = tmp_path / "uploads"
    settings.MEDIA_ROOT = folder
    return folder
