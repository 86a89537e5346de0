"""Looking for what should have happened: windows written down, counted, raised when silent, settled when it comes late.

Runs as the application, city by city; doubled runs are harmless: a row is one's at a time, and its state decides.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from idi_platform.audit.public import JSONValue, record
from idi_platform.deadlines.constants import SILENCE_TOPIC, EventCode, ExpectationState
from idi_platform.deadlines.models import Expectation
from idi_platform.deadlines.watches import Watch, Window, watches
from idi_platform.outbox.public import enqueue
from idi_platform.tenancy.public import Actor

# Windows are asked for at least as far back, so that the first look finds the month before. Ours, not the law's.
LOOK_BACK = timedelta(days=31)
_OPEN = (ExpectationState.WAITING, ExpectationState.MISSING)
_TOLD = {
    ExpectationState.MISSING: EventCode.EXPECTED_MISSING,
    ExpectationState.CAME_LATE: EventCode.EXPECTED_LATE,
    ExpectationState.LIFTED: EventCode.EXPECTED_LIFTED,
}


def listen(*, by: Actor, at: datetime) -> int:
    """Looks for every registered kind of event in the actor's city; how many are newly missing. `at`: business time."""
    return sum(_listen_for(watch, by=by, at=at) for watch in watches())


@transaction.atomic
def _listen_for(watch: Watch, *, by: Actor, at: datetime) -> int:
    mine = Expectation.objects.filter(city_id=by.tenant_id, kind=watch.kind)
    oldest = mine.unsettled(at).exclude(state=ExpectationState.LIFTED).aggregate(oldest=Min("from_at"))["oldest"] or at
    windows = {_key(window): window for window in watch.windows(by, min(oldest, at - LOOK_BACK), at)}
    _write_down(watch.kind, windows.values(), by=by)
    # What was lifted is awaited again when its window is given again: works go on within the month.
    rows = [
        row
        for row in mine.unsettled(at).select_for_update(skip_locked=True).order_by("pk")
        if row.state != ExpectationState.LIFTED or _key(row) in windows
    ]
    found = watch.found(rows)
    raised = 0
    for row in rows:
        row.found = found.get(row.pk, 0)
        state = _state(row, windows.get(_key(row)), watch, at)
        raised += state == ExpectationState.MISSING and row.state != state
        _settle(row, state, by=by, at=at)
    return raised


def _key(one: Window | Expectation) -> tuple[object, ...]:
    return one.dossier_id, one.subject, one.from_at


def _write_down(kind: str, windows: Iterable[Window], *, by: Actor) -> None:
    Expectation.objects.bulk_create(
        [
            Expectation(
                city_id=by.tenant_id,
                dossier_id=window.dossier_id,
                kind=kind,
                subject=window.subject,
                obliged_id=window.obliged_id,
                from_at=window.from_at,
                until_at=window.until_at,
                needed=window.needed,
                basis=window.basis,
                rule_id=window.rule_id,
                citation=window.citation,
            )
            for window in windows
        ],
        ignore_conflicts=True,
    )


def _state(row: Expectation, window: Window | None, watch: Watch, at: datetime) -> ExpectationState:
    """How the row stands now; what its window says today goes into the row."""
    if window is None:
        return ExpectationState.LIFTED
    row.needed, row.until_at, row.obliged_id = window.needed, window.until_at, window.obliged_id
    if row.found >= row.needed:
        return ExpectationState.CAME_LATE if row.missing_at else ExpectationState.CAME
    is_silent = row.missing_at is not None or at >= row.until_at + watch.grace
    return ExpectationState.MISSING if is_silent else ExpectationState.WAITING


def _settle(row: Expectation, state: ExpectationState, *, by: Actor, at: datetime) -> None:
    """Saves the row; a change that somebody must know of is put on record, silence is told as well."""
    was, row.state = row.state, state
    if state == ExpectationState.MISSING:
        row.missing_at = row.missing_at or row.until_at
    row.settled_at = None if state in _OPEN else row.settled_at or at
    row.save(update_fields=["needed", "found", "until_at", "obliged", "state", "missing_at", "settled_at"])
    if state == was or state not in _TOLD or (state == ExpectationState.LIFTED and was != ExpectationState.MISSING):
        return
    payload: dict[str, JSONValue] = {
        "expectation": str(row.pk),
        "kind": row.kind,
        "subject": row.subject,
        "from_at": row.from_at.isoformat(),
        "until_at": row.until_at.isoformat(),
        "needed": row.needed,
        "found": row.found,
    }
    record(dossier_id=row.dossier_id, code=_TOLD[state], by=by, at=at, payload=payload)
    if state == ExpectationState.MISSING:
        enqueue(topic=SILENCE_TOPIC, source_id=row.pk, by=by, at=at)
