"""Sending what waits: claimed under a lease, sent outside every transaction, settled while the lease holds.

A worker that dies between sending and settling costs one lease, and the next one sends again under the same reference:
mail readers and gateways that know it show it once. What waits for one reader in numbers, as after a night or an
outage, leaves as one message.
"""

import logging
import random
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from idi_platform.alerts.channels import CHANNELS, Away, NotNow, Refused
from idi_platform.alerts.models import Sending, SendingState
from idi_platform.tenancy.public import Actor, tenant_work, uuid7

from .letters import NotYet, Parcel, pack

# Longer than a batch whose every sending waits for its channel's whole patience.
LEASE = timedelta(minutes=10)
BATCH = 20
# More than so many for one reader and channel at once leave as one.
MOST_APART = 3
MOST_TOGETHER = 200
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
# About a day in all.
MOST_ATTEMPTS = 12
logger = logging.getLogger(__name__)

Outcome = Mapping[str, object]


def send_batch(*, by: Actor, at: datetime) -> int:
    """Claims one batch of the actor's city and sends it; how many were claimed. `at` is real time."""
    token = uuid7()
    claimed = _claim(token, by=by, at=at)
    away: set[str] = set()
    for channel, ids in claimed:
        # A channel that does not answer costs its patience once a batch, and no try of what else waits for it.
        if channel in away:
            _release(ids, token, by=by, until=at + FIRST_WAIT)
        elif not _send(ids, token, by=by, at=at):
            away.add(channel)
    return sum(len(ids) for _channel, ids in claimed)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many tries: doubled each time, a quarter more or less so that not all come at once."""
    doubled: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    return doubled * random.uniform(0.75, 1.25)  # noqa: S311  # spreads load, guards nothing


def _claim(token: UUID, *, by: Actor, at: datetime) -> list[tuple[str, list[UUID]]]:
    """A batch, and whatever else is due to its readers; by channel, what leaves together in one list."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    with tenant_work(by):
        due = Sending.objects.filter(free, city_id=by.tenant_id, state=SendingState.WAITING, next_at__lte=at)
        due = due.select_for_update(skip_locked=True).order_by("next_at", "pk")
        batch = list(due[:BATCH])
        readers = Q(recipient_id__in={one.recipient_id for one in batch if one.recipient_id})
        groups = Q(robot_id__in={one.robot_id for one in batch if one.robot_id})
        rest = list(due.filter(readers | groups).exclude(pk__in=[one.pk for one in batch])[:MOST_TOGETHER])
        claimed = [*batch, *rest] if batch else []
        # Counted when taken: what kills its worker is given up one day, too.
        Sending.objects.filter(pk__in=[one.pk for one in claimed]).update(
            lease_until=at + LEASE, lease_token=token, attempts=F("attempts") + 1
        )
    return _parcels(claimed)


def _parcels(claimed: list[Sending]) -> list[tuple[str, list[UUID]]]:
    waiting: dict[tuple[str, object], list[Sending]] = defaultdict(list)
    for sending in claimed:
        waiting[sending.channel, sending.recipient_id or sending.robot_id].append(sending)
    parcels = []
    for (channel, _whom), sendings in waiting.items():
        ids = [one.pk for one in sendings]
        together = len(ids) > MOST_APART or any(one.in_digest for one in sendings)
        parcels += [(channel, ids)] if together else [(channel, [one]) for one in ids]
    return parcels


def _release(ids: list[UUID], token: UUID, *, by: Actor, until: datetime) -> None:
    """Back to waiting, as if it had not been taken."""
    _settle(ids, token, {"attempts": F("attempts") - 1, "next_at": until}, by=by)


def _send(ids: list[UUID], token: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the channel answered. Nothing happens when the lease ran out and another worker has them."""
    try:
        parcel = _pack(ids, token, by=by, at=at)
    except NotYet as quiet:
        _release(ids, token, by=by, until=quiet.until)
        return True
    if parcel.outgoing is None:
        return True
    answers, outcome, error = True, None, ""
    try:
        receipt = CHANNELS[parcel.going[0].channel].send(parcel.outgoing)
    except Refused as refused:
        outcome = {"state": SendingState.REFUSED, "settled_at": at, "error": str(refused)[:300]}
    except NotNow as fault:
        answers, error = not isinstance(fault, Away), str(fault)
    except Exception as fault:
        logger.exception("Sending %s failed", parcel.going[0].pk)
        error = type(fault).__name__
    else:
        outcome = {"state": SendingState.SENT, "settled_at": at, "receipt": receipt, "error": ""}
    for sending in parcel.going:
        _settle([sending.pk], token, outcome or _put_off(sending, error, at=at), by=by)
    return answers


def _pack(ids: list[UUID], token: UUID, *, by: Actor, at: datetime) -> Parcel:
    with tenant_work(by):
        held = Sending.objects.filter(city_id=by.tenant_id, pk__in=ids, lease_token=token)
        related = held.select_related(
            "notice__city", "notice__dossier__parent_project", "notice__deadline__obliged", "notice__recipient",
            "recipient", "robot",
        )  # fmt: skip
        parcel = pack(related.order_by("next_at", "pk"), at=at)
        for sending, reason in parcel.spared:
            _settle([sending.pk], token, {"state": SendingState.NOT_NEEDED, "settled_at": at, "error": reason}, by=by)
    return parcel


def _put_off(sending: Sending, error: str, *, at: datetime) -> Outcome:
    told = {"error": error[:300]}
    if sending.attempts >= MOST_ATTEMPTS:
        return {**told, "state": SendingState.GIVEN_UP, "settled_at": at}
    return {**told, "next_at": at + wait_after(sending.attempts - 1)}


def _settle(ids: list[UUID], token: UUID, outcome: Outcome, *, by: Actor) -> None:
    with tenant_work(by):
        held = Sending.objects.filter(city_id=by.tenant_id, pk__in=ids, lease_token=token)
        held.update(lease_until=None, lease_token=None, **outcome)
