"""What has outlived its legal retention is erased, row by row: contents go, number, digest and the fact stay.

Never while a legal hold stands on the case file, on the project above it, or on a person the row is about. In batches,
each a transaction of its own: killed, the next run goes on where this one stopped, and nothing is erased twice.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from idi_platform.audit.public import record_platform
from idi_platform.privacy.public import ERASABLE, PersonalTable, personal_tables
from idi_platform.tenancy.public import City, TenantRow, system_actor, tenant_work

from .holding import is_row_held
from .models import ErasedRow, RetentionRun

BATCH = 200


@dataclass(slots=True)
class _Counts:
    """Of one table in one city."""

    erased: int = 0
    held: int = 0
    coming: Counter[str] = field(default_factory=Counter)


def erase_outlived(*, city: City, on: date, started_at: datetime) -> RetentionRun:
    """One run through a city, table by table; `on` is the business day retention is judged by."""
    run = RetentionRun.objects.create(city=city, on=on, started_at=started_at)
    for table in outliving_tables():
        counts = _Counts()
        for keys in _batches(table, city):
            with tenant_work(system_actor(city.pk)):
                _erase_batch(run, table, keys, counts, on=on)
            _report(run, table, counts, checked=len(keys))
    finish(run)
    return run


def has_run(city: City) -> bool:
    """Whether a night has passed over the city."""
    return RetentionRun.objects.filter(city=city).exists()


def finish(run: RetentionRun) -> None:
    """Puts the run on record."""
    run.table, run.is_finished = "", True
    with transaction.atomic():
        run.save(update_fields=["table", "is_finished"])
        told = {"erased": sum(run.erased.values()), "held": sum(run.held.values()), "on": run.on.isoformat()}
        record_platform(
            code="retention_run",
            subject="city",
            subject_id=run.city_id,
            by=system_actor(run.city_id),
            at=run.started_at,
            payload=dict(told),
        )


def outliving_tables() -> list[PersonalTable]:
    """Those whose rows have a last day of their own."""
    return [table for table in personal_tables() if table.kept_until and issubclass(table.rows_of, TenantRow)]


def _batches(table: PersonalTable, city: City) -> Iterator[list[Any]]:
    """Keys in their order; what is erased already is not looked at again."""
    last: Any = None
    while True:
        with tenant_work(system_actor(city.pk)):
            done = ErasedRow.objects.filter(city=city, model=table.model).values("row")
            rows = table.rows_of._base_manager.filter(city_id=city.pk).exclude(pk__in=done).order_by("pk")
            rows = rows.filter(pk__gt=last) if last is not None else rows
            keys = list(rows.values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        last = keys[-1]
        yield keys


def _erase_batch(run: RetentionRun, table: PersonalTable, keys: list[Any], counts: _Counts, *, on: date) -> None:
    manager = table.rows_of._base_manager
    for row in manager.filter(city_id=run.city_id, pk__in=keys).select_for_update(of=("self",)).order_by("pk"):
        until = table.kept_until(row) if table.kept_until else None
        if until is None or until == ERASABLE:
            continue
        if until >= on:
            counts.coming[str(until.year)] += 1
        elif is_row_held(table, row):
            counts.held += 1
        else:
            _erase(run, table, row, until)
            counts.erased += 1


def _erase(run: RetentionRun, table: PersonalTable, row: models.Model, until: date) -> None:
    before = {one.name: str(getattr(row, one.name)) for one in table.fields}
    digest = hashlib.sha256(json.dumps(before, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()
    for path in table.stored_files(row):
        transaction.on_commit(partial(_delete_file, path))
    values = {one.name: one.empty(row) if callable(one.empty) else one.empty for one in table.fields}
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    ErasedRow.objects.create(
        city_id=run.city_id, run=run, model=table.model, row=row.pk, sha256=digest, kept_until=until
    )


def _report(run: RetentionRun, table: PersonalTable, counts: _Counts, *, checked: int) -> None:
    """How far it is: read by the page while it runs."""
    run.table, run.checked = table.model, run.checked + checked
    run.erased[table.model], run.coming[table.model] = counts.erased, dict(counts.coming)
    run.held[table.model] = counts.held
    run.save(update_fields=["table", "checked", "erased", "coming", "held"])


def _delete_file(name: str) -> None:
    """With its small copy, if it is a photograph."""
    default_storage.delete(name)
    default_storage.delete(f"{name}.small")
