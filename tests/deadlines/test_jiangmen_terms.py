"""A claim in Jiangmen by the city's own text: seven days, from the pack to the breach."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.db import transaction

from idi_platform.audit.public import record
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import Basis, meet, start_duties
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as, system_actor
from policies.public import confirm_validity, pin
from tests import databases
from tests.threads import connected
from tests.world import FOUNDED, ZONE, CityWorld, World

# The seventh day is 1 October, a holiday until the 7th: the term ends with the 8th.
RECEIVED = datetime(2026, 9, 24, 16, tzinfo=ZONE)
DUE = datetime(2026, 10, 9, tzinfo=ZONE)
UNROLLED = datetime(2026, 10, 2, tzinfo=ZONE)
DUTY = "claims.determination.normal"


@pytest.fixture
def jiangmen(committed_db: str, committed_world: World) -> CityWorld:
    """The city with its text confirmed by an officer and the project pinned to it."""
    with databases.using(committed_db, "idi_owner"):
        confirm_validity(
            version_code="jiangmen-2022",
            valid_from=date(2022, 4, 1),
            evidence="测试假定",
            officer="测试",
            by=system_actor(None),
            at=FOUNDED,
        )
    city = committed_world.here
    with acting_as(city.system) as by, transaction.atomic():
        anchors = {"contract_formed": date(2022, 9, 1)}
        assert pin(project_dossier_id=city.project.dossier_id, anchors=anchors, by=by, at=FOUNDED).is_pinned
    return city


@pytest.fixture
def running(jiangmen: CityWorld) -> Iterator[Deadline]:
    """The determination term of a claim, committed."""
    with acting_as(jiangmen.system) as by:
        with transaction.atomic():
            dossier = jiangmen.project.dossier
            event = record(dossier_id=dossier.pk, code="claim_received", by=by, at=RECEIVED, payload={})
            obliged = {"insurer": jiangmen.insurer.pk}
            started = {d.duty: d for d in start_duties(dossier=dossier, event=event, obliged=obliged, by=by)}
        yield started[DUTY]


def test_the_text_sets_seven_days_and_the_civil_code_moves_the_last_one(running: Deadline) -> None:
    assert (running.rule_id, running.basis, running.term_value) == ("JM-045", Basis.IN_FORCE, 7)
    assert (running.unrolled_at, running.due_at) == (UNROLLED, DUE)
    assert not running.provisional


def test_the_clock_marks_the_breach_and_tells_it(committed_db: str, running: Deadline) -> None:
    with connected(committed_db, "idi_clock"):
        sweep(now=DUE)
    with transaction.atomic():
        running.refresh_from_db()
        step = DeadlineTimer.objects.get(pk=running.pk).due_step
        assert running.missed_at == DUE
        assert Message.objects.filter(source_id=running.pk, step=step, skipped=False).exists()


def test_a_determination_on_the_last_day_is_in_time(jiangmen: CityWorld, running: Deadline) -> None:
    last = datetime(2026, 10, 8, 23, 59, tzinfo=ZONE)
    met = meet(dossier=jiangmen.project.dossier, duty=DUTY, by=jiangmen.system, at=last)
    assert met is not None
    assert met.missed_at is None
