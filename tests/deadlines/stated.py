"""Rules that a test states itself, for the mechanics of clocks; policies' own packs have their tests elsewhere."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from idi_platform.audit.public import Event, record
from idi_platform.deadlines.public import Corrected, Deadline, ResolvedDuty, Term, start_duties
from idi_platform.tenancy.public import acting_as
from tests.world import ZONE, CityWorld

RECEIVED = datetime(2026, 9, 21, 10, tzinfo=ZONE)
DUTY = "claims.determination"
EVENT = "claim_received"


CORRECTED = Corrected("stated-2026", "a test's text", 2, RECEIVED)


class StatedRules:
    """The resolver protocol, answered from a dictionary: event to duties."""

    explanation_template = "deadlines/why.html"

    def __init__(self) -> None:
        self.stated: dict[str, tuple[ResolvedDuty, ...]] = {EVENT: (duty(DUTY),)}
        self.suspendable = {DUTY}
        self.corrected_to: ResolvedDuty | None = None

    def duties(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        return self.stated.get(event, ())

    foreseen = duties

    def is_suspendable(self, duty: str, trace_hash: str) -> bool:
        return duty in self.suspendable

    def anew(self, *, project_dossier_id: UUID, trace_hash: str, keep: bool) -> ResolvedDuty | None:
        return self.corrected_to

    def replayed(self, trace_hash: str) -> ResolvedDuty | None:
        told = [duty for duties in self.stated.values() for duty in duties]
        return next((duty for duty in told if duty.trace_hash == trace_hash), None)

    def corrected(self, jurisdiction: str) -> tuple[Corrected, ...]:
        return (CORRECTED,)

    def resting_on_earlier(self, version: str) -> tuple[str, ...]:
        return ("0" * 64,)

    def label(self, duty: str) -> str:
        return f"label of {duty}"

    def known_duties(self) -> dict[str, str]:
        return {DUTY: self.label(DUTY)}

    def explanation(self, trace_hash: str) -> object | None:
        return None

    def reasoning(self, trace_hash: str) -> Mapping[str, Any] | None:
        return None


def duty(code: str, *, term: Term | None = None, obliged: str = "insurer", basis: str = "in_force") -> ResolvedDuty:
    return ResolvedDuty(
        duty=code,
        obliged=obliged,
        term=term or Term(7),
        basis=basis,
        rule_id="T-001",
        citation="a test's article",
        trace_hash="0" * 64,
    )


def received(city: CityWorld, *, at: datetime = RECEIVED) -> Event:
    """The event that starts the stated duties, recorded in the city's project."""
    return record(dossier_id=city.project.dossier_id, code=EVENT, by=city.system, at=at, payload={})


def start(city: CityWorld, event: Event) -> list[Deadline]:
    return start_duties(dossier=city.project.dossier, event=event, obliged={"insurer": city.insurer.pk}, by=city.system)


def started(city: CityWorld, *, at: datetime = RECEIVED) -> Deadline:
    """One running term of the stated duty, in a transaction of its own."""
    with acting_as(city.system), transaction.atomic():
        (deadline,) = start(city, received(city, at=at))
        return deadline
