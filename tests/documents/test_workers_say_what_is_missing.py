"""A worker on a machine without the libraries of letters says so when it starts, with the command that helps."""

import pytest
from celery.signals import worker_init

from idi_platform.celery import app
from idi_platform.documents import registration
from idi_platform.embedded.machine import SystemPackage


@pytest.mark.parametrize(("library", "told"), [("libharfbuzz-subset.so.0", False), ("libno-such-thing.so.0", True)])
def test_a_worker_warns_once_when_it_starts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, library: str, told: bool
) -> None:
    monkeypatch.setattr(registration, "PRESS", SystemPackage("some-package", (), "", "", (library,)))
    worker_init.send(sender=app)
    assert ("apt-get install" in caplog.text) is told
