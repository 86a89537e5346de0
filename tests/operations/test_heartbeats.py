"""Who is at work is told by the ticks that real processes finish, and silence by their absence."""

from idi_platform.celery import app
from operations.heartbeats import silences
from operations.models import Process
from tests.broker import OwnBroker
from tests.broker import own_broker as own_broker
from tests.waiting import wait_until

LONGEST_SECONDS = 90


def test_clock_and_worker_note_each_finished_tick_and_nothing_after_their_death(
    committed_db: str, own_broker: OwnBroker
) -> None:
    """Both as their own login: the clock may write this row and nothing else outside its tables."""
    assert set(silences().values()) == {None}
    with own_broker.worker(committed_db, queue="clock", login="idi_clock"), own_broker.worker(committed_db):
        app.send_task("deadlines.sweep")
        app.send_task("outbox.deliver_all")
        wait_until(
            lambda: (
                {process for process, silence in silences().items() if silence is not None}
                == {Process.BEAT, Process.CLOCK, Process.WORKER}
            ),
            seconds=LONGEST_SECONDS,
            what="both ticks noted",
        )
    before = silences()[Process.WORKER]
    app.send_task("outbox.deliver_all")
    after = silences()[Process.WORKER]
    assert own_broker.waiting() >= 1
    assert before is not None
    assert after is not None
    assert after > before
