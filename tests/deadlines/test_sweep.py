"""The sweep tells every step of every plan once, in time or after an outage, and marks what is missed."""

from datetime import timedelta

from idi_platform.deadlines.constants import DEADLINE_TOPIC
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.services.sweep import Swept, oldest_due, sweep
from idi_platform.outbox.public import Message
from tests.armed import DAY, OFFSETS, arm
from tests.deadlines.stated import RECEIVED, started
from tests.world import CityWorld


def told() -> list[tuple[int, bool]]:
    """The steps told so far, and whether they were skipped."""
    return list(Message.objects.filter(topic=DEADLINE_TOPIC).order_by("step").values_list("step", "skipped"))


def test_nothing_is_told_before_its_moment(here: CityWorld) -> None:
    deadline = started(here)
    first = DeadlineTimer.objects.get(pk=deadline.pk).plan[0]
    assert sweep(now=first - timedelta(microseconds=1)) == Swept()
    assert sweep(now=first).timers == 1


def test_each_step_is_told_once_at_its_own_moment(here: CityWorld) -> None:
    deadline = started(here)
    plan = DeadlineTimer.objects.get(pk=deadline.pk).plan
    for step, instant in enumerate(plan):
        swept = sweep(now=instant)
        assert swept == Swept(timers=1, city_ids=frozenset({here.city.pk}))
        assert told() == [(earlier, False) for earlier in range(step + 1)]
        assert sweep(now=instant) == Swept()
    timer = DeadlineTimer.objects.get(pk=deadline.pk)
    assert (timer.fire_at, timer.step) == (None, len(plan))


def test_a_message_names_the_deadline_its_plan_and_the_moment_of_the_sweep(here: CityWorld) -> None:
    deadline = started(here)
    sweep(now=deadline.due_at)
    message = Message.objects.filter(step=DeadlineTimer.objects.get(pk=deadline.pk).due_step).get()
    assert (message.source_id, message.version, message.city_id) == (deadline.pk, 1, here.city.pk)
    assert message.created_at == deadline.due_at


def test_a_miss_is_marked_at_the_due_moment_however_late_the_sweep(here: CityWorld) -> None:
    deadline = started(here)
    sweep(now=deadline.due_at + 100 * DAY)
    deadline.refresh_from_db()
    assert deadline.missed_at == deadline.due_at
    assert deadline.closed_at is None


def test_after_an_outage_past_reminders_are_skipped_and_the_breach_and_escalations_are_not(here: CityWorld) -> None:
    arm(here, count=1, dues=[RECEIVED])
    swept = sweep(now=RECEIVED + 30 * DAY)
    assert (swept.timers, swept.lateness) == (len(OFFSETS), 33 * DAY)
    assert told() == [(0, True), (1, True), (2, False), (3, False), (4, False)]


def test_a_late_reminder_of_a_term_that_still_runs_is_told(here: CityWorld) -> None:
    arm(here, count=1, dues=[RECEIVED])
    sweep(now=RECEIVED - timedelta(microseconds=1))
    assert told() == [(0, False), (1, False)]


def test_a_backlog_larger_than_a_batch_is_swept_whole(here: CityWorld) -> None:
    arm(here, count=25, dues=[RECEIVED])
    assert sweep(now=RECEIVED, batch=4).timers == 25 * 3
    assert Deadline.objects.filter(missed_at=RECEIVED).count() == 25
    assert Message.objects.count() == 75


def test_the_wait_of_the_oldest_is_known(here: CityWorld) -> None:
    arm(here, count=3, dues=[RECEIVED, RECEIVED + DAY])
    assert oldest_due(now=RECEIVED - 4 * DAY) == timedelta()
    assert oldest_due(now=RECEIVED) == 3 * DAY
    sweep(now=RECEIVED)
    assert oldest_due(now=RECEIVED) == timedelta()
