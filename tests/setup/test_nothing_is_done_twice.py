"""Re-running is safe, and quick because nothing is installed again."""

import os
from pathlib import Path

import pytest

from idi_platform.embedded import application, toolchain
from idi_platform.embedded.places import DJANGO_SECRET, ensure_secret, read_secret


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "some.lock"
    path.write_text("one==1\n")
    return path


def test_an_unchanged_lock_is_current_and_a_changed_one_is_not(tmp_path: Path, lock: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not toolchain.is_current(stamp, lock)
    stamp.write_text(toolchain.fingerprint(lock))
    assert toolchain.is_current(stamp, lock)
    lock.write_text("one==2\n")
    assert not toolchain.is_current(stamp, lock)


def test_a_moved_checkout_installs_again(lock: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = toolchain.fingerprint(lock)
    monkeypatch.setattr(toolchain, "PROJECT", tmp_path)
    assert toolchain.fingerprint(lock) != before


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    first = ensure_secret(tmp_path, DJANGO_SECRET)
    assert ensure_secret(tmp_path, DJANGO_SECRET) == first == read_secret(tmp_path, DJANGO_SECRET)


def test_a_seeded_demo_is_seeded_again_only_into_another_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def count(*_arguments: object, **_options: object) -> list[str]:
        asked.append("seed")
        return ["0 claims filed", "who can sign in\n"]

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(application, "manage", count)
    made = tmp_path / "postgres" / "made"
    made.parent.mkdir()
    made.write_text("18")
    application.mark_as_demo(tmp_path)
    told = [application.seed_demo(tmp_path), application.seed_demo(tmp_path)]
    assert told == ["who can sign in"] * 2
    assert len(asked) == 1
    os.utime(made, ns=(1, 1))
    application.seed_demo(tmp_path)
    assert len(asked) == 2
