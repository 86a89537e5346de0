"""Sending again what did not arrive."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.alerts.public import send_again
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, City, system_actor, tenant_work


@transaction.atomic
def send_dead_again(
    *, city: City, ids: Collection[UUID], channel: str, error: str, reason: str, by: Actor, at: datetime
) -> int:
    """How many wait again; on record with the reason. `at` is real time."""
    with tenant_work(system_actor(city.pk)):
        count = send_again(city_id=city.pk, ids=ids, at=at)
    if count:
        record_platform(
            code="sendings_replayed",
            subject="tenancy.city",
            subject_id=city.pk,
            by=by,
            at=at,
            payload={"city": city.code, "channel": channel, "error": error, "count": count, "reason": reason},
        )
    return count
