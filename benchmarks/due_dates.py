"""Due dates a second and core, with steps (PERFORMANCE.md row 16: at least 30,000, aim 100,000).

    .venv/bin/python -m benchmarks.due_dates [--terms 50000] [--runs 5]

Runs on one core, without Django or a database, on the loaded calendars. The mix is drawn with a fixed seed from the
terms that the cities' texts hold, on events of 2024 to 2026, one in ten with a suspension. Each term is computed with
its whole reasoning. Prints each run and the median, and the same with the steps turned into rows for storing. Time is
processor time of this process: the figure is per core, whoever else uses the machine.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA, Calendar
from idi_platform.deadlines.rules.legal_clock import Direction, Suspension, Term, Unit, compute

TERMS = (
    *(Term(days) for days in (2, 3, 7, 7, 10, 10, 30, 60)),
    Term(180, roll=False),
    Term(3, Unit.WORKING_DAY),
    Term(3, Unit.WORKING_DAY),
    Term(10, Unit.WORKING_DAY, Direction.BEFORE),
    Term(15, Unit.DAY, Direction.BEFORE),
    Term(2, Unit.MONTH),
    Term(2, Unit.MONTH, Direction.BEFORE),
    Term(2, Unit.YEAR),
    Term(12, Unit.HOUR),
    Term(24, Unit.HOUR),
)

Case = tuple[Term, datetime, tuple[Suspension, ...]]


def mix(count: int) -> list[Case]:
    """The same cases at every run."""
    draw = random.Random(20261120)
    begin = datetime(2024, 1, 1, tzinfo=CHINA)
    cases: list[Case] = []
    for number in range(count):
        event_at = begin + timedelta(seconds=draw.randrange(3 * 365 * 86400))
        stops: tuple[Suspension, ...] = ()
        if number % 10 == 0:
            from_at = event_at + timedelta(days=1)
            stops = (Suspension(from_at, from_at + timedelta(days=draw.randrange(1, 15)), "documents_requested"),)
        cases.append((draw.choice(TERMS), event_at, stops))
    return cases


def with_steps(cases: list[Case], calendar: Calendar) -> None:
    for term, event_at, stops in cases:
        compute(term, event_at, calendar, stops)


def with_rows(cases: list[Case], calendar: Calendar) -> None:
    for term, event_at, stops in cases:
        [step.as_row() for step in compute(term, event_at, calendar, stops).steps]


def rates(
    work: Callable[[list[Case], Calendar], None], cases: list[Case], calendar: Calendar, runs: int
) -> list[float]:
    """Cases a second, run by run."""
    measured = []
    for _ in range(runs):
        begin = time.process_time()
        work(cases, calendar)
        measured.append(len(cases) / (time.process_time() - begin))
    return measured


def main() -> None:
    arguments = argparse.ArgumentParser(description="Due dates a second and core, with steps.")
    arguments.add_argument("--terms", type=int, default=50_000)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    calendar = load_calendars()
    cases = mix(options.terms)
    with_rows(cases[:2000], calendar)  # unrolls the calendar
    for name, work in (("with steps", with_steps), ("with steps as rows", with_rows)):
        measured = rates(work, cases, calendar, options.runs)
        listed = " ".join(f"{rate:,.0f}" for rate in measured)
        print(f"{name}: median {statistics.median(measured):,.0f} due dates/s on one core (runs: {listed})")


if __name__ == "__main__":
    main()
