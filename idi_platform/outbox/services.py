"""Writing messages, and doing a repeated request once."""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from kombu.exceptions import OperationalError

from idi_platform.celery import app
from idi_platform.tenancy.public import Actor

from .errors import KeyUsedForAnotherRequest
from .models import IdempotencyKey, Message

DELIVER = "outbox.deliver"
# Somebody waits for the page that wakes: one new connection is tried, no more.
RETRY = {"max_retries": 1, "interval_start": 0}
logger = logging.getLogger(__name__)


@transaction.atomic
def enqueue(*, topic: str, source_id: UUID, by: Actor, at: datetime, payload: dict[str, Any] | None = None) -> None:
    """Writes a message in the caller's transaction and wakes a worker when that commits. The same source tells once."""
    Message.objects.bulk_create(
        [Message(city_id=by.tenant_id, topic=topic, source_id=source_id, payload=payload or {}, created_at=at)],
        ignore_conflicts=True,
    )
    transaction.on_commit(partial(wake_delivery, by.tenant_id))


def wake_delivery(city_id: int) -> None:
    """Asks a worker to deliver now. Losing the request loses nothing, so it never fails: the tick finds what waits."""
    try:
        app.send_task(DELIVER, args=[city_id], ignore_result=True, retry_policy=RETRY)
    except OperationalError as unreachable:
        # What was committed must not look failed because the queue is away.
        logger.warning("City %s waits for the tick: the queue is unreachable (%s)", city_id, unreachable)


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of a request's content, independent of key order."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


@transaction.atomic
def run_once(*, key: str, content: Mapping[str, Any], by: Actor, action: Callable[[], UUID]) -> UUID:
    """Runs `action` for the first request with this key and gives every repetition the same answer.

    Requests of one moment wait for each other on the key's row. KeyUsedForAnotherRequest when the content differs.
    """
    IdempotencyKey.objects.bulk_create(
        [IdempotencyKey(city_id=by.tenant_id, user_id=by.person_id, key=key, fingerprint=fingerprint(content))],
        ignore_conflicts=True,
    )
    row = IdempotencyKey.objects.select_for_update().get(city_id=by.tenant_id, user_id=by.person_id, key=key)
    if row.fingerprint != fingerprint(content):
        raise KeyUsedForAnotherRequest
    if row.result_id is None:
        row.result_id = action()
        row.save(update_fields=["result_id"])
    return row.result_id
