"""Calendars, running deadlines, their timers, and the reasoning behind each due date."""

from .calendar import CalendarDay, CalendarYear
from .computation import Computation
from .deadline import Deadline, DeadlineQuerySet
from .expectation import Expectation, ExpectationQuerySet
from .pause import Pause
from .recomputation import Move, Recomputation, RecomputationState
from .sweeping import SweptBatch
from .timer import DeadlineTimer

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Computation",
    "Deadline",
    "DeadlineQuerySet",
    "DeadlineTimer",
    "Expectation",
    "ExpectationQuerySet",
    "Move",
    "Pause",
    "Recomputation",
    "RecomputationState",
    "SweptBatch",
]
