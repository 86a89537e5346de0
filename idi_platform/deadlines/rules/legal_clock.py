"""From an event and a term to the moment it ends, with every day accounted for (Civil Code 200-204).

The day of the event is not counted (201); a term of days ends at 24:00 of its last day, and a last day that is a rest
day passes to the next working day (203, an adjusted workday being one); a month ends on the corresponding day or, where
there is none, on the month's last (202); hours run from the instant (201). Backward terms are read as "at least": the
last permissible day lies that many days before the event, and it never moves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import overload

from .backward import backward_due
from .calendar import Calendar
from .civil_time import in_china
from .forward import forward_due
from .steps import Step, StepCode
from .terms import Direction, Due, Extension, Suspended, Suspension, Term, Unit

__all__ = ["Direction", "Due", "Extension", "Suspended", "Suspension", "Term", "Unit", "compute"]


@overload
def compute(term: Term, event_at: datetime, calendar: Calendar) -> Due: ...


@overload
def compute(
    term: Term,
    event_at: datetime,
    calendar: Calendar,
    suspensions: Sequence[Suspension],
    extension: Extension | None = None,
) -> Due | Suspended: ...


def compute(
    term: Term,
    event_at: datetime,
    calendar: Calendar,
    suspensions: Sequence[Suspension] = (),
    extension: Extension | None = None,
) -> Due | Suspended:
    """When the term ends, with its reasoning; Suspended while a stop is open.

    `event_at` is aware, in any zone; the day it falls on is the day in China. How suspensions count: `forward_due`.
    An extension replaces the term, from the same event, if decided before the normal end; it never shortens it.
    Raises NaiveMoment, OutOfRange (years outside 1900-2199, given or reached).
    """
    normal = _compute(term, event_at, calendar, suspensions)
    if extension is None:
        return normal
    if isinstance(normal, Due) and not normal.is_met_by(extension.decided_at):
        return replace(normal, steps=(*normal.steps, _decision(StepCode.EXTENSION_TOO_LATE, extension)))
    extended = _compute(extension.term, event_at, calendar, suspensions)
    if isinstance(normal, Due) and isinstance(extended, Due) and extended.due_at <= normal.due_at:
        return replace(normal, steps=(*normal.steps, _decision(StepCode.EXTENSION_WITHOUT_EFFECT, extension)))
    return replace(extended, steps=(_decision(StepCode.EXTENDED, extension), *extended.steps))


def _compute(term: Term, event_at: datetime, calendar: Calendar, suspensions: Sequence[Suspension]) -> Due | Suspended:
    if term.value is not None and term.direction is Direction.AFTER:
        return forward_due(term, term.value, event_at, calendar, suspensions)
    due = backward_due(term, event_at, calendar)
    if not suspensions:
        return due
    return replace(due, steps=(*due.steps, *(_no_stop(suspension) for suspension in suspensions)))


def _decision(code: StepCode, extension: Extension) -> Step:
    on = in_china(extension.decided_at, field="decided_at").date()
    return Step(code, on, on, source=extension.document)


def _no_stop(suspension: Suspension) -> Step:
    """A backward term is bound to the event it precedes; nothing can stop it."""
    on = in_china(suspension.from_at, field="from_at").date()
    return Step(StepCode.SUSPENSION_WITHOUT_EFFECT, on, on, source=suspension.document, cause=suspension.cause)
