"""What a monitor is told: which vital part answers, and no more. The log has the reason."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.utils import timezone
from redis import Redis, RedisError

from idi_platform.audit.public import waiting_for_seal
from idi_platform.embedded.connections import redis_client_url
from operations.heartbeats import is_dead, silences
from operations.models import Process

PATIENCE_SECONDS = 2
logger = logging.getLogger(__name__)


def answering() -> dict[str, bool]:
    """Each vital part: the database, Redis, and by their ticks the three background processes."""
    told = {"database": database_answers(), "redis": _answers(ask_redis)}
    return told | _at_work(told["database"])


def database_answers() -> bool:
    return _answers(ask_database)


def record_figures() -> dict[str, int]:
    """Rows of the record that wait for their seal, and the oldest one's seconds; none without a database."""
    try:
        waiting = waiting_for_seal()
    except DatabaseError:
        return {}
    return {"unsealed": waiting.count, "unsealed_seconds": int(waiting.lag(at=timezone.now()).total_seconds())}


def is_well(told: dict[str, bool]) -> bool:
    return all(told.values())


def ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def ask_redis() -> None:
    with broker() as client:
        client.ping()


def broker() -> Redis:
    """A client that gives up within seconds."""
    return Redis.from_url(
        redis_client_url(),
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        decode_responses=True,
    )


def _at_work(database_answers: bool) -> dict[str, bool]:
    """Nobody can say who works while the database is away."""
    if not database_answers:
        return {process.value: False for process in Process}
    return {process.value: not is_dead(silence) for process, silence in silences().items()}


def _answers(ask: Callable[[], None]) -> bool:
    try:
        ask()
    except (DatabaseError, RedisError, OSError):
        logger.exception("A part of the platform does not answer")
        return False
    return True
