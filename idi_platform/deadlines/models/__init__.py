"""Calendars, running deadlines, their timers, and the reasoning behind each due date."""

from .calendar import CalendarDay, CalendarYear
from .computation import Computation
from .deadline import Deadline, DeadlineQuerySet
from .expectation import Expectation, ExpectationQuerySet
from .ladder import CityLadder, CityLadderQuerySet, DeadlinePlan, LadderState
from .pause import Pause
from .recomputation import Move, Recomputation, RecomputationState
from .sweeping import SweptBatch
from .timer import DeadlineTimer

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "CityLadder",
    "CityLadderQuerySet",
    "Computation",
    "Deadline",
    "DeadlinePlan",
    "DeadlineQuerySet",
    "DeadlineTimer",
    "Expectation",
    "ExpectationQuerySet",
    "LadderState",
    "Move",
    "Pause",
    "Recomputation",
    "RecomputationState",
    "SweptBatch",
]
