"""The civil calendar that legal terms are reckoned by: which days are worked, which rest, and who said so."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from .civil_time import CHINA, FIRST_ON, LAST_ON, out_of_range
from .day_table import DayTable
from .days import CalendarDay, CalendarYear, DayKind, DayStatus
from .errors import InvalidCalendar

__all__ = ["CHINA", "FIRST_ON", "LAST_ON", "Calendar", "CalendarDay", "CalendarYear", "DayKind", "DayStatus"]

# Beside the loaded years, those that policies of the present can reach (ten years of cover, then the fund) are kept
# unrolled; all others on demand.
_NEAR = timedelta(days=366 * 8)
_EDGE = timedelta(days=31)


class Calendar:
    """Immutable. Days not given are Monday to Friday worked; a year not given, or not announced, is provisional.

    `days` are those that differ from their weekday or bear a holiday's name; each must belong to a year given.
    """

    def __init__(self, years: Iterable[CalendarYear] = (), days: Iterable[CalendarDay] = ()) -> None:
        self._years: dict[int, CalendarYear] = {}
        for year in years:
            if year.year in self._years or not FIRST_ON.year <= year.year <= LAST_ON.year:
                message = f"Year {year.year} is given twice or is outside {FIRST_ON.year}-{LAST_ON.year}."
                raise InvalidCalendar(message, field="years")
            self._years[year.year] = year
        self._exceptions: dict[date, CalendarDay] = {}
        for day in days:
            self._check(day)
            self._exceptions[day.on] = day

    def _check(self, day: CalendarDay) -> None:
        if day.on in self._exceptions:
            message = f"{day.on} is given twice."
        elif day.on.year not in self._years:
            message = f"{day.on} belongs to a year that is not given."
        elif day.kind is DayKind.ADJUSTED_WORKDAY and day.on.weekday() < 5:
            message = f"{day.on} is a weekday and cannot be an adjusted workday."
        else:
            return
        raise InvalidCalendar(message, field="days")

    @property
    def years(self) -> tuple[CalendarYear, ...]:
        """The years given, in order."""
        return tuple(self._years[year] for year in sorted(self._years))

    @cached_property
    def near(self) -> DayTable:
        """The years given and some before and after."""
        if not self._years:
            return self.whole
        first = max(FIRST_ON, date(min(self._years), 1, 1) - _NEAR)
        last = min(LAST_ON, date(max(self._years), 12, 31) + 4 * _NEAR)
        return DayTable(first - _EDGE, last + _EDGE, self._years, self._exceptions)

    @cached_property
    def whole(self) -> DayTable:
        """All days that the clock reckons with, and an edge for what rolls out of them."""
        return DayTable(FIRST_ON - _EDGE, LAST_ON + _EDGE, self._years, self._exceptions)

    def table(self, begin: int, end: int) -> DayTable:
        """A table that holds the ordinals `begin` to `end` and a month around them. OutOfRange when none does."""
        near = self.near
        if near.first + _EDGE.days <= begin and end + _EDGE.days <= near.last:
            return near
        if begin < FIRST_ON.toordinal() or end > LAST_ON.toordinal():
            raise out_of_range("date")
        return self.whole

    def reach(self, ordinal: int, count: int) -> tuple[DayTable, int]:
        """The ordinal of the count-th working day after (negative: before) that one, and a table that holds both."""
        table = self.table(ordinal, ordinal)
        found = _reached(table, ordinal, count)
        if not found and table is not self.whole:
            table = self.whole
            found = _reached(table, ordinal, count)
        if not found:
            raise out_of_range("value")
        return table, found

    def day(self, on: date) -> CalendarDay:
        """What that day is. OutOfRange outside the years reckoned with."""
        ordinal = on.toordinal()
        return self.table(ordinal, ordinal).day(ordinal)

    def is_working(self, on: date) -> bool:
        """Whether work is done that day, adjusted workdays included."""
        return self.day(on).is_working

    def working_day_from(self, on: date) -> date:
        """That day if it is worked, else the next that is."""
        return on if self.is_working(on) else self.working_day_after(on, 1)

    def working_day_until(self, on: date) -> date:
        """That day if it is worked, else the last one before that is."""
        return on if self.is_working(on) else self.working_day_before(on, 1)

    def working_day_after(self, on: date, count: int) -> date:
        """The count-th working day (from 1) after that day, which itself is not counted."""
        return date.fromordinal(self.reach(on.toordinal(), count)[1])

    def working_day_before(self, on: date, count: int) -> date:
        """The count-th working day (from 1) before that day, which itself is not counted."""
        return date.fromordinal(self.reach(on.toordinal(), -count)[1])


def _reached(table: DayTable, ordinal: int, count: int) -> int:
    found = table.nth_working_after(ordinal, count) if count > 0 else table.nth_working_before(ordinal, -count)
    within = table.first + _EDGE.days <= found <= table.last - _EDGE.days
    return found if within else 0
