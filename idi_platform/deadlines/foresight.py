"""What an event would start, without starting it: for a receipt that names every date ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from idi_platform.dossiers.public import CIVIL_ZONE

from .resolver import resolver
from .services.reckoning import reckon


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One term that an event would start. `obliged` is the rules' word for who would owe it; times as in Deadline."""

    duty: str
    label: str
    obliged: str
    due_at: datetime
    unrolled_at: datetime
    basis: str
    citation: str
    term_value: int
    term_unit: str
    provisional: bool
    drives_service: bool


def foresee(*, project_dossier_id: UUID, event_code: str, at: datetime, facts: Mapping[str, str]) -> list[Foreseen]:
    """The terms that `event_code` at that moment would start for the project, earliest due first. Stores nothing.

    Raises what the rules raise when a fact is missing, and the legal clock's errors.
    """
    on = at.astimezone(CIVIL_ZONE).date()
    duties = resolver().foreseen(project_dossier_id=project_dossier_id, event=event_code, on=on, facts=facts)
    foreseen = []
    for duty in duties:
        due = reckon(duty.term, at)
        foreseen.append(
            Foreseen(
                duty=duty.duty,
                label=resolver().label(duty.duty),
                obliged=duty.obliged,
                due_at=due.due_at,
                unrolled_at=due.unrolled_at,
                basis=duty.basis,
                citation=duty.citation,
                term_value=duty.term.value or 0,
                term_unit=duty.term.unit,
                provisional=due.provisional,
                drives_service=duty.drives_service,
            )
        )
    return sorted(foreseen, key=lambda each: each.due_at)
