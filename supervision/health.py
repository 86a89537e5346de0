"""Whether the platform's parts answer, and whether its work is waiting anywhere."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from redis import Redis, RedisError

from idi_platform.deadlines.public import Deadline, oldest_due, quarantined_timers
from idi_platform.embedded.connections import redis_client_url
from idi_platform.outbox.public import Message, given_up
from idi_platform.tenancy.public import City, system_actor, tenant_work

_PATIENCE_SECONDS = 2
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CityWork:
    """One city's waiting work: how long the oldest due timer has waited, messages not sent, messages given
    up (`manage.py replay_messages`), timers put aside.

    `provisional` counts open terms whose dates rest on a year that is not announced; nothing recomputes them yet.
    """

    city: City
    oldest_due: timedelta
    waiting: int
    given_up: int
    quarantined: int
    provisional: int


def parts() -> dict[str, bool]:
    """Which part answers. Says no more than that: the page is open to everybody; the log has the reason."""
    return {"database": _answers(_ask_database), "redis": _answers(_ask_redis)}


def waiting_work(*, now: datetime) -> list[CityWork]:
    """City by city, each read as the system in that city: the wall shows nothing to whoever stands in none."""
    return [_work_of(city, now=now) for city in City.objects.filter(is_active=True)]


def _work_of(city: City, *, now: datetime) -> CityWork:
    with tenant_work(system_actor(city.pk)):
        return CityWork(
            city=city,
            oldest_due=oldest_due(now=now),
            waiting=Message.objects.filter(city_id=city.pk, sent_at=None, skipped=False).count(),
            given_up=given_up(city.pk).count(),
            quarantined=quarantined_timers(city.pk),
            provisional=Deadline.objects.filter(city_id=city.pk, provisional=True).open().count(),
        )


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except (DatabaseError, RedisError, OSError):
        logger.exception("A part of the platform does not answer")
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    client = Redis.from_url(
        redis_client_url(), socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS
    )
    try:
        client.ping()
    finally:
        client.close()
