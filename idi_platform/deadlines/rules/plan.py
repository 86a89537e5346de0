"""When to speak about a term: reminders before, the due moment, escalations after. Ladders are data, no law."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntFlag

from .calendar import Calendar
from .civil_time import CHINA, in_china, moved
from .errors import InvalidLadder
from .terms import Due


class Audience(IntFlag):
    """Whom a rung tells, several at once; who that is for one term is known to whoever delivers."""

    CHARGED = 1
    MANAGERS = 2
    DISTRICT = 4
    CITY = 8


@dataclass(frozen=True, slots=True)
class ShareOfTerm:
    """When that share of the time between start and (unrolled) end has passed."""

    percent: int
    tells: Audience = Audience.CHARGED

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 99:
            message = f"{self.percent} percent is no share of a term; 1 to 99 are."
            raise InvalidLadder(message, field="share_percent")


@dataclass(frozen=True, slots=True)
class WorkingDaysBefore:
    """So many working days before the (unrolled) last day, at that hour in China; 0 is the last working day itself."""

    days: int
    at: time
    tells: Audience = Audience.CHARGED

    def __post_init__(self) -> None:
        _check(self.days, self.at, least=0, field="working_days_before")


@dataclass(frozen=True, slots=True)
class WorkingDaysAfter:
    """So many working days after the last day, at that hour in China."""

    days: int
    at: time
    tells: Audience = Audience.CHARGED

    def __post_init__(self) -> None:
        _check(self.days, self.at, least=1, field="working_days_after")


@dataclass(frozen=True, slots=True)
class CalendarDaysAfter:
    """So many days after the last day, at that hour in China."""

    days: int
    at: time
    tells: Audience = Audience.CHARGED

    def __post_init__(self) -> None:
        _check(self.days, self.at, least=1, field="calendar_days_after")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one duty, in any order; `at_miss`: whom the miss itself is told to."""

    reminders: tuple[ShareOfTerm | WorkingDaysBefore, ...] = ()
    escalations: tuple[WorkingDaysAfter | CalendarDaysAfter, ...] = ()
    at_miss: Audience = Audience.CHARGED


@dataclass(frozen=True, slots=True)
class Plan:
    """All instants at which something is to be told, ascending and distinct; `instants[due_step]` is the due moment.

    `tells` runs beside `instants`; rungs that fall on one instant speak once, to everybody whom one of them tells.
    """

    instants: tuple[datetime, ...]
    due_step: int
    tells: tuple[Audience, ...]


def plan(due: Due, ladder: Ladder, *, calendar: Calendar, started_at: datetime) -> Plan:
    """The plan of one running term.

    Reminders follow the unrolled last day, the due moment and what comes after follow the rolled one (LEGAL.md).
    Reminders not after `started_at`, the moment the term began to be watched, or not before the due moment are left
    out. Raises NaiveMoment, OutOfRange.
    """
    start = in_china(started_at, field="started_at")
    told = {due.due_at: ladder.at_miss}
    for reminder in ladder.reminders:
        at = _reminder_at(reminder, due, calendar, start)
        if start < at < due.due_at:
            told[at] = told.get(at, reminder.tells) | reminder.tells
    for escalation in ladder.escalations:
        at = _escalation_at(escalation, due, calendar)
        if at >= due.due_at:
            told[at] = told.get(at, escalation.tells) | escalation.tells
    instants = tuple(sorted(told))
    return Plan(instants, instants.index(due.due_at), tuple(told[at] for at in instants))


def _reminder_at(reminder: ShareOfTerm | WorkingDaysBefore, due: Due, calendar: Calendar, start: datetime) -> datetime:
    if isinstance(reminder, ShareOfTerm):
        return start + (due.unrolled_at - start) * reminder.percent / 100
    on = calendar.working_day_until(due.unrolled_on)
    if reminder.days and on == due.unrolled_on:
        on = calendar.working_day_before(on, reminder.days)
    elif reminder.days > 1:
        on = calendar.working_day_before(on, reminder.days - 1)
    return datetime.combine(on, reminder.at, CHINA)


def _escalation_at(escalation: WorkingDaysAfter | CalendarDaysAfter, due: Due, calendar: Calendar) -> datetime:
    if isinstance(escalation, WorkingDaysAfter):
        return datetime.combine(calendar.working_day_after(due.due_on, escalation.days), escalation.at, CHINA)
    last = datetime.combine(due.due_on, escalation.at, CHINA)
    return moved(last, timedelta(days=escalation.days), field="calendar_days_after")


def _check(days: int, at: time, *, least: int, field: str) -> None:
    if days < least:
        message = f"{days} is too few days; at least {least}."
        raise InvalidLadder(message, field=field)
    if at.tzinfo is not None:
        message = "The hour of a rung is an hour in China, without a zone."
        raise InvalidLadder(message, field="at")
