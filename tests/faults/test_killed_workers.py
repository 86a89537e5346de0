"""Promise 32: workers killed at random moments of every kind of task end where a run without faults ends."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from threading import Event

import pytest
from django.conf import settings as installed
from django.db import connections
from pytest_django.fixtures import Settings

from idi_platform.celery import app
from idi_platform.embedded import postgres
from idi_platform.embedded.places import read_secret, var_directory
from idi_platform.outbox.tasks import deliver
from idi_platform.tenancy.public import acting_as
from tests import databases
from tests.alerts.outside import mail_server
from tests.broker import LONGEST_SECONDS, OwnBroker
from tests.databases import ROOT
from tests.faults.at_work import Errand, end_state, work_for_all
from tests.world import World

LOGINS = {"default": "idi_app", "clock": "idi_clock"}
# What one round makes, the next delivers and sends.
ROUNDS = 3
TICK_SECONDS, MOST_TICKS = 15, 20
MOST_KILLS = 200
_LEASES_END = """
DO $$ DECLARE found text; BEGIN
FOR found IN SELECT table_name FROM information_schema.columns WHERE column_name = 'lease_until'
LOOP EXECUTE format('UPDATE %I SET lease_until = now() - interval ''1 second'' WHERE lease_until > now()', found);
END LOOP; END $$
"""


def queue_of(task: str) -> str:
    route: dict[str, str] = installed.CELERY_TASK_ROUTES.get(task, {})
    return route.get("queue", installed.CELERY_TASK_DEFAULT_QUEUE)


def product_tasks() -> set[str]:
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith(("celery.", "probe.", "test"))}


class Workers:
    """One worker for each queue; whoever is killed is replaced."""

    def __init__(self, broker: OwnBroker, database: str, mail: str) -> None:
        self._broker, self._database = broker, database
        self._running: dict[str, int] = {}
        self._nurseries = {queue: self._nursery(queue, login, mail) for queue, login in LOGINS.items()}

    def _nursery(self, queue: str, login: str, mail: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.faults.nursery", queue, self._broker.socket]
        with (self._broker.var / f"{queue}.log").open("wb") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self._broker.environment(self._database, login), "IDI_SMTP": mail},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )

    def do(self, task: str, errand: Errand, *, kill_after: float | None = None) -> None:
        """Sends the task until it begins, for Redis may hand it to a dead worker's connection, as beat does.

        Then waits until it is done, or kills its worker so many seconds later.
        """
        queue = queue_of(task)
        if queue not in self._running:
            self._running[queue] = self._born(queue)
        with self._broker.client() as client:
            client.delete(f"began:{task}", f"ended:{task}")
            for _tick in range(MOST_TICKS):
                with acting_as(errand.by.actor()) if errand.by else nullcontext():
                    app.tasks[task].apply_async(args=errand.arguments)
                if client.blpop([f"began:{task}"], timeout=TICK_SECONDS):
                    break
            else:
                raise AssertionError(self.words(queue))
            if kill_after is None:
                assert client.blpop([f"ended:{task}"], timeout=LONGEST_SECONDS), self.words(queue)
                return
        Event().wait(kill_after)
        os.kill(self._running.pop(queue), signal.SIGKILL)
        leases_end(self._database)

    def _born(self, queue: str) -> int:
        nursery = self._nurseries[queue]
        assert nursery.stdin
        assert nursery.stdout
        nursery.stdin.write("\n")
        nursery.stdin.flush()
        return int(nursery.stdout.readline())

    def words(self, queue: str) -> str:
        return (self._broker.var / f"{queue}.log").read_text(encoding="utf-8")[-4000:]

    def end(self) -> None:
        for nursery in self._nurseries.values():
            os.killpg(nursery.pid, signal.SIGKILL)
            nursery.communicate()


@contextmanager
def at_work(broker: OwnBroker, database: str, mail: str) -> Iterator[Workers]:
    workers = Workers(broker, database, mail)
    try:
        yield workers
    finally:
        workers.end()


def leases_end(database: str) -> None:
    """What the dead held is free again, as it is minutes later."""
    password = read_secret(var_directory(), f"postgres_{postgres.BOOTSTRAP}")
    postgres.execute(postgres.open_cluster(var_directory()), password, database, _LEASES_END)


def without_faults(database: str, errands: dict[str, Errand], world: World) -> dict[str, float]:
    """All rounds in this process; the longest that each task took, in seconds."""
    took = dict.fromkeys(errands, 0.0)
    for _round in range(ROUNDS):
        for task, errand in errands.items():
            with ExitStack() as stack:
                stack.enter_context(databases.using(database, LOGINS[queue_of(task)]))
                if errand.by:
                    stack.enter_context(acting_as(errand.by.actor()))
                began = time.monotonic()
                app.tasks[task](*errand.arguments)
                took[task] = max(took[task], time.monotonic() - began)
        # A worker would have been woken.
        with databases.using(database):
            for city in (world.here, world.there):
                deliver(city.city.pk)
    return took


def deaths(tasks: list[str], *, full: bool) -> list[str]:
    """Whom to kill, in any order: each kind once, or 200 in all. A job that died three times would be given up."""
    once = random.sample(tasks, len(tasks))
    if not full:
        return once
    others = [task for task in tasks if task != "outbox.run_job"]
    chosen = [*once, "outbox.run_job", *random.choices(others, k=MOST_KILLS - len(once) - 1)]
    return random.sample(chosen, len(chosen))


@pytest.mark.faults
def test_killed_workers_end_where_a_run_without_faults_ends(
    committed_db: str, committed_world: World, own_broker: OwnBroker, settings: Settings, full: bool
) -> None:
    errands = work_for_all(committed_world, committed_db)
    assert set(errands) == product_tasks(), "give every kind of task something to do in work_for_all"
    connections.close_all()
    faulty = f"{committed_db}_faulty"
    databases.clone(faulty, committed_db)
    with mail_server(settings) as _box, own_broker.client() as client:
        took = without_faults(committed_db, errands, committed_world)
        client.flushall()
        with at_work(own_broker, faulty, f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}") as workers:
            for task in deaths(list(errands), full=full):
                workers.do(task, errands[task], kill_after=random.uniform(0, took[task]))
            for _round in range(ROUNDS):
                for task, errand in errands.items():
                    workers.do(task, errand)
    should, is_now = end_state(committed_db), end_state(faulty)
    assert {table: (rows, should[table]) for table, rows in is_now.items() if rows != should[table]} == {}
    databases.drop(faulty)
