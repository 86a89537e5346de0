"""What the legal clock refuses, each with a stable code and the field that is wrong."""


class LegalClockError(Exception):
    """Base of all refusals. `code` is stable and translatable above; `field` names the input."""

    code = "legal_clock_error"

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


class InvalidTerm(LegalClockError):
    """A term that no law could mean: no number after an event, a negative number, zero months."""

    code = "invalid_term"


class InvalidSuspension(LegalClockError):
    """A suspension that ends before it begins."""

    code = "invalid_suspension"


class NaiveMoment(LegalClockError):
    """A moment without a time zone: nobody can say on which day it fell."""

    code = "naive_moment"


class OutOfRange(LegalClockError):
    """A date outside the years that the clock reckons with, given or reached."""

    code = "date_out_of_range"


class InvalidCalendar(LegalClockError):
    """Calendar rows that contradict each other or the week."""

    code = "invalid_calendar"


class InvalidLadder(LegalClockError):
    """A rung that cannot be climbed: a share outside 1 to 99 percent, a negative number of days."""

    code = "invalid_ladder"
