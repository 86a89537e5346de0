"""Many running terms at once, written by one statement: for sweeps in tests, faults and benchmarks."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from idi_platform.audit.public import record
from idi_platform.deadlines.ladder import default_rungs
from idi_platform.tenancy.public import acting_as
from tests.world import FOUNDED, CityWorld

DAY = timedelta(days=1)
# Two reminders, the due moment, two escalations: what the default ladder gives, and whom it tells.
OFFSETS = (-3 * DAY, -DAY, timedelta(), DAY, 3 * DAY)
DUE_STEP = 2
TELLS = [int(rung.tells) for rung in default_rungs()]

_ARM = """
WITH wanted AS (
    SELECT i, (%(dues)s::timestamptz[])[1 + i %% cardinality(%(dues)s::timestamptz[])] AS due_at
    FROM generate_series(1, %(count)s) AS i
), made AS (
    INSERT INTO deadlines_deadline (
        id, city_id, dossier_id, duty, rule_id, citation, obliged_id, basis, term_value, term_unit, started_by_id,
        started_at, unrolled_at, due_at, provisional, plan_version, trace_hash, computation_hash
    )
    SELECT uuidv7(), %(city)s, %(dossier)s, 'term-' || i, 'T-001', 'test', %(obliged)s, 'in_force', 7, 'day',
           %(event)s, %(started_at)s, due_at, due_at, false, 1, repeat('0', 64), repeat('0', 64)
    FROM wanted
    RETURNING id, city_id, due_at
), planned AS (
    SELECT made.*, plan FROM made, LATERAL (
        SELECT array_agg(due_at + told ORDER BY told) AS plan FROM unnest(%(offsets)s::interval[]) AS told
    ) planned
), kept AS (
    INSERT INTO deadlines_deadlineplan (deadline_id, city_id, version, due_step, instants, tells)
    SELECT id, city_id, 1, %(due_step)s, plan, %(tells)s::smallint[] FROM planned
)
INSERT INTO deadlines_deadlinetimer (deadline_id, city_id, plan_version, step, due_step, fire_at, plan)
SELECT id, city_id, 1, %(step)s, %(due_step)s, plan[%(step)s + 1], plan FROM planned
"""


def arm(city: CityWorld, *, count: int, dues: Sequence[datetime], step: int = 0) -> None:
    """Starts `count` terms of one event in the city's project, due in turn at `dues`, told up to `step` already."""
    with acting_as(city.system), transaction.atomic():
        event = record(dossier_id=city.project.dossier_id, code="armed", by=city.system, at=FOUNDED, payload={})
        with connection.cursor() as cursor:
            cursor.execute(
                _ARM,
                {
                    "count": count,
                    "dues": list(dues),
                    "city": city.city.pk,
                    "dossier": city.project.dossier_id,
                    "obliged": city.insurer.pk,
                    "event": event.pk,
                    "started_at": FOUNDED,
                    "step": step,
                    "due_step": DUE_STEP,
                    "offsets": list(OFFSETS),
                    "tells": TELLS,
                },
            )
