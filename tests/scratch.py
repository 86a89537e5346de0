"""Folders for servers of a test's own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from idi_platform.embedded import postgres, redis


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """pytest's tmp_path may be entered by its user alone; under root the servers run as another."""
    folder = Path(tempfile.mkdtemp(prefix="idi-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        var = folder / "var"
        redis.stop(var)
        postgres.stop(var)
        for link in (var / "postgres", var / "redis", var / "postgres/socket", var / "redis/socket"):
            if link.is_symlink():
                shutil.rmtree(link.resolve(), ignore_errors=True)
        shutil.rmtree(folder)
