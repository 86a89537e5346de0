"""Dates, terms, days left and money in the words of the active language. Pure but for that language."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

WEEKDAYS_ZH = "一二三四五六日"
# English names whatever the process's locale is; strftime would follow it.
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def legal_zone() -> ZoneInfo:
    """The zone in which a legal day begins and ends."""
    return ZoneInfo(settings.TIME_ZONE)


def speaks_chinese() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("zh")


def sentences(*parts: object) -> str:
    """One after the other, with a blank between them in English and none in Chinese."""
    return ("" if speaks_chinese() else " ").join(str(part) for part in parts if part)


def legal_day(moment: datetime) -> date:
    """The calendar day, in the legal zone, on which an aware moment falls."""
    return moment.astimezone(legal_zone()).date()


def last_day(due_at: datetime) -> date:
    """The last day to act in: a due moment is the first instant after it."""
    return legal_day(due_at - timedelta(microseconds=1))


def day_words(day: date) -> str:
    """`2026-11-24（周二）` or `Tue 24 Nov 2026`; a moment is taken at its legal day."""
    if isinstance(day, datetime):
        day = legal_day(day)
    if speaks_chinese():
        return f"{day.isoformat()}（周{WEEKDAYS_ZH[day.weekday()]}）"
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def moment_words(moment: datetime) -> str:
    """`2026-11-24（周二）18:30` or `Tue 24 Nov 2026, 18:30`, in the legal zone."""
    local = moment.astimezone(legal_zone())
    separator = "" if speaks_chinese() else ", "
    return f"{day_words(local.date())}{separator}{local:%H:%M}"


def due_words(due_at: datetime) -> str:
    """The last day of a due moment at midnight, else the moment itself (terms in hours)."""
    local = due_at.astimezone(legal_zone())
    if local.time() == local.time().min:
        return day_words(last_day(due_at))
    return moment_words(due_at)


def term_words(amount: int, unit: str) -> str:
    """A term with its kind of clock: `7 natural days`, `10 working days`, `24 hours`, `6 months`, `2 years`.

    A term of no days ends with the day it begins: `the same day`.
    `unit` is hour, day, working_day, month or year; ValueError for any other, since a wrong clock is worse than none.
    """
    match unit:
        case "day" | "working_day" if amount == 0:
            return _("the same day")
        case "hour":
            words = ngettext("%(count)d hour", "%(count)d hours", amount)
        case "day":
            words = ngettext("%(count)d natural day", "%(count)d natural days", amount)
        case "working_day":
            words = ngettext("%(count)d working day", "%(count)d working days", amount)
        case "month":
            words = ngettext("%(count)d month", "%(count)d months", amount)
        case "year":
            words = ngettext("%(count)d year", "%(count)d years", amount)
        case _unknown:
            message = f"No clock counts in {unit!r}."
            raise ValueError(message)
    return words % {"count": amount}


def days_between(due_at: datetime, at: datetime) -> int:
    """Calendar days from the legal day of `at` to the last day; 0 is today, negative is past."""
    return (last_day(due_at) - legal_day(at)).days


def time_left_words(due_at: datetime, at: datetime) -> str:
    """`due today`, `3 days left`, `5 hours left`, `2 days late`: counted to the last day, in calendar days."""
    if at >= due_at:
        return _late_words(due_at, at)
    days = days_between(due_at, at)
    if days > 0:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    local = due_at.astimezone(legal_zone())
    if local.time() == local.time().min:
        return _("due today")
    hours = int((due_at - at) / timedelta(hours=1))
    if hours == 0:
        return _("less than an hour left")
    return ngettext("%(count)d hour left", "%(count)d hours left", hours) % {"count": hours}


def _late_words(due_at: datetime, at: datetime) -> str:
    if days := -days_between(due_at, at):
        return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days}
    hours = int((at - due_at) / timedelta(hours=1))
    if hours == 0:
        return _("less than an hour late")
    return ngettext("%(count)d hour late", "%(count)d hours late", hours) % {"count": hours}


def money_words(fen: int) -> str:
    """Fen as yuan with thousands and two decimals: `¥1,234,567.89`, `−¥0.05`."""
    sign = "−" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}¥{yuan:,}.{rest:02d}"


def size_words(size: int) -> str:
    """A size in bytes as `640 kB`, `4.2 MB` or `76.4 GB` (powers of ten, as phones show it)."""
    megabyte, gigabyte = 1_000_000, 1_000_000_000
    if size >= gigabyte:
        return f"{size / gigabyte:.1f} GB"
    if size < megabyte:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / megabyte:.1f} MB"


def language_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES)[code]


def month_words(day: date) -> str:
    """`2026年11月` or `November 2026`."""
    return date_format(day, "YEAR_MONTH_FORMAT")
