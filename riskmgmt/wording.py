"""What a finding's states and events are called on a screen, and how they look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from idi_platform.ui.public import Tone

from .constants import SERIOUS_RISKS, FindingState, Risk, RiskEvent
from .selectors import HistoryEntry

STATE_TONES: Mapping[str, Tone] = {
    FindingState.DRAFT: Tone.NEUTRAL,
    FindingState.NOTED: Tone.NEUTRAL,
    FindingState.OPEN: Tone.NEAR,
    FindingState.ANSWERED: Tone.WAITING,
    FindingState.CLOSED: Tone.OK,
    FindingState.REOPENED: Tone.NEAR,
}

_EVENTS: Mapping[str, tuple[str, Tone]] = {
    RiskEvent.RAISED: ("alert-triangle", Tone.NEAR),
    RiskEvent.ANSWERED: ("tool", Tone.WAITING),
    RiskEvent.CLOSED: ("circle-check", Tone.OK),
    RiskEvent.KEPT_OPEN: ("arrow-back-up", Tone.NEAR),
    RiskEvent.REOPENED: ("arrow-back-up", Tone.NEAR),
    RiskEvent.LINK_MADE: ("link", Tone.NEUTRAL),
    RiskEvent.LINK_OPENED: ("link", Tone.NEUTRAL),
    RiskEvent.LINK_REVOKED: ("link", Tone.NEUTRAL),
    RiskEvent.ADDED_BY_LINK: ("camera", Tone.NEUTRAL),
}


def risk_tone(risk: str) -> Tone:
    """Red is for danger alone: the serious codes."""
    if risk in SERIOUS_RISKS:
        return Tone.BREACH
    return Tone.NEAR if risk == Risk.MEDIUM else Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of a finding's history in the reader's language."""

    title: str
    icon: str
    tone: Tone
    at: datetime
    actor: str
    reason: str


def history_lines(entries: Iterable[HistoryEntry]) -> list[HistoryLine]:
    return [_line(entry) for entry in entries if entry.event.code in _EVENTS]


def _line(entry: HistoryEntry) -> HistoryLine:
    icon, tone = _EVENTS[entry.event.code]
    names = [entry.organisation.name if entry.organisation else "", entry.person.full_name if entry.person else ""]
    return HistoryLine(
        title=str(RiskEvent(entry.event.code).label),
        icon=icon,
        tone=tone,
        at=entry.event.occurred_at,
        actor=" · ".join(name for name in names if name),
        reason=entry.event.payload.get("reason", ""),
    )
