"""The layers that import-linter cannot see: string keys, migration dependencies, receivers, beat entries."""

import ast
import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from weakref import ReferenceType

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import (
    ModelSignal,
    m2m_changed,
    post_delete,
    post_init,
    post_save,
    pre_delete,
    pre_init,
    pre_save,
)

from idi_platform.celery import app as celery_app

ROOT = Path(__file__).parents[2]


@cache
def layers() -> dict[str, int]:
    """Each app's height, from pyproject's contracts. Equal heights may not see each other."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    domain, kernel = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    heights: dict[str, int] = {}
    top_down = [row for row in domain if row != "idi_platform"] + [f"idi_platform.{row}" for row in kernel]
    for height, row in enumerate(reversed(top_down)):
        for name in row.removeprefix("idi_platform.").split("|"):
            prefix = "idi_platform." if row.startswith("idi_platform.") else ""
            heights[prefix + name.strip(" ()")] = height
    return heights


def ours() -> list[AppConfig]:
    return [
        config
        for config in apps.get_app_configs()
        if (Path(config.path)).is_relative_to(ROOT) and ".venv" not in config.path
    ]


def height(config: AppConfig) -> int:
    """The demo stands above everything; what is not ours lies below."""
    if config.name == "demo":
        return 1_000
    return layers()[config.name] if config in ours() else -1


def test_every_app_of_ours_has_a_layer() -> None:
    assert {config.name for config in ours()} - {"demo"} <= set(layers())


def test_every_key_points_to_its_own_or_a_lower_layer() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for config in ours()
        for model in config.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, (models.ForeignKey, models.ManyToManyField))
        and height(field.related_model._meta.app_config) > height(config)
    ]
    assert upwards == []


def test_every_migration_depends_on_its_own_or_a_lower_layer() -> None:
    by_label = {config.label: config for config in apps.get_app_configs()}
    upwards = [
        f"{label}.{name} -> {needed}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if by_label[label] in ours()
        for needed, _ in [*migration.dependencies, *((label_after, "") for label_after, _ in migration.run_before)]
        if needed in by_label and height(by_label[needed]) > height(by_label[label])
    ]
    assert upwards == []


def test_there_is_no_generic_foreign_key() -> None:
    generic = [
        f"{model._meta.label}.{field.name}"
        for config in ours()
        for model in config.get_models()
        for field in model._meta.private_fields
    ]
    assert generic == []


@pytest.mark.parametrize("signal", [pre_init, post_init, pre_save, post_save, pre_delete, post_delete, m2m_changed])
def test_no_receiver_of_ours_listens_to_rows(signal: ModelSignal) -> None:
    """Business meaning stands in services; a receiver is skipped by update() and bulk_create()."""
    receivers = (entry[1] for entry in signal.receivers)
    heard = (receiver() if isinstance(receiver, ReferenceType) else receiver for receiver in receivers)
    names = tuple(config.name for config in ours())
    assert [receiver for receiver in heard if receiver and receiver.__module__.startswith(names)] == []


def test_beat_entries_name_registered_tasks() -> None:
    celery_app.loader.import_default_modules()
    entries = settings.CELERY_BEAT_SCHEDULE
    assert {entry["task"] for entry in entries.values()} <= set(celery_app.tasks)


def test_routes_name_registered_tasks() -> None:
    celery_app.loader.import_default_modules()
    assert set(settings.CELERY_TASK_ROUTES) <= set(celery_app.tasks)


def test_ticks_carry_nothing_and_expire() -> None:
    """A beat that was down must not deliver a heap of old ticks."""
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert not entry.get("args")
        assert not entry.get("kwargs")
        every, options = entry["schedule"], entry["options"]
        assert isinstance(every, timedelta)
        assert isinstance(options, dict)
        assert 0 < options["expires"] <= 4 * every.total_seconds()


def test_no_task_is_given_a_legal_date_as_eta() -> None:
    """Smell 9: nothing far-future in any queue."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for config in ours()
        for path in Path(config.path).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg in {"eta", "countdown"}
    ]
    assert found == []
