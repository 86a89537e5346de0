"""Periods of cover: when an insurer's liability begins and ends. They are no terms for acts and never roll."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .civil_time import CHINA, FIRST_ON, LAST_ON, corresponding_day, out_of_range
from .errors import InvalidTerm


@dataclass(frozen=True, slots=True)
class CoverWindow:
    """Cover from `first_on` to `last_on`, both covered to their 24:00 (a reading: LEGAL.md, first and last day).

    Both are boundary days: a defect found on one is shown as such, and a date printed in a policy governs it.
    `clipped_first`, `clipped_last`: the month had no corresponding day.
    """

    anchor_on: date
    first_on: date
    last_on: date
    clipped_first: bool = False
    clipped_last: bool = False

    @property
    def starts_at(self) -> datetime:
        """The first instant covered."""
        return _start_of(self.first_on)

    @property
    def ends_at(self) -> datetime:
        """The first instant no longer covered."""
        return _start_of(self.last_on) + timedelta(days=1)

    @property
    def boundary_days(self) -> tuple[date, date]:
        return self.first_on, self.last_on

    def covers(self, on: date) -> bool:
        return self.first_on <= on <= self.last_on

    def is_boundary(self, on: date) -> bool:
        return on in self.boundary_days


def cover_window(
    anchor_on: date, wait_months: int, *, period_years: int | None = None, period_months: int | None = None
) -> CoverWindow:
    """The window of one component, reckoned in the order of the texts: anchor, waiting time, then the period.

    Each step ends on the corresponding day or the month's last (Civil Code 202), so a chain from 29 February stays on
    the 28th. Exactly one of the periods is given; InvalidTerm otherwise. OutOfRange outside the years reckoned with.
    """
    if (period_years is None) is (period_months is None):
        message = "A period of cover is given in years or in months, one of them."
        raise InvalidTerm(message, field="period")
    months = period_years * 12 if period_years is not None else period_months or 0
    if wait_months < 0 or months < 1:
        message = "Cover waits no less than nothing and lasts at least a month."
        raise InvalidTerm(message, field="wait_months" if wait_months < 0 else "period")
    if not FIRST_ON <= anchor_on <= LAST_ON:
        raise out_of_range("anchor_on")
    first_on, clipped_first = corresponding_day(anchor_on, wait_months)
    last_on, clipped_last = corresponding_day(first_on, months)
    return CoverWindow(anchor_on, first_on, last_on, clipped_first, clipped_last)


def _start_of(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=CHINA)
