"""Reads the arrangement of a year in the words of the State Council's notice, one holiday a line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from idi_platform.deadlines.rules.days import CalendarDay, DayKind, DayStatus

_WEEKDAYS = "一二三四五六日"
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)]?[、.．]?|\d+[、.．])\s*")
_DATE = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(][^）)]*?(?:周|星期)([一二三四五六日])[）)])?")
_COUNT = re.compile(r"(?:共|放假)\s*(\d{1,2})\s*天")
# No arrangement has come near it; a longer one is a slip of the month.
_LONGEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line of the pasted text; `number` from 1, in the words of whoever pasted it."""

    number: int
    reason: str

    def __str__(self) -> str:
        return _("Line %(number)s: %(reason)s") % {"number": self.number, "reason": self.reason}


class NoticeUnreadable(Exception):
    """Some lines cannot be read; every one of them is told."""

    def __init__(self, faults: Iterable[LineFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


class _Wrong(Exception):
    """One line's fault."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__()


def read_notice(text: str, *, year: int, notice: str, known: Mapping[date, CalendarDay]) -> tuple[CalendarDay, ...]:
    """The days of the arrangement in order. NoticeUnreadable with every faulty line.

    `known` are the days loaded so far: the notice does not say which of its days off the statute makes holidays.
    """
    days: dict[date, CalendarDay] = {}
    faults: list[LineFault] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            for day in _days_of(line.strip(), year, notice, known):
                if day.on in days:
                    raise _Wrong(_("%(day)s is given twice.") % {"day": day.on})
                days[day.on] = day
        except _Wrong as wrong:
            faults.append(LineFault(number, wrong.reason))
    if not days and not faults:
        faults.append(LineFault(1, _("There is no line with a holiday.")))
    if faults:
        raise NoticeUnreadable(faults)
    return tuple(days[on] for on in sorted(days))


def _days_of(line: str, year: int, notice: str, known: Mapping[date, CalendarDay]) -> Iterator[CalendarDay]:
    name, colon, rest = _NUMBERING.sub("", line).replace(":", "：").partition("：")
    name = name.strip()
    if not colon or not name:
        raise _Wrong(_("Begin with the name of the holiday and a colon, as the notice does."))
    sentences = [sentence for sentence in re.split(r"[。；;]", rest) if sentence.strip()]
    off = [on for sentence in sentences if "放假" in sentence for on in _off(sentence, year)]
    if not off:
        raise _Wrong(_("There is no day off in it."))
    worked = [on for sentence in sentences if "上班" in sentence for on in _dates(sentence, year)]
    name_en = _english(name, known)
    for on in off:
        is_statutory = on in known and known[on].kind is DayKind.HOLIDAY
        kind = DayKind.HOLIDAY if is_statutory else DayKind.REST
        yield CalendarDay(on, kind, name, notice, DayStatus.OFFICIAL, name_en)
    for on in worked:
        if on.weekday() < 5:
            raise _Wrong(_("%(day)s is no Saturday or Sunday, so it is worked anyway.") % {"day": on})
        yield CalendarDay(on, DayKind.ADJUSTED_WORKDAY, name, notice, DayStatus.OFFICIAL, name_en)


def _off(sentence: str, year: int) -> list[date]:
    """The days off of a sentence: single ones, or from one to another; their number must be the one it states."""
    first, until, last = sentence.partition("至")
    read = _dates(first, year)
    if until:
        ends = _dates(last, year, month=read[-1].month if read else None)
        if not read or not ends:
            raise _Wrong(_("A period needs its first and its last day."))
        begin, end = read[-1], ends[0]
        if not begin <= end <= begin + _LONGEST:
            raise _Wrong(_("%(first)s to %(last)s is no period of days.") % {"first": begin, "last": end})
        between = [begin + timedelta(days=index) for index in range((end - begin).days + 1)]
        days = [*read[:-1], *between, *ends[1:]]
    else:
        days = read
    stated = _COUNT.search(sentence)
    if stated and int(stated[1]) != len(days):
        raise _Wrong(
            _("The line says %(stated)s days, and its dates are %(counted)s.")
            % {"stated": stated[1], "counted": len(days)}
        )
    return days


def _dates(sentence: str, year: int, *, month: int | None = None) -> list[date]:
    found = []
    for match in _DATE.finditer(sentence):
        month = int(match[2]) if match[2] else month
        if month is None:
            raise _Wrong(_("“%(words)s” names no month.") % {"words": match[0]})
        try:
            on = date(int(match[1] or year), month, int(match[3]))
        except ValueError as impossible:
            raise _Wrong(_("“%(words)s” is no day.") % {"words": match[0]}) from impossible
        if on.year != year and (on.year, on.month) != (year - 1, 12):
            raise _Wrong(_("%(day)s is neither in %(year)s nor in the December before.") % {"day": on, "year": year})
        if match[4] and on.weekday() != _WEEKDAYS.index(match[4]):
            raise _Wrong(
                _("%(day)s is 周%(true)s, not 周%(told)s.")
                % {"day": on, "true": _WEEKDAYS[on.weekday()], "told": match[4]}
            )
        found.append(on)
    return found


def _english(name: str, known: Mapping[date, CalendarDay]) -> str:
    """The name as other years give it; empty for a new one."""
    names = {day.name_zh: day.name_en for day in known.values() if day.name_en}
    parts = [names.get(part, "") for part in name.split("、")]
    return names.get(name) or (" and ".join(parts) if all(parts) else "")
