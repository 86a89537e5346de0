"""Promise 30: two beats at once, and with them two clocks and two workers, tell and send each thing once."""

import re
from datetime import datetime, time

import pytest
from django.db.models import Count
from pytest_django.fixtures import Settings

from idi_platform.alerts.models import Notice, Preference, Sending, SendingState
from idi_platform.alerts.tasks import send_all
from idi_platform.deadlines.tasks import sweep_due_timers
from idi_platform.outbox.public import Message
from idi_platform.outbox.tasks import deliver
from idi_platform.tenancy.public import tenant_work
from tests.alerts.outside import mail_server
from tests.armed import OFFSETS, arm
from tests.broker import OwnBroker
from tests.threads import at_once
from tests.world import ZONE, World

DUE = datetime(2026, 9, 24, tzinfo=ZONE)


@pytest.mark.faults
def test_ticks_that_come_twice_at_once_tell_and_send_once(
    committed_db: str, committed_world: World, own_broker: OwnBroker, settings: Settings, full: bool
) -> None:
    here, terms = committed_world.here, 500 if full else 20
    reader = here.officer.user
    reader.email = "reader@example.com"
    reader.save()
    with tenant_work(here.system):
        Preference.objects.create(city=here.city, user=reader, quiet_from=time(0), quiet_until=time(0))
    arm(here, count=terms, dues=[DUE])
    with mail_server(settings) as box:
        for _beat in range(2):
            at_once(committed_db, *[("idi_clock", sweep_due_timers)] * 2)
            at_once(committed_db, *[("idi_app", lambda: deliver(here.city.pk))] * 2)
            at_once(committed_db, *[("idi_app", send_all)] * 2)
    with tenant_work(here.system):
        assert Message.objects.count() == terms * len(OFFSETS)
        told = Notice.objects.filter(recipient=reader)
        assert told.count() == Message.objects.filter(skipped=False).count()
        assert not told.values("message_id").annotate(times=Count("pk")).filter(times__gt=1).exists()
        assert set(Sending.objects.values_list("state", "attempts")) == {(SendingState.SENT, 1)}
        sent = {str(pk) for pk in told.values_list("pk", flat=True)}
    links = [link for mail in box.mails for link in re.findall(r"/inbox/([0-9a-f-]{36})/", mail.get_content())]
    assert sorted(links) == sorted(sent)
