"""Keeping what a verification found, and the chains there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min

from idi_platform.tenancy.public import City

from .models import PLATFORM, DailyHead, Seal, Unsealed, Verification
from .verifying import Finding, Told, Walk, seals_of, verify_chain

PLATFORM_CODE = "platform"


@dataclass(frozen=True, slots=True)
class ChainState:
    """A chain as it stands: its city (None for the platform's), its last seal, what waits, its last verification."""

    chain: int
    city: City | None
    last: Seal | None
    waiting_since: datetime | None
    verified: Verification | None

    @property
    def code(self) -> str:
        return self.city.code if self.city else PLATFORM_CODE

    def lag(self, *, at: datetime) -> timedelta:
        """How long the oldest row has waited for its seal."""
        return at - self.waiting_since if self.waiting_since else timedelta()


def chains() -> dict[int, City | None]:
    """The platform's chain and one for each city in use, by the number they go by in tables."""
    return {PLATFORM: None, **{city.pk: city for city in City.objects.filter(is_active=True).order_by("code")}}


def chain_codes() -> dict[str, int]:
    """Each chain by the code that people name it by: GB/T 2260 of its city, or `platform`."""
    return {city.code if city else PLATFORM_CODE: chain for chain, city in chains().items()}


def chain_states() -> list[ChainState]:
    """Every chain, the platform's first."""
    waiting = dict(Unsealed.objects.values_list("chain").annotate(since=Min("noted_at")))
    return [
        ChainState(
            chain=chain,
            city=city,
            last=Seal.objects.filter(chain=chain).order_by("-number").first(),
            waiting_since=waiting.get(chain),
            verified=Verification.objects.filter(chain=chain).order_by("-started_at").first(),
        )
        for chain, city in chains().items()
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for its seal over all chains: how many rows, and since when the oldest."""

    count: int
    since: datetime | None

    def lag(self, *, at: datetime) -> timedelta:
        """How long the oldest has waited. `at` is real time."""
        return max(at - self.since, timedelta()) if self.since else timedelta()


def waiting_for_seal() -> Waiting:
    """The queue of the sealer, over all chains."""
    return Waiting(**Unsealed.objects.aggregate(count=Count("id"), since=Min("noted_at")))


def daily_heads(chain: int, *, limit: int) -> list[DailyHead]:
    """The newest published heads of a chain, newest first."""
    return list(DailyHead.objects.filter(chain=chain).order_by("-day")[:limit])


def begin_verification(chain: int, *, user_id: UUID | None, at: datetime) -> Verification:
    """A walk that is about to begin, on record before its first step. `at` is real time."""
    return Verification.objects.create(
        chain=chain, total=seals_of(chain), actor_user_id=user_id, started_at=at, told_at=at
    )


def run_verification(
    verification: Verification, *, now: Callable[[], datetime], kept: Iterable[str] = (), told: Told | None = None
) -> Walk:
    """Walks the chain and keeps what was found. `told` hears how many seals were passed; `now` tells real time."""

    def advance(count: int) -> None:
        verification.count += count
        verification.told_at = now()
        verification.save(update_fields=["count", "told_at"])
        if told:
            told(verification.count)

    walk = verify_chain(verification.chain, at=verification.started_at, kept=kept, told=advance)
    verification.count, verification.hash, verification.finished_at = walk.count, walk.hash, now()
    verification.findings = [_as_json(finding) for finding in walk.findings]
    verification.save(update_fields=["count", "hash", "findings", "finished_at"])
    return walk


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "number": finding.number,
        "source": finding.source,
        "row_id": str(finding.row_id) if finding.row_id else None,
        "code": finding.code,
        "at": finding.at.isoformat() if finding.at else None,
    }
