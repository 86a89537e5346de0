"""From the catalogue of components and the dated milestones to the windows of cover."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from idi_platform.deadlines.public import CoverWindow, cover_window
from policies.public import CoverTerm, Span

# The milestones of one kind: by building, None for the project as a whole.
Anchors = Mapping[str, Mapping[UUID | None, date]]

_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class PlannedWindow:
    """One component of one building (None: every building without a window of its own). `window` None: not yet."""

    building_id: UUID | None
    term: CoverTerm
    anchor_on: date | None
    window: CoverWindow | None


def plan_windows(terms: Iterable[CoverTerm], anchors: Anchors) -> Iterator[PlannedWindow]:
    """A building's own milestone beats the project's, and no kind of milestone stands for another (LEGAL.md)."""
    for term in terms:
        dates = anchors.get(term.anchor, {}) if term.anchor else {}
        for building_id in (None, *(key for key in dates if key is not None)):
            anchor_on = dates.get(building_id)
            yield PlannedWindow(building_id, term, anchor_on, _window(term, anchor_on))


def _window(term: CoverTerm, anchor_on: date | None) -> CoverWindow | None:
    if anchor_on is None or term.is_open or term.period is None or term.wait is None:
        return None
    return cover_window(anchor_on, months_of(term.wait), period_months=months_of(term.period))


def months_of(span: Span) -> int:
    """A span in months. KeyError for one in days: no text gives cover in days, and none may be guessed from.

    ValueError for one without a number.
    """
    if span.value is None:
        raise ValueError(span)
    return span.value * _MONTHS[span.unit]
