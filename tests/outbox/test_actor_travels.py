"""The sender's actor goes with a task into a real worker; a task that nobody sent sees no tenant row."""

import json
from datetime import UTC, datetime
from typing import cast

from django.db import transaction

from idi_platform.audit.public import Event
from idi_platform.tenancy.public import acting_as
from tests.broker import LONGEST_SECONDS, OwnBroker
from tests.probes import touch, write
from tests.world import World

AT = datetime(2026, 9, 24, 8, tzinfo=UTC)


def answer(broker: OwnBroker, reply: str) -> list[str]:
    with broker.client() as client:
        answered = cast("tuple[str, str] | None", client.blpop([reply], timeout=LONGEST_SECONDS))
    assert answered, "the worker did not answer"
    return cast("list[str]", json.loads(answered[1]))


def test_the_actor_travels_with_its_task_and_stays_with_nobody_elses(
    committed_db: str, committed_world: World, own_broker: OwnBroker
) -> None:
    sender = committed_world.here.adjuster.actor()
    dossier = committed_world.here.project.dossier_id
    with own_broker.worker(committed_db):
        with acting_as(sender):
            write.delay(own_broker.socket, "first", str(dossier), AT.isoformat())
        assert answer(own_broker, "first") == ["written"]
        touch.delay(own_broker.socket, "second")
        assert answer(own_broker, "second") == ["refused outside a transaction", "no actor", "0 rows"]
    with acting_as(sender), transaction.atomic():
        event = Event.objects.get(code="probe_wrote")
    assert (event.city_id, event.actor_user_id, event.actor_organisation_id, event.actor_role) == (
        sender.city_id,
        sender.user_id,
        sender.organisation_id,
        sender.role,
    )
