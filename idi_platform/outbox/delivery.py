"""Delivering: claim a batch under a lease, hand each message to its topic's handler, mark it sent in the same commit."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from idi_platform.tenancy.public import Actor, tenant_work, uuid7

from .models import Message

Handler = Callable[[Message, Actor], None]

LEASE = timedelta(minutes=2)
BATCH = 200
MOST_ATTEMPTS = 8

_handlers: dict[str, Handler] = {}
logger = logging.getLogger(__name__)


def register_topic(topic: str, handler: Handler) -> None:
    """Names who delivers a topic; called from apps.ready(). A handler is idempotent and runs in the message's commit."""
    if topic in _handlers:
        message = f"Topic {topic} already has a handler."
        raise RuntimeError(message)
    _handlers[topic] = handler


def deliver_waiting(*, by: Actor, at: datetime) -> int:
    """Delivers what waits in the actor's city, batch by batch; the number delivered. `at` is real time (leases)."""
    delivered = 0
    while batch := _claim(by=by, at=at):
        delivered += sum(_deliver(message_id, token, by=by, at=at) for message_id, token in batch)
    return delivered


def _claim(*, by: Actor, at: datetime) -> list[tuple[UUID, UUID]]:
    """Leases a batch to this worker: rows another worker holds are passed over."""
    token = uuid7()
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    with tenant_work(by):
        waiting = (
            Message.objects.filter(free, city_id=by.tenant_id, sent_at=None, skipped=False, attempts__lt=MOST_ATTEMPTS)
            .order_by("created_at")
            .select_for_update(skip_locked=True)
            .values_list("id", flat=True)[:BATCH]
        )
        ids = list(waiting)
        Message.objects.filter(id__in=ids).update(
            lease_until=at + LEASE, lease_token=token, attempts=F("attempts") + 1
        )
    return [(message_id, token) for message_id in ids]


def _deliver(message_id: UUID, token: UUID, *, by: Actor, at: datetime) -> bool:
    try:
        with tenant_work(by):
            message = Message.objects.select_for_update().filter(id=message_id, lease_token=token, sent_at=None).first()
            if message is None:
                return False
            _handlers[message.topic](message, by)
            Message.objects.filter(id=message_id).update(sent_at=at, lease_until=None)
    except Exception as error:
        logger.exception("Message %s was not delivered", message_id)
        with tenant_work(by), transaction.atomic():
            Message.objects.filter(id=message_id).update(failed_reason=f"{type(error).__name__}: {error}"[:500])
        return False
    return True
