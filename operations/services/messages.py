"""Handing out again a message that was given up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import User
from idi_platform.audit.public import record_platform
from idi_platform.outbox.public import replay_message
from idi_platform.tenancy.public import Actor, City, system_actor, tenant_work


@transaction.atomic
def replay(*, city: City, message_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """As `manage.py replay_messages`, by the operator. `at` is real time. NotGivenUp, ReplayUnanswered."""
    asked_by = User.objects.values_list("username", flat=True).get(pk=by.person_id)
    with tenant_work(system_actor(city.pk)) as system:
        replay_message(message_id=message_id, asked_by=asked_by, reason=reason, by=system, at=at)
    record_platform(
        code="message_replayed",
        subject="outbox.message",
        subject_id=message_id,
        by=by,
        at=at,
        payload={"city": city.code, "reason": reason},
    )
