"""PERFORMANCE row 10: a tenant query with the database wall ÷ the same with the explicit WHERE only.

    .venv/bin/python -m benchmarks.wall [rows per city]

Makes its own database with one table of ten cities, measures A and B in turn and
prints the median ratio, and that of the server's processor time over all rounds. Prepared by hand, without Django: what
differs is the wall. The third line is the wall's worst case: a count that reads nothing but an index pays for the one
more plan node that each row passes.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2

from benchmarks import scratch
from idi_platform.embedded.connections import database_settings

DATABASE = "idi_bench_wall"
CITIES, CITY, ROUNDS = 10, 4, 41
OWN_CITY = "city_id = nullif(current_setting('idi.city', true), '')::smallint"
LIST = f"SELECT * FROM {{}} WHERE city_id = {CITY} AND insurer = 7 ORDER BY filed_at DESC LIMIT 50"
COUNT = f"SELECT count(*) FROM {{}} WHERE city_id = {CITY} AND insurer = 7 AND state = 3"
INDEX_ONLY = f"SELECT count(*) FROM {{}} WHERE city_id = {CITY} AND state = 3"
QUERIES = (("list", LIST, 40), ("count", COUNT, 10), ("count, index only", INDEX_ONLY, 5))
Connection = psycopg2.extensions.connection


def connect(login: str, database: str) -> Connection:
    address = database_settings(login)
    return psycopg2.connect(
        dbname=database,
        user=address["USER"],
        password=address["PASSWORD"],
        host=address["HOST"],
        port=address["PORT"] or None,
    )


def make(rows: int) -> None:
    """Two equal tables: `walled` with the policy that idi_platform.tenancy.wall writes, `bare` without."""
    owner = connect("idi_owner", "postgres")
    owner.autocommit = True
    owner.cursor().execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    owner.cursor().execute(f"CREATE DATABASE {DATABASE}")
    owner.close()
    owner = connect("idi_owner", DATABASE)
    owner.autocommit = True
    cursor = owner.cursor()
    for table in ("bare", "walled"):
        cursor.execute(
            f"CREATE TABLE {table} AS SELECT uuidv7() AS id, (i % {CITIES})::smallint AS city_id,"
            f" i / {CITIES} % 40 AS insurer, i / {CITIES} % 7 AS state,"
            " now() - i * interval '1 minute' AS filed_at, repeat('x', 200) AS words"
            f" FROM generate_series(1, {rows * CITIES}) AS i"
        )
        cursor.execute(f"CREATE INDEX ON {table} (city_id, insurer, filed_at)")
        cursor.execute(f"CREATE INDEX ON {table} (city_id, state)")
        cursor.execute(f"GRANT SELECT ON {table} TO idi_app")
    cursor.execute("ALTER TABLE walled ENABLE ROW LEVEL SECURITY")
    cursor.execute("ALTER TABLE walled FORCE ROW LEVEL SECURITY")
    cursor.execute(f"CREATE POLICY idi_city ON walled TO idi_app USING ({OWN_CITY}) WITH CHECK ({OWN_CITY})")
    for table in ("bare", "walled"):
        cursor.execute(f"VACUUM ANALYZE {table}")
    owner.close()


def timed(work: Callable[[], object], times: int, pid: int) -> tuple[float, float]:
    """Seconds of one query by the wall, and of the processor of its server process."""
    started, spent = time.perf_counter(), processor_seconds(pid)
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times, (processor_seconds(pid) - spent) / times


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(rows: int) -> None:
    make(rows)
    app = connect("idi_app", DATABASE)
    cursor = app.cursor()
    cursor.execute("SELECT set_config('idi.city', %s, true)", [str(CITY)])
    pid = app.info.backend_pid
    for name, query, times in QUERIES:

        def run(table: str, query: str = query) -> list[tuple[object, ...]]:
            cursor.execute(query.format(table))
            return cursor.fetchall()

        assert len(run("walled")) == len(run("bare")) > 0
        pairs = [
            (timed(lambda: run("bare"), times, pid), timed(lambda: run("walled"), times, pid)) for _ in range(ROUNDS)
        ]
        bare, walled = (statistics.median(wall for wall, _ in side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(walled[0] / bare[0] for bare, walled in pairs)
        by_processor = sum(walled[1] for _, walled in pairs) / sum(bare[1] for bare, _ in pairs)
        print(
            f"{name:6} bare {bare * 1e3:8.3f} ms   walled {walled * 1e3:8.3f} ms   ratio {ratio:5.2f},"
            f" by processor {by_processor:5.2f}   (must <= 1.2)"
        )
    app.close()
    owner = connect("idi_owner", "postgres")
    owner.autocommit = True
    owner.cursor().execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
    owner.close()


if __name__ == "__main__":
    with scratch.servers():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
