"""The sweep: one statement moves a batch of due timers on, marks what is missed, and writes what is to be told.

No leader, no watermark: any number of processes sweep at once (SKIP LOCKED), one commit a batch, `now` one parameter a
batch. It holds no rule: plans were computed by the legal clock. Whether a term is missed never waits for it
(Deadline.is_missed).
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DataError, IntegrityError, connection, transaction

from idi_platform.deadlines.constants import DEADLINE_TOPIC

BATCH = 2000
logger = logging.getLogger(__name__)

# Joined by key, never by ctid: a row that changed between snapshot and lock has a new one, which the update cannot see.
_MOVE = """
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
"""
_NOTE = """
), noted AS (
    INSERT INTO deadlines_sweptbatch (lateness)
    SELECT array_agg(extract(epoch FROM %(now)s - fire_at)::float8) FROM due HAVING count(*) > 0
"""
_RESULT = """
)
SELECT count(*), coalesce(array_agg(DISTINCT city_id), '{}'), min(fire_at) FROM due
"""
_SWEEP = _MOVE + _NOTE + _RESULT
# A step that is told already (a timer set back by hand, a restored table) is no fault of its row. Looking for it costs
# a tenth of the sweep, so only a batch that failed is looked through.
_SWEEP_AGAIN = _MOVE + "ON CONFLICT DO NOTHING" + _NOTE + _RESULT
_DUE_NOW = """
SELECT deadline_id FROM deadlines_deadlinetimer WHERE fire_at <= %(now)s ORDER BY fire_at LIMIT %(batch)s
"""
_QUARANTINE = """
UPDATE deadlines_deadlinetimer SET fire_at = NULL, quarantined = %s WHERE deadline_id = %s AND fire_at <= %s
"""
_OLDEST = "SELECT min(fire_at) FROM deadlines_deadlinetimer WHERE fire_at <= %s"


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: timers moved on or put aside, the cities with something to tell, how late the oldest was."""

    timers: int = 0
    quarantined: int = 0
    city_ids: frozenset[int] = frozenset()
    lateness: timedelta = timedelta()

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(
            self.timers + other.timers,
            self.quarantined + other.quarantined,
            self.city_ids | other.city_ids,
            max(self.lateness, other.lateness),
        )


def sweep(*, now: datetime, batch: int = BATCH) -> Swept:
    """Sweeps until nothing is due at `now`. Reminders of a term that has already ended are recorded as skipped."""
    total = Swept()
    while (swept := sweep_batch(now=now, batch=batch)) != Swept():
        total += swept
    return total


def sweep_batch(*, now: datetime, batch: int = BATCH, only: list[UUID] | None = None) -> Swept:
    """One batch, one commit; an empty Swept when nothing is due, or what is due is in other sweepers' hands.

    DatabaseError other than a row's own (rights, space, a lost server) ends the sweep: it concerns every timer, and
    putting them all aside for it would silence the clocks.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            statement = _SWEEP if only is None else _SWEEP_AGAIN
            cursor.execute(statement, {"now": now, "batch": batch, "only": only, "topic": DEADLINE_TOPIC})
            count, city_ids, oldest = cursor.fetchone()
    except (DataError, IntegrityError) as error:
        return _without_bad_rows(now=now, batch=batch, only=only, error=error)
    return Swept(timers=count, city_ids=frozenset(city_ids), lateness=now - oldest if oldest else timedelta())


def oldest_due(*, now: datetime) -> timedelta:
    """How long the oldest due timer has waited: what a dead-man's check watches.

    Of all cities as idi_clock; as idi_app only of the actor's city, and of none without an actor.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_OLDEST, [now])
        (oldest,) = cursor.fetchone()
    return now - oldest if oldest else timedelta()


def _without_bad_rows(
    *, now: datetime, batch: int, only: list[UUID] | None, error: DataError | IntegrityError
) -> Swept:
    """Halves a failing batch until the bad row stands alone, and puts that one aside with an alarm."""
    if only is None:
        return sweep_batch(now=now, batch=batch, only=_due_ids(now=now, batch=batch))
    if len(only) == 1:
        return _quarantine(only[0], error, now=now)
    middle = len(only) // 2
    return sweep_batch(now=now, batch=batch, only=only[:middle]) + sweep_batch(now=now, batch=batch, only=only[middle:])


def _due_ids(*, now: datetime, batch: int) -> list[UUID]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DUE_NOW, {"now": now, "batch": batch})
        return [row[0] for row in cursor.fetchall()]


def _quarantine(deadline_id: UUID, error: DataError | IntegrityError, *, now: datetime) -> Swept:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_QUARANTINE, [str(error)[:200], deadline_id, now])
        quarantined = cursor.rowcount
    logger.critical("Timer of deadline %s is quarantined: %s", deadline_id, error)
    return Swept(quarantined=quarantined)
