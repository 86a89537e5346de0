"""The sweep against the bare floor, against Django per row, at one instant, and idle (PERFORMANCE.md rows 1 to 5).

    .venv/bin/python -m benchmarks.sweep [--full] [--armed 5000000 --due 100000] [--runs 3]

Default 200,000 armed and 20,000 due; --full 600,000 and 100,000. A nation's: 5,000,000 armed and
100,000 due; run it alone on the machine. The floor is one `UPDATE` of the due timers whose rows
an `INSERT` writes to the outbox: one statement, one commit, the same login, the same tables. A and B run in turn, each
on an untouched copy of the same seeded database; medians. Due timers lie scattered among the armed ones.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from benchmarks import scratch  # first: it prepares the settings
from idi_platform.deadlines.constants import DEADLINE_TOPIC
from idi_platform.deadlines.models import DeadlineTimer
from idi_platform.deadlines.services.sweep import BATCH, Swept, sweep, sweep_batch
from idi_platform.outbox.public import Message
from tests import databases
from tests.armed import DUE_STEP, OFFSETS, arm
from tests.world import ZONE, build_world

DUE = datetime(2026, 9, 24, tzinfo=ZONE)
FAR = DUE + timedelta(days=700)
REMINDED = DUE + OFFSETS[0]
IDLE = REMINDED - timedelta(days=1)
IDLE_POLLS = 60
PER_ROW = 1000

_FLOOR = """
WITH due AS (
    UPDATE deadlines_deadlinetimer SET step = step + 1, fire_at = plan[step + 2]
    WHERE fire_at <= %(now)s RETURNING deadline_id, city_id, plan_version, step - 1 AS told
)
INSERT INTO outbox_message (id, city_id, topic, source_id, version, step, created_at)
SELECT uuidv7(), city_id, %(topic)s, deadline_id, plan_version, told, %(now)s FROM due
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report; `ratio` is judged, the rest explains it."""

    number: str
    what: str
    must: str
    ratio: float
    seen: str

    def __str__(self) -> str:
        ratio = f"{self.ratio:,.2f}" if self.ratio < 10 else f"{self.ratio:,.0f}"
        return f"| {self.number} | {self.what} | {self.must} | {ratio} | {self.seen} |"


@dataclass(frozen=True, slots=True)
class Size:
    armed: int
    due: int
    runs: int


def seed(size: Size, step: int) -> None:
    """Arms `size.armed` terms, of which every so many-th is due now and the others in two years."""
    arm(build_world().here, count=size.armed, dues=[DUE, *[FAR] * (size.armed // size.due - 1)], step=step)


def floor(now: datetime) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FLOOR, {"now": now, "topic": DEADLINE_TOPIC})
        return int(cursor.rowcount)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the wall, and of the server's processor."""

    wall: float
    server: float


def timed(work: Callable[[], int], expected: int) -> Cost:
    """What `work` costs; it must have moved what was due, neither more nor less."""
    server = scratch.server_seconds()
    begin = time.perf_counter()
    moved = work()
    wall = time.perf_counter() - begin
    if moved != expected:
        message = f"{moved} moved, {expected} were due"
        raise RuntimeError(message)
    return Cost(wall, scratch.server_seconds() - server)


def median_wall(costs: list[Cost]) -> float:
    return statistics.median(cost.wall for cost in costs)


def median_server(costs: list[Cost]) -> float:
    return statistics.median(cost.server for cost in costs)


@dataclass(frozen=True, slots=True)
class Turns:
    """The floor's costs, the sweep's, and each sweep's moments of commit, run by run."""

    floors: list[Cost]
    sweeps: list[Cost]
    moments: list[list[float]]


def in_turn(template: str, size: Size, now: datetime) -> Turns:
    turns = Turns([], [], [])
    for _ in range(size.runs):
        with scratch.fresh(template, "idi_clock"):
            turns.floors.append(timed(lambda: floor(now), size.due))
        committed: list[float] = []
        with scratch.fresh(template, "idi_clock") as name:
            turns.sweeps.append(timed(lambda into=committed: sum(batches(now, into)), size.due))  # type: ignore[misc]  # the loop's own list
            report_hot(name)
        turns.moments.append(committed)
    return turns


def batches(now: datetime, committed: list[float]) -> Iterator[int]:
    """The sweep's own loop, noting when each batch was committed."""
    begin = time.perf_counter()
    while (swept := sweep_batch(now=now)) != Swept():
        committed.append(time.perf_counter() - begin)
        yield swept.timers


def report_hot(database: str) -> None:
    """How many updates rewrote their row in place."""
    connection.close()
    with databases.owner_cursor(database) as owner:
        owner.execute(
            "SELECT relname, n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE n_tup_upd > 0 ORDER BY relname"
        )
        for table, updated, hot in owner.fetchall():
            print(f"  {table}: {updated:,} updates, {hot:,} in place (HOT)")


def against_floor(number: str, what: str, must: str, turns: Turns, due: int) -> Row:
    ratio = median_wall(turns.floors) / median_wall(turns.sweeps)
    server = median_server(turns.floors) / median_server(turns.sweeps)
    sweeps, floors = (f"{due / median_wall(costs):,.0f}" for costs in (turns.sweeps, turns.floors))
    return Row(number, what, must, ratio, f"{sweeps} against {floors} rows/s; by the server's processor {server:.2f}")


