"""A timer that cannot be told is put aside alone; a fault that is not its own puts nothing aside."""

import logging
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import NotPutAside, arm_again, put_aside
from idi_platform.deadlines.services.sweep import Swept, sweep
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests import databases
from tests.armed import DUE_STEP, OFFSETS, arm
from tests.deadlines.stated import RECEIVED
from tests.threads import connected
from tests.world import CityWorld, World

TERMS = 9
# The last number of its column: the next step does not fit.
NO_STEP_LEFT = 32767


def spoil(city: CityWorld, count: int) -> set[UUID]:
    """Arms terms that fall due now and breaks the timers of some of them."""
    arm(city, count=TERMS, dues=[RECEIVED], step=DUE_STEP)
    bad = list(DeadlineTimer.objects.order_by("pk").values_list("pk", flat=True)[1 : 1 + 2 * count : 2])
    DeadlineTimer.objects.filter(pk__in=bad).update(step=NO_STEP_LEFT)
    return set(bad)


@pytest.mark.parametrize("count", [1, 3])
def test_the_rest_of_a_batch_goes_on_without_its_bad_rows(
    here: CityWorld, count: int, caplog: pytest.LogCaptureFixture
) -> None:
    bad = spoil(here, count)
    swept = sweep(now=RECEIVED)
    assert (swept.timers, swept.quarantined) == (TERMS - count, count)
    aside = DeadlineTimer.objects.exclude(quarantined="")
    assert {timer.pk for timer in aside} == bad
    assert all(timer.fire_at is None and "smallint out of range" in timer.quarantined for timer in aside)
    assert Message.objects.count() == Deadline.objects.exclude(missed_at=None).count() == TERMS - count
    alarms = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert len(alarms) == count


def test_a_bad_timer_alone_is_put_aside_and_the_sweep_ends(here: CityWorld) -> None:
    arm(here, count=1, dues=[RECEIVED], step=DUE_STEP)
    DeadlineTimer.objects.update(step=NO_STEP_LEFT)
    assert sweep(now=RECEIVED) == Swept(quarantined=1)
    assert sweep(now=RECEIVED) == Swept()


def test_a_timer_set_back_tells_no_step_twice_and_goes_on(here: CityWorld) -> None:
    arm(here, count=TERMS, dues=[RECEIVED])
    sweep(now=RECEIVED)
    DeadlineTimer.objects.filter(pk__in=DeadlineTimer.objects.values("pk")[:1]).update(
        step=0, fire_at=RECEIVED + OFFSETS[0]
    )
    assert sweep(now=RECEIVED) == Swept(timers=3, city_ids=frozenset({here.city.pk}), lateness=-OFFSETS[0])
    assert Message.objects.count() == TERMS * 3
    assert not DeadlineTimer.objects.filter(fire_at__lte=RECEIVED).exists()


def test_a_term_whose_timer_was_put_aside_is_missed_all_the_same(here: CityWorld) -> None:
    (bad,) = spoil(here, 1)
    sweep(now=RECEIVED)
    assert Deadline.objects.get(pk=bad).is_missed(RECEIVED)
    assert Deadline.objects.missed_by(RECEIVED).filter(pk=bad).exists()


def test_a_fault_that_concerns_every_timer_puts_none_aside(committed_db: str, committed_world: World) -> None:
    arm(committed_world.here, count=TERMS, dues=[RECEIVED])
    with databases.owner_cursor(committed_db) as owner:
        owner.execute("REVOKE INSERT ON outbox_message FROM idi_clock")
        with connected(committed_db, "idi_clock"), pytest.raises(ProgrammingError, match="permission denied"):
            sweep(now=RECEIVED)
        owner.execute("GRANT INSERT ON outbox_message TO idi_clock")
    with acting_as(committed_world.here.system), transaction.atomic():
        assert not DeadlineTimer.objects.exclude(quarantined="").exists()
    with connected(committed_db, "idi_clock"):
        assert sweep(now=RECEIVED + timedelta(days=9)).quarantined == 0


def test_a_mended_timer_is_armed_again_and_told_by_the_next_sweep(here: CityWorld) -> None:
    (bad,) = spoil(here, 1)
    sweep(now=RECEIVED)
    (aside,) = put_aside(here.city.pk, 10)
    assert aside.pk == bad
    fault = arm_again(deadline_id=bad, by=here.system, at=RECEIVED)
    assert "smallint out of range" in fault
    with pytest.raises(NotPutAside):
        arm_again(deadline_id=bad, by=here.system, at=RECEIVED)
    deadline = Deadline.objects.get(pk=bad)
    sweep(now=deadline.due_at)
    deadline.refresh_from_db()
    assert deadline.missed_at == deadline.due_at
