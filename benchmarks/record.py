"""The record's chain: sealing and verifying many events, each ÷ its floor in the same run.

    .venv/bin/python -m benchmarks.record [events]        # 100,000; the promise's size is 1000000

Events are written as idi_app (their trigger notes each for its seal), sealed as idi_clock, verified by the command's
own code. The sealer's floor is one statement and one commit that moves the queue's rows into the seals without chaining
them; verifying's floor reads the same rows as text in the order of their seals. Printed besides: what the note costs an
insert.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import connection, transaction

from benchmarks import scratch
from idi_platform.audit.sealing import seal
from idi_platform.audit.verifying import seals_of, verify_chain
from idi_platform.tenancy.public import tenant_work
from tests import databases
from tests.world import World, build_world

EVENTS = 100_000
FILL = """
INSERT INTO audit_event (id, city_id, dossier_id, code, actor_user_id, actor_role, occurred_at, recorded_at, payload)
SELECT uuidv7(), %s, %s, 'claim_received', %s, 'adjuster', now(), now(), jsonb_build_object('claim', n::text, 'n', n)
FROM generate_series(1, %s) n
"""
MOVE = """
WITH taken AS (DELETE FROM audit_unsealed RETURNING *),
     last AS MATERIALIZED (SELECT chain, max(number) AS number FROM audit_seal GROUP BY chain)
INSERT INTO audit_seal (chain, number, source, row_id, digest, sealed_at, hash)
SELECT taken.chain, coalesce(last.number, 0) + row_number() OVER (PARTITION BY taken.chain ORDER BY taken.id),
       source, row_id, digest, now(), digest
FROM taken LEFT JOIN last USING (chain)
"""
READ = """
SELECT s.number, s.hash, to_jsonb(e)::text FROM audit_seal s JOIN audit_event e ON e.id = s.row_id
WHERE s.chain = %s ORDER BY s.number
"""
NOTE = "ALTER TABLE audit_event {} TRIGGER idi_note_for_seal"


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def fill(world: World, events: int) -> None:
    here = world.here
    with tenant_work(here.adjuster.actor()), connection.cursor() as cursor:
        cursor.execute(FILL, [here.city.pk, here.project.pk, here.adjuster.user_id, events])


def move() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(MOVE)


def read(world: World) -> None:
    with tenant_work(world.here.system), connection.cursor() as cursor:
        cursor.execute(READ, [world.here.city.pk])
        while cursor.fetchmany(1000):
            pass


def main(events: int) -> None:
    built: list[World] = []
    with scratch.seeded("record", lambda: built.append(build_world())) as seeded:
        world = built[0]
        with scratch.copied(seeded, "bare") as name:
            with databases.owner_cursor(name) as owner:
                owner.execute(NOTE.format("DISABLE"))
            with databases.using(name):
                bare = timed(lambda: fill(world, events))
        with scratch.copied(seeded, "filled") as filled:
            with databases.using(filled):
                noted = timed(lambda: fill(world, events))
            with scratch.fresh(filled, "idi_clock"):
                floor = timed(move)
            with databases.using(filled, "idi_clock"):
                sealing = timed(lambda: seal(at=datetime.now(UTC)))
            with databases.using(filled):
                reading = timed(lambda: read(world))
                chain = world.here.city.pk
                count = seals_of(chain)
                walk = []
                verifying = timed(lambda: walk.append(verify_chain(chain, at=datetime.now(UTC))))
    assert walk[0].stands, walk[0].findings
    print(f"{count:,} seals")
    print(f"insert of an event, noted for its seal ÷ bare: {noted / bare:.2f} ({events / noted:,.0f}/s)")
    print(f"sealing, rows/s ÷ floor: {floor / sealing:.2f} ({events / sealing:,.0f}/s against {events / floor:,.0f}/s)")
    print(f"verifying ÷ reading the rows: {verifying / reading:.2f} ({count / verifying:,.0f}/s, {verifying:.0f} s)")


if __name__ == "__main__":
    with scratch.servers():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
