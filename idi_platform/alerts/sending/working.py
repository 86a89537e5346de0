"""Sending what waits: claimed under a lease, sent outside every transaction, settled while the lease holds.

A worker that dies between sending and settling costs one lease, and the next one sends again under the same reference:
mail readers and gateways that know it show it once.
"""

import logging
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from idi_platform.alerts.channels import CHANNELS, Away, NotNow, Refused
from idi_platform.alerts.models import Sending, SendingState
from idi_platform.tenancy.public import Actor, tenant_work, uuid7

from .letters import NotNeeded, outgoing

# Longer than a batch whose every sending waits for its channel's whole patience.
LEASE = timedelta(minutes=10)
BATCH = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
# About a day in all.
MOST_ATTEMPTS = 12
logger = logging.getLogger(__name__)


def send_batch(*, by: Actor, at: datetime) -> int:
    """Claims one batch of the actor's city and sends it; how many were claimed. `at` is real time."""
    token = uuid7()
    claimed = _claim(token, by=by, at=at)
    away: set[str] = set()
    for sending_id, channel in claimed:
        # A channel that does not answer costs its patience once a batch, and no try of what else waits for it.
        if channel in away:
            _release(sending_id, token, by=by, until=at + FIRST_WAIT)
        elif not _send(sending_id, token, by=by, at=at):
            away.add(channel)
    return len(claimed)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: doubled each time, a quarter more or less so that not all come at once."""
    doubled: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    return doubled * random.uniform(0.75, 1.25)  # noqa: S311  # spreads load, guards nothing


def _claim(token: UUID, *, by: Actor, at: datetime) -> list[tuple[UUID, str]]:
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    with tenant_work(by):
        waiting = Sending.objects.filter(free, city_id=by.tenant_id, state=SendingState.WAITING, next_at__lte=at)
        due = waiting.select_for_update(skip_locked=True).order_by("next_at", "pk")
        claimed = list(due.values_list("pk", "channel")[:BATCH])
        # Counted when taken: what kills its worker is given up one day, too.
        Sending.objects.filter(pk__in=[sending_id for sending_id, _channel in claimed]).update(
            lease_until=at + LEASE, lease_token=token, attempts=F("attempts") + 1
        )
    return claimed


def _release(sending_id: UUID, token: UUID, *, by: Actor, until: datetime) -> None:
    """Back to waiting, as if it had not been taken."""
    with tenant_work(by):
        held = Sending.objects.filter(city_id=by.tenant_id, pk=sending_id, lease_token=token)
        held.update(lease_until=None, lease_token=None, attempts=F("attempts") - 1, next_at=until)


def _send(sending_id: UUID, token: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether its channel answered. Nothing happens when the lease ran out and another worker has it."""
    with tenant_work(by):
        held = Sending.objects.filter(city_id=by.tenant_id, pk=sending_id, lease_token=token)
        sending = held.select_related("notice__dossier", "notice__deadline", "recipient", "robot").first()
        if sending is None:
            return True
        try:
            letter = outgoing(sending, at=at)
        except NotNeeded as reason:
            _settle(sending, token, {"state": SendingState.NOT_NEEDED, "settled_at": at, "error": str(reason)}, by=by)
            return True
    answers = True
    try:
        receipt = CHANNELS[sending.channel].send(letter)
    except Refused as refused:
        outcome = {"state": SendingState.REFUSED, "settled_at": at, "error": str(refused)[:300]}
    except NotNow as fault:
        answers = not isinstance(fault, Away)
        outcome = _put_off(sending, str(fault), at=at)
    except Exception as fault:
        logger.exception("Sending %s failed", sending.pk)
        outcome = _put_off(sending, type(fault).__name__, at=at)
    else:
        outcome = {"state": SendingState.SENT, "settled_at": at, "receipt": receipt, "error": ""}
    _settle(sending, token, outcome, by=by)
    return answers


def _put_off(sending: Sending, error: str, *, at: datetime) -> dict[str, object]:
    told: dict[str, object] = {"error": error[:300]}
    if sending.attempts >= MOST_ATTEMPTS:
        return {**told, "state": SendingState.GIVEN_UP, "settled_at": at}
    return {**told, "next_at": at + wait_after(sending.attempts - 1)}


def _settle(sending: Sending, token: UUID, outcome: Mapping[str, object], *, by: Actor) -> None:
    with tenant_work(by):
        held = Sending.objects.filter(city_id=by.tenant_id, pk=sending.pk, lease_token=token)
        held.update(lease_until=None, lease_token=None, **outcome)