def django_per_row(now: datetime) -> int:
    """What the sweep is not: each due timer locked, told and moved on through the ORM. The number moved."""
    with transaction.atomic():
        due = DeadlineTimer.objects.filter(fire_at__lte=now).order_by("fire_at").values_list("pk", flat=True)
        ids = list(due[:PER_ROW])
    for pk in ids:
        with transaction.atomic():
            timer = DeadlineTimer.objects.select_for_update(skip_locked=True).get(pk=pk)
            Message.objects.create(
                city_id=timer.city_id,
                topic=DEADLINE_TOPIC,
                source_id=timer.pk,
                version=timer.plan_version,
                step=timer.step,
                created_at=now,
            )
            timer.step += 1
            timer.fire_at = timer.plan[timer.step] if timer.step < len(timer.plan) else None
            timer.save(update_fields=["step", "fire_at"])
    return len(ids)


def in_one_commit(work: Callable[[datetime], int], now: datetime) -> int:
    """The same with a single commit at the end, its best case."""
    with transaction.atomic():
        return work(now)


def per_row(template: str, size: Size, sweeps: list[Cost]) -> list[Row]:
    """Row 3: the sweep's rate against Django's, with a commit a row (as safe as the sweep) and with one for all."""
    rate = size.due / median_wall(sweeps)
    works = {
        "3": ("reminder sweep ÷ Django per row, a commit each", lambda: django_per_row(REMINDED)),
        "3b": ("reminder sweep ÷ Django per row, one commit", lambda: in_one_commit(django_per_row, REMINDED)),
    }
    rows = []
    for number, (what, work) in works.items():
        costs = []
        for _ in range(size.runs):
            with scratch.fresh(template, "idi_clock"):
                costs.append(timed(work, PER_ROW))
        theirs = PER_ROW / median_wall(costs)
        rows.append(Row(number, what, "≥ 40", rate / theirs, f"{rate:,.0f} against {theirs:,.0f} rows/s"))
    return rows


def at_one_instant(turns: Turns) -> list[Row]:
    """Row 4: p99 lateness of terms due at one instant that has just missed a tick, and without the wait for the tick.

    The wait is the beat's interval, added and not slept; beat and broker themselves are not in it.
    """
    tick: Any = settings.CELERY_BEAT_SCHEDULE["sweep due timers"]["schedule"]
    poll = tick.total_seconds()
    bare = median_wall(turns.floors)
    p99 = statistics.median(committed[-(-len(committed) * 99 // 100) - 1] for committed in turns.moments)
    seen = f"p99 {poll + p99:.2f} s after the instant, tick of {poll:.0f} s included"
    return [
        Row("4", "p99 lateness ÷ (tick + n ÷ floor rate)", "≤ 2", (poll + p99) / (poll + bare), seen),
        Row("4b", "the same, the tick at the very instant", "–", p99 / bare, f"p99 {p99:.2f} s"),
    ]


def idle(template: str, size: Size) -> Row:
    """Row 5: a poll that finds nothing due, with all armed and with none, in short turns."""
    seconds: tuple[list[float], list[float]] = ([], [])
    with scratch.copied(template, "armed") as armed, scratch.copied(databases.TEMPLATE, "none") as none:
        for _ in range(size.runs * 5):
            for database, seen in zip((armed, none), seconds, strict=True):
                with databases.using(database, "idi_clock"):
                    seen.extend(idle_polls())
    of_armed, of_none = map(statistics.median, seconds)
    what = f"idle poll with {size.armed:,} armed ÷ with none"
    return Row("5", what, "≤ 2", of_armed / of_none, f"{of_armed * 1000:.2f} ms against {of_none * 1000:.2f} ms")


def idle_polls() -> Iterator[float]:
    """Seconds of each poll, the first of a connection left out."""
    sweep(now=IDLE)
    for _ in range(IDLE_POLLS):
        begin = time.perf_counter()
        sweep(now=IDLE)
        yield time.perf_counter() - begin


def measure(size: Size) -> Iterator[Row]:
    with scratch.seeded("reminders", lambda: seed(size, step=0)) as template:
        turns = in_turn(template, size, REMINDED)
        yield against_floor("1", "reminder sweep ÷ floor", "≥ 0.75", turns, size.due)
        yield from per_row(template, size, turns.sweeps)
        yield idle(template, size)
    with scratch.seeded("breaches", lambda: seed(size, step=DUE_STEP)) as template:
        turns = in_turn(template, size, DUE)
        yield against_floor("2", "breach sweep ÷ floor", "≥ 0.50", turns, size.due)
        yield from at_one_instant(turns)


def main() -> None:
    arguments = argparse.ArgumentParser(description="The sweep against its floor (PERFORMANCE.md rows 1 to 5).")
    arguments.add_argument("--full", action="store_true", help="600,000 armed, 100,000 due")
    arguments.add_argument("--armed", type=int, help="a multiple of --due")
    arguments.add_argument("--due", type=int)
    arguments.add_argument("--runs", type=int, default=3)
    options = arguments.parse_args()
    armed, due = (600_000, 100_000) if options.full else (200_000, 20_000)
    size = Size(options.armed or armed, options.due or due, options.runs)
    print(f"{size.armed:,} armed, {size.due:,} due, batches of {BATCH:,}, medians of {size.runs}")
    with scratch.servers():
        rows = sorted(measure(size), key=lambda row: row.number)
    print("\n| # | what | must | ratio | seen |\n|---|---|---|---|---|")
    print(*rows, sep="\n")


if __name__ == "__main__":
    main()
