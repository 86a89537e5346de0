"""Arming again a timer that the sweep has put aside."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.audit.public import record_platform
from idi_platform.deadlines.public import arm_again
from idi_platform.tenancy.public import Actor, City, system_actor, tenant_work


@transaction.atomic
def retry_timer(*, city: City, deadline_id: UUID, reason: str, by: Actor, at: datetime, real: datetime) -> None:
    """By the operator, who stands in no city. `at` is business time, `real` the record's. NotPutAside."""
    with tenant_work(system_actor(city.pk)) as system:
        fault = arm_again(deadline_id=deadline_id, by=system, at=at)
    record_platform(
        code="timer_armed_again",
        subject="deadlines.deadline",
        subject_id=deadline_id,
        by=by,
        at=real,
        payload={"city": city.code, "reason": reason, "fault": fault},
    )
