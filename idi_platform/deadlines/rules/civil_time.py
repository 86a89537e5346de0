"""China's civil time, and the month arithmetic of Civil Code 202."""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from .errors import NaiveMoment, OutOfRange

# Legal days are days of China's one civil time. UTC+8 is fixed here on purpose: the zone database gives
# Asia/Shanghai summer time in 1986-1991, which no term of this product reaches and arithmetic must not meet.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")

FIRST_ON = date(1900, 1, 1)
LAST_ON = date(2199, 12, 31)


def require_aware(at: datetime, *, field: str) -> None:
    """NaiveMoment unless the moment has a time zone."""
    if at.tzinfo is None or at.utcoffset() is None:
        message = f"{at.isoformat()} has no time zone."
        raise NaiveMoment(message, field=field)


def in_china(at: datetime, *, field: str) -> datetime:
    """The same moment on China's clock. NaiveMoment; OutOfRange at the ends of the Python calendar."""
    if at.tzinfo is CHINA:
        return at
    require_aware(at, field=field)
    try:
        return at.astimezone(CHINA)
    except OverflowError as error:
        raise out_of_range(field) from error


def moved(at: datetime, by: timedelta, *, field: str) -> datetime:
    """The moment later (or, negative, earlier) by that much. OutOfRange outside the days reckoned with."""
    try:
        moment = at + by
    except OverflowError as error:
        raise out_of_range(field) from error
    if not FIRST_ON <= moment.date() <= LAST_ON:
        raise out_of_range(field)
    return moment


def hours(number: int) -> timedelta:
    """That many hours. OutOfRange when no calendar could hold them."""
    try:
        return timedelta(hours=number)
    except OverflowError as error:
        raise out_of_range("value") from error


def corresponding_day(on: date, months: int) -> tuple[date, bool]:
    """The same-numbered day so many months later (negative: earlier), and whether the month was too short for it.

    A month without that day ends on its last day (Civil Code 202). OutOfRange outside the days reckoned with.
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if not FIRST_ON.year <= year <= LAST_ON.year:
        raise out_of_range("value")
    if on.day <= 28:
        return date(year, month + 1, on.day), False
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, length)), on.day > length


def out_of_range(field: str) -> OutOfRange:
    """The refusal of a date that is not reckoned with, to be raised."""
    message = f"Terms are reckoned from {FIRST_ON} to {LAST_ON}."
    return OutOfRange(message, field=field)
