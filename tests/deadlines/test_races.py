"""Sweepers beside each other and beside people: nothing twice, nothing locked for ever, one truth."""

from collections import Counter
from datetime import timedelta

from django.db import transaction

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import EventCode, meet
from idi_platform.deadlines.services.sweep import Swept, sweep
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.armed import DUE_STEP, OFFSETS, arm
from tests.deadlines.stated import RECEIVED, StatedRules, received, start
from tests.threads import at_once
from tests.world import World

SWEEPERS = 4
TERMS = 200
INSTANT = timedelta(microseconds=1)


def test_several_sweepers_at_once_move_each_timer_once(committed_db: str, committed_world: World) -> None:
    city = committed_world.here
    arm(city, count=TERMS, dues=[RECEIVED])
    after_all = RECEIVED + OFFSETS[-1]
    shares: list[Swept] = at_once(committed_db, *[("idi_clock", lambda: sweep(now=after_all, batch=7))] * SWEEPERS)
    shares.append(at_once(committed_db, ("idi_clock", lambda: sweep(now=after_all)))[0])
    assert sum(share.timers for share in shares) == TERMS * len(OFFSETS)
    with acting_as(city.system), transaction.atomic():
        told = Counter(Message.objects.values_list("step", flat=True))
        assert told == dict.fromkeys(range(len(OFFSETS)), TERMS)
        assert Deadline.objects.filter(missed_at=RECEIVED).count() == TERMS
        assert not DeadlineTimer.objects.exclude(fire_at=None).exists()


def test_meeting_and_sweeping_at_once_agree_and_never_deadlock(committed_db: str, committed_world: World) -> None:
    city, rounds = committed_world.here, 40
    arm(city, count=rounds, dues=[RECEIVED], step=DUE_STEP)

    def meet_all(moment: timedelta) -> None:
        for number in range(1, rounds + 1):
            with acting_as(city.system), transaction.atomic():
                meet(
                    dossier=city.project.dossier,
                    duty=f"term-{number}",
                    by=city.system,
                    at=RECEIVED + number % 2 * moment,
                )

    def sweep_all() -> None:
        sweep(now=RECEIVED, batch=1)

    at_once(
        committed_db,
        ("idi_app", lambda: meet_all(-INSTANT)),
        ("idi_app", lambda: meet_all(-INSTANT)),
        ("idi_clock", sweep_all),
    )
    with acting_as(city.system), transaction.atomic():
        marks = {(d.met_at, d.missed_at) for d in Deadline.objects.all()}
        assert marks == {(RECEIVED - INSTANT, None), (RECEIVED, RECEIVED)}
        met = Event.objects.filter(code__in=[EventCode.MET, EventCode.MET_LATE])
        assert met.count() == rounds
        assert not DeadlineTimer.objects.exists()


def test_one_event_told_by_two_people_at_once_starts_its_terms_once(
    committed_db: str, committed_world: World, rules: StatedRules
) -> None:
    city = committed_world.here
    with acting_as(city.system), transaction.atomic():
        event = received(city)

    def begin() -> list[Deadline]:
        with acting_as(city.system), transaction.atomic():
            return start(city, event)

    first, second = at_once(committed_db, ("idi_app", begin), ("idi_app", begin))
    assert first == second
    with acting_as(city.system), transaction.atomic():
        assert DeadlineTimer.objects.count() == 1
