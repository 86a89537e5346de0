"""Sealing: what the transactions left behind is chained by the clock process, never in the business transaction.

A row and its entry in the queue become visible together, so nothing that is committed can be passed over, and a row
that was committed before another began is sealed before it. One sealer at a time; another finds the lock taken and
leaves.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from .models import NOTHING_BEFORE, DailyHead, Seal, Unsealed, chained

BATCH = 2000
# Of the database: one sealer, or one publisher, at a time.
_LOCK = 1_768_186_221
# A seal bears the moment its sealer began: a day is published when none of it can still be on its way.
_SETTLED_AFTER = timedelta(minutes=10)


def seal(*, at: datetime, batch: int = BATCH) -> int:
    """Seals until nothing waits; how many rows. `at` is real time."""
    total = 0
    while sealed := seal_batch(at=at, batch=batch):
        total += sealed
    return total


@transaction.atomic
def seal_batch(*, at: datetime, batch: int = BATCH) -> int:
    """One batch, one commit; 0 when nothing waits or another sealer is at work."""
    if not _locked("pg_try_advisory_xact_lock"):
        return 0
    waiting = list(Unsealed.objects.order_by("id")[:batch])
    if waiting:
        _seal_all(waiting, at=at)
    return len(waiting)


@transaction.atomic
def publish_heads(*, at: datetime) -> int:
    """Publishes the head of each chain for each day that has ended; how many. `at` is real time."""
    _locked("pg_advisory_xact_lock")
    today = (at - _SETTLED_AFTER).astimezone(_zone()).date()
    published = DailyHead.objects.filter(chain=OuterRef("chain")).order_by("-day").values("count")[:1]
    ends = (
        Seal.objects.filter(number__gt=Coalesce(Subquery(published), Value(0)))
        .annotate(day=TruncDate("sealed_at", tzinfo=_zone()))
        .filter(day__lt=today)
        .values("chain", "day")
        .annotate(count=Max("number"))
    )
    heads = [_head(**end) for end in ends]
    DailyHead.objects.bulk_create(heads)
    return len(heads)


def _seal_all(waiting: list[Unsealed], *, at: datetime) -> None:
    last = {chain: _last(chain) for chain in {row.chain for row in waiting}}
    seals = []
    for row in waiting:
        last[row.chain] = sealed = _seal_after(last[row.chain], row, at=at)
        seals.append(sealed)
    Seal.objects.bulk_create(seals)
    Unsealed.objects.filter(id__in=[row.id for row in waiting]).delete()


def _seal_after(before: Seal | None, row: Unsealed, *, at: datetime) -> Seal:
    """The seal of `row` as the next of its chain. A clock set back does not turn the chain's moments back."""
    sealed = Seal(
        chain=row.chain,
        number=before.number + 1 if before else 1,
        source=row.source,
        row_id=row.row_id,
        digest=bytes(row.digest),
        sealed_at=max(at, before.sealed_at) if before else at,
    )
    sealed.hash = chained(
        bytes(before.hash) if before else NOTHING_BEFORE,
        number=sealed.number,
        source=sealed.source,
        row_id=sealed.row_id,
        digest=bytes(sealed.digest),
        sealed_at=sealed.sealed_at,
    )
    return sealed


def _last(chain: int) -> Seal | None:
    return Seal.objects.filter(chain=chain).order_by("-number").first()


def _head(*, chain: int, day: date, count: int) -> DailyHead:
    last = Seal.objects.get(chain=chain, number=count)
    return DailyHead(chain=chain, day=day, count=count, hash=last.hash, sealed_at=last.sealed_at)


def _locked(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
        return cursor.fetchone()[0] is not False


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
