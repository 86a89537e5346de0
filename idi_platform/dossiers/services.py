"""Opening dossiers and giving out reference numbers."""

from datetime import datetime

from django.db import transaction

from idi_platform.audit.public import record
from idi_platform.tenancy.public import Actor

from .constants import CIVIL_ZONE
from .models import Dossier, NumberSeries


@transaction.atomic
def next_number(*, series: str, by: Actor, at: datetime) -> str:
    """The next reference number of a series, such as CLM-2026-000001: one counter per city, series and civil year.

    The counter's row stays locked until the transaction ends, so a number is neither doubled nor, on rollback, lost.
    """
    year = at.astimezone(CIVIL_ZONE).year
    NumberSeries.objects.bulk_create(
        [NumberSeries(city_id=by.tenant_id, series=series, year=year)], ignore_conflicts=True
    )
    counter = NumberSeries.objects.select_for_update().get(city_id=by.tenant_id, series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{series}-{year}-{counter.last:06d}"


@transaction.atomic
def open_dossier(
    *, kind: str, number: str, title: str, by: Actor, at: datetime, parent_project: Dossier | None = None
) -> Dossier:
    """Opens a case file and records it. `number` is unique within the city and kind."""
    dossier = Dossier.objects.create(
        city_id=by.tenant_id, kind=kind, number=number, title=title, parent_project=parent_project, opened_at=at
    )
    record(dossier_id=dossier.pk, code="dossier_opened", by=by, at=at, payload={"kind": kind, "number": number})
    return dossier
