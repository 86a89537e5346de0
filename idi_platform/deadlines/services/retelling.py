"""A deadline as the record alone tells it: its events in order, what the rules answered, and the legal clock.

Reads no deadline, pause or timer. What is told is compared with the rows by services/replaying.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from idi_platform.audit.public import Event
from idi_platform.deadlines.constants import Closing, EventCode
from idi_platform.deadlines.resolver import ResolvedDuty
from idi_platform.deadlines.rules.calendar import Calendar
from idi_platform.deadlines.rules.legal_clock import Due, Suspended, Suspension, compute

from .reckoning import computation_of

# What ended a term, as its event says it.
ENDINGS: Mapping[str, Closing] = {
    EventCode.MET: Closing.MET,
    EventCode.MET_LATE: Closing.MET,
    EventCode.SUPERSEDED: Closing.SUPERSEDED,
    EventCode.CANCELLED: Closing.CANCELLED,
}
TELLING = (EventCode.STARTED, EventCode.SUSPENDED, EventCode.RESUMED, EventCode.RECOMPUTED, EventCode.PASSED, *ENDINGS)


@dataclass(slots=True)
class Stop:
    """A pause as its events tell it."""

    cause: str
    document_id: UUID | None
    from_at: datetime
    due_before: datetime
    to_at: datetime | None = None

    def values(self) -> tuple[object, ...]:
        return self.cause, self.document_id, self.from_at, self.to_at, self.due_before


@dataclass(slots=True)
class Told:
    """One term, event by event."""

    deadline_id: UUID
    dossier_id: UUID
    duty: str
    event_id: UUID
    obliged_id: UUID
    trace_hash: str
    started_at: datetime
    stops: list[Stop] = field(default_factory=list)
    closed_at: datetime | None = None
    closed_as: str = ""

    def hear(self, event: Event) -> None:
        """The next event of this term."""
        told = event.payload
        if event.code in ENDINGS:
            self.closed_at, self.closed_as = event.occurred_at, ENDINGS[event.code]
        elif event.code == EventCode.SUSPENDED:
            document_id = UUID(told["document"]) if told["document"] else None
            self.stops.append(Stop(told["cause"], document_id, moment(told["from_at"]), moment(told["due_at"])))
        elif event.code == EventCode.RESUMED:
            for stop in self.stops:
                stop.to_at = stop.to_at or max(moment(told["to_at"]), stop.from_at)
        elif event.code == EventCode.RECOMPUTED:
            self.trace_hash = told.get("trace", self.trace_hash)
            if "started_at" in told:
                self.started_at = moment(told["started_at"])
        elif event.code == EventCode.PASSED:
            self.obliged_id = UUID(told["to"])

    def values(self, duty: ResolvedDuty, calendar: Calendar) -> dict[str, object]:
        """What the row must hold, column by column, when the rules answered `duty`. The legal clock's errors."""
        due = self._due(duty, calendar)
        met_at = self.closed_at if self.closed_as == Closing.MET else None
        standing = next((stop for stop in self.stops if stop.to_at is None), None)
        return {
            "dossier_id": self.dossier_id,
            "duty": duty.duty,
            "rule_id": duty.rule_id,
            "citation": duty.citation,
            "obliged_id": self.obliged_id,
            "basis": duty.basis,
            "term_value": duty.term.value or 0,
            "term_unit": duty.term.unit,
            "term_direction": duty.term.direction,
            "term_rolls": duty.term.roll,
            "started_by_id": self.event_id,
            "started_at": self.started_at,
            "unrolled_at": due.unrolled_at,
            "due_at": due.due_at,
            "provisional": due.provisional,
            "met_at": met_at,
            "closed_at": self.closed_at,
            "closed_as": self.closed_as,
            "suspended_since": standing.from_at if standing else None,
            "suspended_for": standing.cause if standing else "",
            "drives_service": duty.drives_service,
            "trace_hash": self.trace_hash,
            "computation_hash": computation_of(due)[0],
            "pauses": [
                (each.cause, each.document_id, each.from_at, each.to_at, each.due_before) for each in self.stops
            ],
        }

    def _due(self, duty: ResolvedDuty, calendar: Calendar) -> Due:
        ended = [Suspension(stop.from_at, stop.to_at, stop.cause) for stop in self.stops if stop.to_at]
        due = compute(duty.term, self.started_at, calendar, ended)
        if isinstance(due, Suspended):
            raise ValueError(due)
        return due


def told_by(events: Iterable[Event], successor_of: Callable[[UUID], UUID]) -> dict[UUID, Told]:
    """The terms that these events tell of, by their ids; `successor_of` follows bodies that were merged.

    A term whose start lacks what it is built from is left out, and so found missing.
    """
    found: dict[UUID, Told] = {}
    for event in sorted(events, key=lambda event: event.pk):
        if event.code == EventCode.STARTED:
            told = _begun(event)
            if told is not None:
                found[told.deadline_id] = told
            continue
        for deadline_id in _named(event.payload):
            if deadline_id in found:
                found[deadline_id].hear(event)
    for told in found.values():
        told.obliged_id = successor_of(told.obliged_id)
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _begun(event: Event) -> Told | None:
    told = event.payload
    if "trace" not in told:
        return None
    return Told(
        deadline_id=UUID(told["deadline"]),
        dossier_id=event.dossier_id,
        duty=told["duty"],
        event_id=UUID(told["event"]),
        obliged_id=UUID(told["obliged"]),
        trace_hash=told["trace"],
        started_at=event.occurred_at,
    )


def _named(payload: Mapping[str, Any]) -> list[UUID]:
    return [UUID(text) for text in payload.get("deadlines", [payload.get("deadline")]) if text]
