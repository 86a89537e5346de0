"""A chain and its heads as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from idi_platform.audit.public import ChainState, DailyHead, Fault, Verification
from idi_platform.ui.public import moment_words

# The clock seals every few seconds.
LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class ChainFace:
    """One chain's line on the page."""

    code: str
    name: str
    count: int
    sealed_at: datetime | None
    lag_seconds: int
    is_late: bool
    verification: Verification | None
    is_running: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One published head."""

    day: date
    name: str
    count: int
    sealed_at: datetime
    hash: str


def chain_name(state: ChainState) -> str:
    return state.city.name if state.city else _("Platform, outside the cities")


def chain_face(state: ChainState, *, at: datetime) -> ChainFace:
    lag = int(state.lag(at=at).total_seconds())
    last, verified = state.last, state.verified
    return ChainFace(
        code=state.code,
        name=chain_name(state),
        count=last.number if last else 0,
        sealed_at=last.sealed_at if last else None,
        lag_seconds=lag,
        is_late=lag > LATE_SECONDS,
        verification=verified,
        is_running=verified is not None and verified.is_running(at=at),
        findings=tuple(_finding_words(found) for found in verified.findings) if verified else (),
    )


def head_rows(heads: Mapping[int, Sequence[DailyHead]], states: Sequence[ChainState]) -> list[HeadRow]:
    """All heads, newest day first, the platform's chain first in each day."""
    names = {state.chain: chain_name(state) for state in states}
    every = sorted((head for found in heads.values() for head in found), key=lambda head: (head.day, -head.chain))
    return [
        HeadRow(head.day, names[head.chain], head.count, head.sealed_at, bytes(head.hash).hex())
        for head in reversed(every)
    ]


def _finding_words(found: Mapping[str, str | int | None]) -> str:
    """The fault, and what is known of its row."""
    at = found["at"]
    known = [
        _("seal %(number)s") % {"number": found["number"]} if found["number"] else "",
        found["source"],
        found["row_id"],
        found["code"],
        moment_words(datetime.fromisoformat(str(at))) if at else "",
    ]
    return " · ".join([str(Fault(str(found["kind"])).label), *(str(word) for word in known if word)])
