"""What row history costs: one UPDATE of a tracked row with its trigger ÷ the same without.

    .venv/bin/python -m benchmarks.history [updates a round]

Two copies of one seeded database, in one of which the owner has switched history off, asked in turn as idi_app; each
update changes a tracked column, in a transaction of ROWS updates. Printed is the ratio by the server's processor time,
and that of the wall clock.
"""

import statistics
import sys
import time
from collections.abc import Callable

from django.db import connection

from benchmarks import scratch
from idi_platform.tenancy.public import acting_as, system_actor, tenant_work
from tests import databases
from tests.world import World, build_world

ROUNDS, ROWS = 7, 2000
TRIGGERS = """
SELECT string_agg(format('ALTER TABLE registry_building DISABLE TRIGGER %I', tgname), '; ') FROM pg_trigger
WHERE tgrelid = 'registry_building'::regclass AND tgname LIKE 'pgtrigger_%'
"""


def without_history(database: str) -> None:
    with databases.owner_cursor(database) as owner:
        owner.execute(TRIGGERS)
        (switch_off,) = owner.fetchall()[0]
        owner.execute(switch_off)


def updates(world: World, rows: int) -> Callable[[], tuple[float, float]]:
    """Seconds of one update by the wall clock and by the server's processor."""
    here = world.here
    statement = "UPDATE registry_building SET floors = floors %% 90 + 1 WHERE city_id = %s AND id = %s"

    def run() -> tuple[float, float]:
        with tenant_work(here.adjuster.actor()), connection.cursor() as cursor:
            started, spent = time.perf_counter(), scratch.server_seconds()
            for _ in range(rows):
                cursor.execute(statement, [here.city.pk, here.building.pk])
            return (time.perf_counter() - started) / rows, (scratch.server_seconds() - spent) / rows

    return run


def main(rows: int) -> None:
    built: list[World] = []
    with scratch.seeded("history", lambda: built.append(build_world())) as seeded:
        sides: dict[str, list[tuple[float, float]]] = {"with": [], "without": []}
        for _ in range(ROUNDS):
            for side, found in sides.items():
                with scratch.copied(seeded) as name:
                    if side == "without":
                        without_history(name)
                    with databases.using(name):
                        found.append(updates(built[0], rows)())
    wall = statistics.median(one[0] / two[0] for one, two in zip(sides["with"], sides["without"], strict=True))
    spent = sum(one[1] for one in sides["with"]) / sum(two[1] for two in sides["without"])
    told = ", ".join(
        f"{side} {statistics.median(one[0] for one in found) * 1e6:.0f} µs" for side, found in sides.items()
    )
    print(f"update of a tracked row, with history ÷ without: by processor {spent:.2f}, by wall {wall:.2f} ({told})")


if __name__ == "__main__":
    with scratch.servers(), acting_as(system_actor(None)):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
