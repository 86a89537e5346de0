"""Terms that run from an event: counting, suspending, rolling."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from .calendar import Calendar
from .civil_time import corresponding_day, hours, in_china, moved
from .steps import Step, StepCode
from .terms import Due, Suspended, Suspension, Term, Unit

_INSTANT = timedelta(microseconds=1)


def forward_due(
    term: Term, number: int, event_at: datetime, calendar: Calendar, suspensions: Sequence[Suspension]
) -> Due | Suspended:
    """The end of a term after an event.

    A suspension deducts the civil days after the one it begins on, up to and including the one it ends on: the day the
    request arrives still counts and the day the documents arrive does not, as the opening day of a term does not
    (Civil Code 201). So one that begins and ends on a day deducts nothing, and n midnights deduct n days. In a term
    of working days only the working days among them are deducted; in a term of hours the time itself. Overlaps are
    deducted once. What lies before the event, or begins when the term (with its roll) is over, changes nothing; one
    that begins on a rest day at the end of the term stretches the term from its rolled last day.
    """
    local = in_china(event_at, field="event_at")
    if term.unit is Unit.HOUR:
        return _hours(term, number, local, suspensions)
    days = _Days(term, number, local, calendar)
    if suspensions:
        for suspension, from_at in _in_order(suspensions, local):
            if suspension.to_at is None:
                if days.is_over_at(from_at):
                    days.steps.append(_without_effect(suspension, from_at))
                    continue
                return days.suspended(suspension, from_at)
            days.suspend(suspension, from_at, in_china(suspension.to_at, field="to_at"))
    return days.due()


def _in_order(suspensions: Sequence[Suspension], event_at: datetime) -> Iterator[tuple[Suspension, datetime]]:
    """Each with the moment from which it deducts something that neither the event nor an earlier one has taken."""
    taken_until = event_at
    for suspension in sorted(suspensions, key=lambda each: each.from_at):
        from_at = max(in_china(suspension.from_at, field="from_at"), taken_until)
        yield suspension, from_at
        if suspension.to_at is None:
            return
        taken_until = max(taken_until, in_china(suspension.to_at, field="to_at"))


def _without_effect(suspension: Suspension, at: datetime) -> Step:
    on = at.date()
    return Step(StepCode.SUSPENSION_WITHOUT_EFFECT, on, on, source=suspension.document, cause=suspension.cause)


class _Days:
    """One reckoning in days: how far it has been explained (`mark`) and where it ends so far (`last`)."""

    __slots__ = (
        "calendar",
        "clipped",
        "event",
        "event_at",
        "last",
        "mark",
        "provisional",
        "steps",
        "suspended_days",
        "table",
        "term",
        "working",
    )

    def __init__(self, term: Term, number: int, event_at: datetime, calendar: Calendar) -> None:
        self.term = term
        self.event_at = event_at
        self.calendar = calendar
        self.event = self.mark = event = event_at.toordinal()
        self.working = term.unit is Unit.WORKING_DAY
        self.clipped = False
        self.provisional = False
        self.suspended_days = 0
        if self.working:
            self.table, self.last = calendar.reach(event, number)
        else:
            if term.unit is Unit.DAY:
                self.last = event + number
            else:
                months = number * 12 if term.unit is Unit.YEAR else number
                on, self.clipped = corresponding_day(event_at.date(), months)
                self.last = on.toordinal()
            self.table = calendar.table(event, self.last)
        on = self.table.date_of(event)
        self.steps = [Step(StepCode.OPENING_DAY, on, on, 1)] if self.last > event else []

    def rolled(self) -> int:
        """The last day once rest days at the end are passed over (Civil Code 203)."""
        return self.table.working_from(self.last) if self.term.rolls else self.last

    def is_over_at(self, at: datetime) -> bool:
        return at.toordinal() > self.rolled()

    def count_until(self, ordinal: int) -> None:
        """Explains the days after the mark up to that one."""
        begin = self.mark + 1
        if ordinal < begin:
            return
        table = self.table
        if self.working:
            self.steps += table.walk(begin, ordinal)
        else:
            self.steps.append(Step(StepCode.COUNTED, table.date_of(begin), table.date_of(ordinal), ordinal - self.mark))
            self.steps += table.notes(begin, ordinal)
        self.mark = ordinal

    def suspend(self, suspension: Suspension, from_at: datetime, to_at: datetime) -> None:
        begin, end = from_at.toordinal(), to_at.toordinal()
        if end <= begin or self.is_over_at(from_at):
            self.steps.append(_without_effect(suspension, from_at))
            return
        self._reach_into_roll(begin)
        remaining = self.table.working_between(begin, self.last) if self.working else self.last - begin
        self.count_until(begin)
        self.table = self.calendar.table(self.event, end)
        days = self.table.working_between(begin, end) if self.working else end - begin
        self.steps.append(
            Step(
                StepCode.SUSPENDED,
                self.table.date_of(begin + 1),
                self.table.date_of(end),
                days,
                source=suspension.document,
                cause=suspension.cause,
            )
        )
        self.suspended_days += days
        self.mark = end
        if not self.working:
            self.last = end + remaining
            self.table = self.calendar.table(self.event, self.last)
        elif remaining:
            self.last = self.calendar.reach(end, remaining)[1]
            self.table = self.calendar.table(self.event, self.last)
        else:
            self.last = self.table.working_from(end)

    def suspended(self, suspension: Suspension, from_at: datetime) -> Suspended:
        begin = from_at.toordinal()
        self._reach_into_roll(begin)
        self.count_until(begin)
        on = self.table.date_of(begin)
        self.steps.append(Step(StepCode.SUSPENDED_OPEN, on, on, source=suspension.document, cause=suspension.cause))
        return Suspended(self.term, self.event_at, from_at, suspension.cause, suspension.document, tuple(self.steps))

    def _reach_into_roll(self, begin: int) -> None:
        """A suspension that begins on a rest day at the end finds the term still running, to its rolled last day."""
        if begin > self.last:
            rolled = self.rolled()
            self.provisional |= self.table.is_provisional(self.last, rolled)
            self.last = rolled

    def due(self) -> Due:
        table, last, steps = self.table, self.last, self.steps
        self.count_until(last)
        last_on = table.date_of(last)
        if self.clipped:
            steps.append(Step(StepCode.CLIPPED, last_on, last_on, self.event_at.day))
        end = last
        if self.working:
            self.provisional |= table.is_provisional(self.event + 1, last)
        elif self.term.rolls:
            end = table.working_from(last)
            self.provisional |= table.is_provisional(last, end)
            if end > last:
                steps += [Step(StepCode.ROLLED_OVER, *step[1:]) for step in table.walk(last, end - 1)]
        end_on = table.date_of(end)
        steps.append(Step(StepCode.LAST_DAY, end_on, end_on, 1, *table.about(end)[4:9]))
        return Due(
            self.term,
            self.event_at,
            end_on,
            table.start_of(end + 1),
            last_on,
            table.start_of(last + 1),
            self.provisional,
            self.suspended_days,
            tuple(steps),
        )


def _hours(term: Term, number: int, event_at: datetime, suspensions: Sequence[Suspension]) -> Due | Suspended:
    steps: list[Step] = []
    mark = event_at
    due_at = moved(event_at, hours(number), field="value")
    for suspension, from_at in _in_order(suspensions, event_at):
        to_at = None if suspension.to_at is None else in_china(suspension.to_at, field="to_at")
        if from_at >= due_at or (to_at is not None and to_at <= from_at):
            steps.append(_without_effect(suspension, from_at))
            continue
        steps.append(_timed(StepCode.HOURS, mark, from_at))
        if to_at is None:
            steps.append(_timed(StepCode.SUSPENDED_OPEN, from_at, from_at, suspension))
            return Suspended(term, event_at, from_at, suspension.cause, suspension.document, tuple(steps))
        steps.append(_timed(StepCode.SUSPENDED, from_at, to_at, suspension))
        due_at = moved(due_at, to_at - from_at, field="to_at")
        mark = to_at
    steps.append(_timed(StepCode.HOURS, mark, due_at))
    due_on = (due_at - _INSTANT).date()
    return Due(term, event_at, due_on, due_at, due_on, due_at, provisional=False, suspended_days=0, steps=tuple(steps))


def _timed(code: StepCode, first_at: datetime, last_at: datetime, suspension: Suspension | None = None) -> Step:
    return Step(
        code,
        first_at.date(),
        last_at.date(),
        source=suspension.document if suspension else "",
        cause=suspension.cause if suspension else "",
        first_at=first_at,
        last_at=last_at,
    )
