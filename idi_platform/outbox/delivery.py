"""Delivering: claim a batch under a lease, hand each message to its topic's handler, mark it sent in the same commit.

A message that fails is never given up: each failure leaves its reason and doubles the wait. A worker that dies costs
one lease; what it left behind is handed out alone, one by one, and given up when it took MOST_DEATHS workers with it.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from idi_platform.tenancy.public import Actor, tenant_work, uuid7

from .models import Message

Handler = Callable[[Message, Actor], None]

LEASE = timedelta(minutes=1)
# The wait after a failure is LEASE doubled each time, up to about an hour.
MOST_DOUBLINGS = 6
BATCH = 200
# So many workers died with a message alone in their hands, one after the other, before it is skipped.
MOST_DEATHS = 5
GIVEN_UP = f"Given up: {MOST_DEATHS} workers died of it."

_handlers: dict[str, Handler] = {}
logger = logging.getLogger(__name__)


def register_topic(topic: str, handler: Handler) -> None:
    """Names who delivers a topic; called from ready(). A handler is idempotent and runs in the message's commit."""
    if topic in _handlers:
        message = f"Topic {topic} already has a handler."
        raise RuntimeError(message)
    _handlers[topic] = handler


def given_up(city_id: int) -> QuerySet[Message]:
    """The city's messages that took too many workers with them, the oldest first."""
    return Message.objects.filter(city_id=city_id, skipped=True, failed_reason=GIVEN_UP).order_by("created_at", "pk")


def deliver_batch(*, by: Actor, at: datetime) -> int:
    """Claims one batch of the actor's city and delivers it; the number claimed, 0 when nothing waits.

    `at` is real time (leases). A message that fails waits; the others of its batch go on.
    """
    token = uuid7()
    claimed = _claim(token, by=by, at=at)
    for message_id, attempts in claimed:
        try:
            _deliver(message_id, token, by=by, at=at)
        except Exception as error:
            logger.exception("Message %s was not delivered", message_id)
            _put_off(message_id, token, error, by=by, until=at + LEASE * 2 ** min(attempts, MOST_DOUBLINGS))
    return len(claimed)


def _claim(token: UUID, *, by: Actor, at: datetime) -> list[tuple[UUID, int]]:
    """Leases a batch to this worker, or one message that a dead worker left. What another holds is passed over."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    with tenant_work(by):
        waiting = Message.objects.filter(free, city_id=by.tenant_id, sent_at=None, skipped=False)
        untouched = waiting.filter(lease_token=None).order_by("created_at")
        claimed = list(
            untouched.select_for_update(skip_locked=True).values_list("id", "attempts")[:BATCH]
        ) or _claim_left_behind(waiting)
        ids = [message_id for message_id, _attempts in claimed]
        Message.objects.filter(id__in=ids).update(lease_until=at + LEASE, lease_token=token)
    return claimed


def _claim_left_behind(waiting: QuerySet[Message]) -> list[tuple[UUID, int]]:
    """Of what dead workers left, the one that was tried least: whoever killed them comes last, and alone."""
    left = waiting.exclude(lease_token=None).select_for_update(skip_locked=True).order_by("attempts", "created_at")
    message = left.first()
    if message is None:
        return []
    if message.attempts >= MOST_DEATHS and not message.failed_reason:
        logger.error("Message %s (%s) is given up: %s workers died of it", message.pk, message.topic, MOST_DEATHS)
        Message.objects.filter(pk=message.pk).update(skipped=True, failed_reason=GIVEN_UP)
        return _claim_left_behind(waiting)
    Message.objects.filter(pk=message.pk).update(attempts=F("attempts") + 1)
    return [(message.pk, message.attempts + 1)]


def _deliver(message_id: UUID, token: UUID, *, by: Actor, at: datetime) -> None:
    """Nothing when the lease ran out meanwhile and another worker has the message."""
    with tenant_work(by):
        message = Message.objects.select_for_update().filter(id=message_id, lease_token=token, sent_at=None).first()
        if message is not None:
            _handlers[message.topic](message, by)
            Message.objects.filter(id=message_id).update(sent_at=at, lease_until=None)


def _put_off(message_id: UUID, token: UUID, error: Exception, *, by: Actor, until: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"[:500]
    with tenant_work(by):
        Message.objects.filter(id=message_id, lease_token=token).update(
            failed_reason=reason, attempts=F("attempts") + 1, lease_until=until, lease_token=None
        )
