"""What views hand to the serializers: answers put beside each other, terms reckoned to their dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from rest_framework.exceptions import ValidationError

from idi_platform.deadlines.public import Due, LegalClockError, PauseCause, Suspended, Suspension, due_of
from policies.comparison import Column
from policies.inquiry import Answer
from policies.resolver import term_of

_SUSPENDED = "suspended"
_NO_DATES: Mapping[str, Any] = {
    "due_on": None,
    "due_at": None,
    "unrolled_on": None,
    "provisional": False,
    "suspended_days": 0,
}


@dataclass(frozen=True, slots=True)
class Resolved(Answer):
    """The first of the answers, and the others of the same duty."""

    beside: tuple[Answer, ...]

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> "Resolved":
        first = answers[0]
        return cls(**{each.name: getattr(first, each.name) for each in fields(Answer)}, beside=tuple(answers[1:]))


def regime_told(column: Column, on: date) -> dict[str, Any]:
    """A jurisdiction with its versions, and those of them in force that day."""
    return {
        "code": column.code,
        "name": column.name,
        "versions": [version.code for version in column.versions],
        "in_force": [version.code for version in column.versions if version.is_in_force(on)],
    }


def computed(answer: Answer, event_at: datetime, stops: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The answer with the dates of its term. ValidationError for what the legal clock refuses."""
    is_counted, why = answer.stops
    told = {
        "outcome": answer.found.outcome,
        "reason": answer.found.reason,
        "parameter": answer.found.parameter,
        "value": answer.found.term.value if answer.found.term else None,
        "unit": answer.found.term.unit if answer.found.term else "",
        "direction": answer.found.term.direction if answer.found.term else "",
        "basis": answer.found.basis,
        "rule": answer.found.rule,
        "article": answer.article,
        "version": answer.version.code if answer.version else "",
        "suspensions": [
            {"from": stop["from"], "to": stop.get("to"), "counted": is_counted, "why": why} for stop in stops
        ],
        "trace": list(answer.layers),
        **_NO_DATES,
    }
    if answer.found.term is None:
        return told
    try:
        due = due_of(term_of(answer.found.term), event_at, _suspensions(told["suspensions"]))
    except LegalClockError as refused:
        raise ValidationError({refused.field: [str(refused)]}) from refused
    return {**told, **_dates(due), "trace": [*answer.layers, *(step.as_row() for step in due.steps)]}


def _suspensions(told: Iterable[Mapping[str, Any]]) -> list[Suspension]:
    cause = PauseCause.DOCUMENTS_REQUESTED
    return [Suspension(stop["from"], stop["to"], cause=cause) for stop in told if stop["counted"]]


def _dates(due: Due | Suspended) -> dict[str, Any]:
    if isinstance(due, Suspended):
        return {"outcome": _SUSPENDED}
    return {
        "due_on": due.due_on,
        "due_at": due.due_at,
        "unrolled_on": due.unrolled_on,
        "provisional": due.provisional,
        "suspended_days": due.suspended_days,
    }
