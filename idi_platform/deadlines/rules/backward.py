"""Terms that look back from an event: the last permissible day lies "at least" so much before it and never moves."""

from datetime import datetime, timedelta

from .calendar import Calendar
from .civil_time import corresponding_day, hours, in_china, moved
from .steps import Step, StepCode
from .terms import Due, Term, Unit

_INSTANT = timedelta(microseconds=1)


def backward_due(term: Term, event_at: datetime, calendar: Calendar) -> Due:
    """The last permissible day before an event; without a number, the event itself is the bound."""
    local = in_china(event_at, field="event_at")
    if term.value is None:
        return _until(term, local, local, StepCode.BOUND_BY_EVENT)
    if term.unit is Unit.HOUR:
        return _until(term, local, moved(local, -hours(term.value), field="value"), StepCode.HOURS)
    return _days(term, term.value, local, calendar)


def _until(term: Term, event_at: datetime, due_at: datetime, code: StepCode) -> Due:
    due_on = (moved(due_at, -_INSTANT, field="event_at")).date()
    step = Step(code, due_at.date(), event_at.date(), first_at=due_at, last_at=event_at)
    return Due(term, event_at, due_on, due_at, due_on, due_at, provisional=False, suspended_days=0, steps=(step,))


def _days(term: Term, number: int, event_at: datetime, calendar: Calendar) -> Due:
    event = event_at.toordinal()
    clipped = False
    if term.unit is Unit.WORKING_DAY:
        table, last = calendar.reach(event, -number)
        provisional = table.is_provisional(last, event - 1)
        counted = table.walk(last, event - 1)
    else:
        if term.unit is Unit.DAY:
            last = event - number
        else:
            months = number * 12 if term.unit is Unit.YEAR else number
            on, clipped = corresponding_day(event_at.date(), -months)
            last = on.toordinal()
        table = calendar.table(last, event)
        provisional = False
        counted = table.notes(last, event - 1)
        counted.append(Step(StepCode.COUNTED, table.date_of(last), table.date_of(event - 1), event - last))
    due_on, event_on = table.date_of(last), table.date_of(event)
    steps = [Step(StepCode.OPENING_DAY, event_on, event_on, 1), *reversed(counted)]
    if clipped:
        steps.append(Step(StepCode.CLIPPED, due_on, due_on, event_at.day))
    steps.append(Step(StepCode.LAST_DAY, due_on, due_on, 1, *table.about(last)[4:9]))
    due_at = table.start_of(last + 1)
    return Due(term, event_at, due_on, due_at, due_on, due_at, provisional, suspended_days=0, steps=tuple(steps))
