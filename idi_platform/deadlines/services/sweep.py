"""The sweep: one statement moves a batch of due timers on, marks what is missed, and writes what is to be told.

No leader, no watermark: any number of processes sweep at once (SKIP LOCKED), one commit a batch, `now` one parameter a
batch. It holds no rule: plans were computed by the legal clock. The truth of a miss never waits for it (Deadline.is_missed).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from idi_platform.deadlines.constants import DEADLINE_TOPIC

BATCH = 2000
logger = logging.getLogger(__name__)

_SWEEP = """
WITH due AS MATERIALIZED (
    SELECT deadline_id, city_id, plan_version, step, due_step, plan, fire_at
    FROM deadlines_deadlinetimer
    WHERE fire_at <= %(now)s AND (%(only)s::uuid[] IS NULL OR deadline_id = ANY(%(only)s::uuid[]))
    ORDER BY fire_at
    LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
), moved AS (
    UPDATE deadlines_deadlinetimer timer
    SET step = due.step + 1, fire_at = due.plan[due.step + 2]
    FROM due WHERE timer.deadline_id = due.deadline_id
), missed AS (
    UPDATE deadlines_deadline deadline
    SET missed_at = deadline.due_at
    FROM due
    WHERE deadline.id = due.deadline_id AND due.step = due.due_step
      AND deadline.closed_at IS NULL AND deadline.missed_at IS NULL
), told AS (
    INSERT INTO outbox_message (id, city_id, topic, source_id, version, step, created_at, skipped)
    SELECT uuidv7(), city_id, %(topic)s, deadline_id, plan_version, step, %(now)s,
           step < due_step AND plan[due_step + 1] <= %(now)s
    FROM due
    ON CONFLICT DO NOTHING
)
SELECT count(*), coalesce(array_agg(DISTINCT city_id), '{}'), min(fire_at) FROM due
"""
_DUE_NOW = """
SELECT deadline_id FROM deadlines_deadlinetimer WHERE fire_at <= %(now)s
ORDER BY fire_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED
"""
_QUARANTINE = """
UPDATE deadlines_deadlinetimer SET fire_at = NULL, quarantined = %s WHERE deadline_id = %s
"""
_OLDEST = "SELECT min(fire_at) FROM deadlines_deadlinetimer WHERE fire_at <= %s"


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did: timers moved, the cities with something to tell, and how late the oldest was."""

    timers: int
    city_ids: frozenset[int]
    lateness: timedelta


def sweep(*, now: datetime, batch: int = BATCH) -> Swept:
    """Sweeps until nothing is due at `now`. Reminders of a term that has already ended are recorded as skipped."""
    timers, cities, lateness = 0, set[int](), timedelta()
    while True:
        swept = _sweep_batch(now=now, batch=batch)
        if not swept.timers:
            return Swept(timers, frozenset(cities), lateness)
        timers += swept.timers
        cities |= swept.city_ids
        lateness = max(lateness, swept.lateness)


def oldest_due(*, now: datetime) -> timedelta:
    """How long the oldest due timer has waited: what a dead-man's check watches."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_OLDEST, [now])
        (oldest,) = cursor.fetchone()
    return now - oldest if oldest else timedelta()


def _sweep_batch(*, now: datetime, batch: int, only: list[str] | None = None) -> Swept:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SWEEP, {"now": now, "batch": batch, "only": only, "topic": DEADLINE_TOPIC})
            count, city_ids, oldest = cursor.fetchone()
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        return _bisect(now=now, batch=batch, only=only, error=error)
    return Swept(count, frozenset(city_ids), now - oldest if oldest else timedelta())


def _bisect(*, now: datetime, batch: int, only: list[str] | None, error: DatabaseError) -> Swept:
    """Halves a failing batch until the bad row stands alone, and puts that one aside with an alarm."""
    ids = only or _due_ids(now=now, batch=batch)
    if len(ids) <= 1:
        for deadline_id in ids:
            _quarantine(deadline_id, error)
        return Swept(len(ids), frozenset(), timedelta())
    middle = len(ids) // 2
    halves = [_sweep_batch(now=now, batch=batch, only=half) for half in (ids[:middle], ids[middle:])]
    return Swept(
        sum(half.timers for half in halves),
        frozenset().union(*(half.city_ids for half in halves)),
        max(half.lateness for half in halves),
    )


def _due_ids(*, now: datetime, batch: int) -> list[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE_NOW, {"now": now, "batch": batch})
        return [str(row[0]) for row in cursor.fetchall()]


def _quarantine(deadline_id: str, error: DatabaseError) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_QUARANTINE, [str(error)[:200], deadline_id])
    logger.critical("Timer of deadline %s is quarantined: %s", deadline_id, error)
