"""The calendar unrolled into arrays, so that a due date costs look-ups instead of walks."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from .civil_time import CHINA
from .days import CalendarDay, CalendarYear, DayKind, DayStatus
from .steps import Step, StepCode


class DayTable:
    """Days `first` to `last`, both ordinals, as every argument and answer of its methods is.

    Runs of equal days are kept as ready-made steps. Asked outside its days it raises IndexError or errs: callers take
    it from Calendar.table(), which knows how far each table reaches and ends each with plain weeks.
    """

    __slots__ = (
        "_dates",
        "_days",
        "_next_working",
        "_note_from",
        "_note_until",
        "_notes",
        "_provisional_upto",
        "_starts",
        "_stretch_of",
        "_stretches",
        "_working_upto",
        "_workings",
        "first",
        "last",
    )

    def __init__(
        self, first: date, last: date, years: Mapping[int, CalendarYear], exceptions: Mapping[date, CalendarDay]
    ) -> None:
        self.first = first.toordinal()
        self.last = last.toordinal()
        self._dates = [date.fromordinal(ordinal) for ordinal in range(self.first, self.last + 1)]
        start = datetime(first.year, first.month, first.day, tzinfo=CHINA)
        self._starts = [start + timedelta(days=index) for index in range(len(self._dates))]
        self._days = [_day(on, years, exceptions) for on in self._dates]
        self._count()
        self._stretch()

    def _count(self) -> None:
        self._workings: list[int] = []
        self._working_upto: list[int] = []
        self._provisional_upto: list[int] = []
        provisional = 0
        for index, day in enumerate(self._days):
            if day.is_working:
                self._workings.append(index)
            provisional += day.status is DayStatus.PROVISIONAL
            self._working_upto.append(len(self._workings))
            self._provisional_upto.append(provisional)
        self._next_working = [-1] * len(self._days)
        following = -1
        for index in range(len(self._days) - 1, -1, -1):
            if self._days[index].is_working:
                following = index
            self._next_working[index] = following

    def _stretch(self) -> None:
        self._stretches: list[Step] = []
        self._stretch_of: list[int] = []
        begin = 0
        for index, day in enumerate(self._days):
            if index + 1 == len(self._days) or not _alike(day, self._days[index + 1]):
                self._stretch_of.extend([len(self._stretches)] * (index + 1 - begin))
                self._stretches.append(self._step(begin, index))
                begin = index + 1
        self._notes = [step._replace(code=StepCode.NOTED) for step in self._stretches if step.name_zh]
        firsts = [note.first_on for note in self._notes]
        lasts = [note.last_on for note in self._notes]
        self._note_from = [bisect_left(lasts, on) for on in self._dates]
        self._note_until = [bisect_left(firsts, on + timedelta(days=1)) for on in self._dates[:-1]] + [len(firsts)]

    def _step(self, begin: int, end: int) -> Step:
        day = self._days[begin]
        return Step(
            StepCode.COUNTED if day.is_working else StepCode.SKIPPED,
            self._dates[begin],
            self._dates[end],
            end + 1 - begin,
            day.kind,
            day.name_zh,
            day.name_en,
            day.notice if day.name_zh else "",
            day.status is DayStatus.PROVISIONAL,
        )

    def date_of(self, ordinal: int) -> date:
        return self._dates[ordinal - self.first]

    def start_of(self, ordinal: int) -> datetime:
        """The first instant of that day."""
        return self._starts[ordinal - self.first]

    def day(self, ordinal: int) -> CalendarDay:
        return self._days[ordinal - self.first]

    def working_from(self, ordinal: int) -> int:
        """That day if it is worked, else the next that is."""
        return self._next_working[ordinal - self.first] + self.first

    def nth_working_after(self, ordinal: int, count: int) -> int:
        """The count-th working day after that day; 0 when it lies beyond the table."""
        position = self._working_upto[ordinal - self.first] + count - 1
        return self._workings[position] + self.first if position < len(self._workings) else 0

    def nth_working_before(self, ordinal: int, count: int) -> int:
        """The count-th working day before that day; 0 when it lies beyond the table."""
        index = ordinal - self.first
        position = self._working_upto[index] - self._days[index].is_working - count
        return self._workings[position] + self.first if position >= 0 else 0

    def working_between(self, after: int, until: int) -> int:
        """Number of working days later than `after` and not later than `until`."""
        return self._working_upto[until - self.first] - self._working_upto[after - self.first]

    def is_provisional(self, begin: int, end: int) -> bool:
        """Whether any day from `begin` to `end` is of a year not announced."""
        upto = self._provisional_upto
        return upto[end - self.first] > upto[begin - self.first - 1]

    def about(self, ordinal: int) -> Step:
        """The stretch that a day belongs to, for its kind, name, notice and status."""
        return self._stretches[self._stretch_of[ordinal - self.first]]

    def walk(self, begin: int, end: int) -> list[Step]:
        """The stretches from `begin` to `end`, cut to these ends: counted when worked, skipped when not."""
        first, last = begin - self.first, end - self.first
        return self._cut(self._stretches[self._stretch_of[first] : self._stretch_of[last] + 1], begin, end)

    def notes(self, begin: int, end: int) -> list[Step]:
        """The named stretches (holidays, adjusted workdays) from `begin` to `end`, cut to these ends."""
        first, last = begin - self.first, end - self.first
        notes = self._notes[self._note_from[first] : self._note_until[last]]
        return self._cut(notes, begin, end) if notes else notes

    def _cut(self, steps: list[Step], begin: int, end: int) -> list[Step]:
        first, last = self.date_of(begin), self.date_of(end)
        head = steps[0]
        if head.first_on < first:
            steps[0] = Step(head[0], first, head[2], head[2].toordinal() - begin + 1, *head[4:])
        tail = steps[-1]
        if tail.last_on > last:
            steps[-1] = Step(tail[0], tail[1], last, end - tail[1].toordinal() + 1, *tail[4:])
        return steps


def _alike(one: CalendarDay, other: CalendarDay) -> bool:
    if one.kind is not other.kind or one.status is not other.status or one.name_zh != other.name_zh:
        return False
    return not one.name_zh or one.notice == other.notice


def _day(on: date, years: Mapping[int, CalendarYear], exceptions: Mapping[date, CalendarDay]) -> CalendarDay:
    year = years.get(on.year)
    status = year.status if year else DayStatus.PROVISIONAL
    notice = year.notice if year else ""
    exception = exceptions.get(on)
    if exception is None:
        return CalendarDay(on, DayKind.REST if on.weekday() >= 5 else DayKind.WORKDAY, "", notice, status)
    own = exception.notice or notice
    return CalendarDay(on, exception.kind, exception.name_zh, own, status, exception.name_en)
