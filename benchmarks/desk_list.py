"""The desk's list through the API: 50 rows ÷ a trivial view, and ÷ the same by ModelSerializer (rows 11 and 12).

    .venv/bin/python -m benchmarks.desk_list [--rounds 7]

One gunicorn sync worker, two clients that always wait for it, 2,000 claims with two terms each. The sides are asked in
turn; medians of the rounds. `trivial` is asked by the same signed-in person (session, membership and transaction are in
both), `stranger` is the trivial view without anybody signed in. Processor time is that of the worker and of its
PostgreSQL process: what else the machine does moves it least.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

from django.conf import settings
from django.test import Client

from benchmarks import scratch  # first: it prepares the settings
from benchmarks.sweep import Row
from claims.constants import ClaimState
from claims.models import Claim
from idi_platform.accounts.public import Membership
from idi_platform.audit.public import record
from idi_platform.deadlines.public import Deadline
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.embedded import application
from idi_platform.embedded.places import PROJECT
from idi_platform.tenancy.public import tenant_work
from tests import databases
from tests.claims.reports import ANSWERS
from tests.world import FOUNDED, CityWorld, build_world

PORT, CLAIMS, EACH, CLIENTS, ROWS = 8149, 2000, 50, 2, 50
LIST, TRIVIAL = "/api/v1/claims/", "/bench/trivial/"
SIDES = {
    "list": LIST,
    "usual": "/bench/usual/",
    "declared": "/bench/declared/",
    "trivial": TRIVIAL,
    "stranger": TRIVIAL,
}


def seed(city: CityWorld) -> None:
    """Claims a minute apart, each with a term that runs and one that is met."""
    with tenant_work(city.system) as by:
        event = record(dossier_id=city.project.dossier_id, code="bench", by=by, at=FOUNDED, payload={})
        moments = [FOUNDED + timedelta(minutes=number) for number in range(CLAIMS)]
        dossiers = [
            Dossier(
                city=city.city,
                kind=DossierKind.CLAIM,
                number=f"C-{number:05}",
                title="一号路 1 号 1 幢 0301",
                parent_project=city.project.dossier,
                opened_at=at,
            )
            for number, at in enumerate(moments)
        ]
        Dossier.objects.bulk_create(dossiers)
        Claim.objects.bulk_create(
            Claim(
                city=city.city,
                dossier=dossier,
                unit=city.unit,
                project=city.project,
                insurer=city.insurer,
                claimant=city.owner.user,
                district=city.district,
                state=ClaimState.FILED,
                filed_at=at,
                consented_at=at,
                **ANSWERS,
            )
            for dossier, at in zip(dossiers, moments, strict=True)
        )
        Deadline.objects.bulk_create(
            Deadline(
                city=city.city,
                dossier=dossier,
                duty=duty,
                rule_id="T-001",
                citation="test",
                obliged=city.insurer,
                basis="in_force",
                term_value=7,
                term_unit="day",
                started_by=event,
                started_at=at,
                unrolled_at=at + timedelta(days=7),
                due_at=at + timedelta(days=7),
                met_at=met_at,
                closed_at=met_at,
                closed_as="met" if met_at else "",
                trace_hash="0" * 64,
                computation_hash="0" * 64,
            )
            for dossier, at in zip(dossiers, moments, strict=True)
            for duty, met_at in (("claims.survey", at + timedelta(days=1)), ("claims.determination.normal", None))
        )


def cookie_of(person: Membership) -> str:
    client = Client()
    client.force_login(person.user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Site:
    """One worker of gunicorn at work on a scratch database."""

    worker: int
    database: str
    cookie: str

    def processes(self) -> list[int]:
        """The worker and the PostgreSQL process of its connection."""
        with databases.owner_cursor() as owner:
            owner.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = %s AND usename = 'idi_app'", [self.database]
            )
            return [self.worker, *(pid for (pid,) in owner.fetchall())]

    def ask(self, side: str) -> bytes:
        headers = {"Host": "localhost", **({} if side == "stranger" else {"Cookie": self.cookie})}
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            connection.request("GET", SIDES[side], headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            message = f"{side}: {answer.status} {body[:200]!r}"
            raise RuntimeError(message)
        return body

    def round(self, side: str) -> tuple[float, float]:
        """Seconds for one request, by the wall and by the processors, while the clients keep the worker busy."""
        processes = self.processes()
        spent = sum(map(processor_seconds, processes))
        clients = [threading.Thread(target=lambda: [self.ask(side) for _ in range(EACH)]) for _ in range(CLIENTS)]
        began = time.perf_counter()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        wall = time.perf_counter() - began
        return wall / (EACH * CLIENTS), (sum(map(processor_seconds, processes)) - spent) / (EACH * CLIENTS)


@contextmanager
def site() -> Iterator[Site]:
    """Gunicorn with one sync worker on a seeded database."""
    cookies: list[str] = []

    def build() -> None:
        world = build_world()
        seed(world.here)
        cookies.append(cookie_of(world.here.adjuster))

    with scratch.seeded("desk", build) as database:
        command = [sys.executable, "-m", "gunicorn", "benchmarks.desk_site:application", "--bind", f"127.0.0.1:{PORT}"]
        command += ["--workers", "1", "--worker-class", "sync", "--no-control-socket", "--log-level", "warning"]
        master = subprocess.Popen(command, cwd=PROJECT, env={**os.environ, "IDI_DATABASE": database})
        try:
            yield Site(_worker_of(master), database, cookies[0])
        finally:
            master.terminate()
            master.wait()


def _worker_of(master: subprocess.Popen[bytes]) -> int:
    """The process id of gunicorn's one worker, when it answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and master.poll() is None:
        if application.answers(PORT):
            return int(Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text(encoding="ascii").split()[0])
        time.sleep(0.2)
    message = "gunicorn did not start"
    raise RuntimeError(message)


def measure(rounds: int) -> Iterator[Row]:
    with site() as here:
        for side in SIDES:
            here.ask(side)
        told = [json.loads(here.ask(side))["results"] for side in ("list", "usual", "declared")]
        assert told[0] == told[1] == told[2]
        assert len(told[0]) == ROWS
        seen: dict[str, list[tuple[float, float]]] = {side: [] for side in SIDES}
        for _ in range(rounds):
            for side, costs in seen.items():
                costs.append(here.round(side))
    wall, processor = ({side: median(c[kind] for c in costs) for side, costs in seen.items()} for kind in (0, 1))
    for number, what, must, theirs in (
        ("11", "desk list ÷ trivial view, the same person", "≥ 0.25", "trivial"),
        ("11b", "desk list ÷ trivial view, nobody signed in", "–", "stranger"),
        ("12", "desk list ÷ via ModelSerializer", "≥ 4.5", "usual"),
        ("12b", "desk list ÷ via its own serializer", "–", "declared"),
    ):
        requests = f"{1 / wall['list']:,.0f} against {1 / wall[theirs]:,.0f} requests/s"
        by_processor = f"by processor {processor[theirs] / processor['list']:.2f} ({processor['list'] * 1e3:.1f} ms)"
        yield Row(number, what, must, wall[theirs] / wall["list"], f"{requests}; {by_processor}")


def main() -> None:
    arguments = argparse.ArgumentParser(description="The desk's list through the API (PERFORMANCE.md rows 11 and 12).")
    arguments.add_argument("--rounds", type=int, default=7)
    options = arguments.parse_args()
    with scratch.servers():
        print("| # | what | must | ratio | seen |\n|---|---|---|---|---|", *measure(options.rounds), sep="\n")


if __name__ == "__main__":
    main()
