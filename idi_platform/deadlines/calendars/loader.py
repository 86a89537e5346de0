"""Reads calendar files. A file that is not exactly what it should be is refused with file, key and rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from idi_platform.deadlines.rules.calendar import Calendar, CalendarDay, CalendarYear, DayKind, DayStatus
from idi_platform.deadlines.rules.errors import InvalidCalendar

CALENDAR_FILES: tuple[Path, ...] = tuple(sorted(Path(__file__).parent.glob("cn-*.yaml")))

_FILE_KEYS = {"year": int, "status": str, "notice": (dict, type(None)), "holidays": list}
_NOTICE_KEYS = {"number": (str, type(None)), "title": str, "issued_on": (date, type(None)), "source": (str, type(None))}
_HOLIDAY_KEYS = {"name_zh": str, "name_en": str, "from": date, "to": date, "statutory": list, "workdays": list}
# No arrangement has come near it; a longer one is a slip of the year.
_LONGEST = timedelta(days=31)


class CalendarFileError(InvalidCalendar):
    """A calendar file that is refused. The message names the file, the key and the rule it breaks."""

    code = "invalid_calendar_file"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """One file: its year, its days (the notice may reach back into the December before), its fingerprint."""

    path: Path
    year: CalendarYear
    days: tuple[CalendarDay, ...]
    sha256: str


def load_calendars(paths: Iterable[Path] = CALENDAR_FILES) -> Calendar:
    """The calendar of these files. CalendarFileError names file, key and rule."""
    files = read_calendars(paths)
    return Calendar((file.year for file in files), _days(files))


def calendar_days(paths: Iterable[Path] = CALENDAR_FILES) -> list[CalendarDay]:
    """Every day that differs from its weekday or bears a name, in order, with its own notice, for loading into rows.

    Days of a December whose year has no file are left out: a year is known whole or not at all.
    """
    return _days(read_calendars(paths))


def read_calendars(paths: Iterable[Path] = CALENDAR_FILES) -> list[CalendarFile]:
    """The files in order of year. Two files of one year, or two entries of one day, are refused."""
    files = sorted((read_calendar(path) for path in paths), key=lambda file: file.year.year)
    for earlier, later in pairwise(files):
        if earlier.year.year == later.year.year:
            raise _refusal(later.path, "year", f"{earlier.path.name} holds {later.year.year} already")
    seen: dict[date, Path] = {}
    for file in files:
        for day in file.days:
            if day.on in seen:
                raise _refusal(file.path, "holidays", f"{day.on} is given in {seen[day.on].name} already")
            seen[day.on] = file.path
    return files


def read_calendar(path: Path) -> CalendarFile:
    """One file. CalendarFileError names file, key and rule."""
    content = path.read_bytes()
    try:
        raw = YAML(typ="safe", pure=True).load(content)
    except YAMLError as error:
        raise _refusal(path, "(file)", f"is not plain YAML with each key once: {error}") from error
    _check_keys(path, "(file)", raw, _FILE_KEYS)
    if raw["status"] not in tuple(DayStatus):
        raise _refusal(path, "status", f"is one of {', '.join(DayStatus)}")
    status = DayStatus(raw["status"])
    if (raw["notice"] is None) is (status is DayStatus.OFFICIAL):
        raise _refusal(path, "notice", "an official year has a notice and a provisional one has none")
    notice = _notice(path, "notice", raw["notice"]) if raw["notice"] else ""
    days: dict[date, CalendarDay] = {}
    for place, entry in enumerate(raw["holidays"]):
        for day in _holiday(path, f"holidays[{place}]", entry, raw["year"], status, notice):
            if day.on in days:
                raise _refusal(path, f"holidays[{place}]", f"{day.on} is given twice")
            days[day.on] = day
    ordered = tuple(days[on] for on in sorted(days))
    return CalendarFile(path, CalendarYear(raw["year"], status, notice), ordered, sha256(content).hexdigest())


def _days(files: list[CalendarFile]) -> list[CalendarDay]:
    loaded = {file.year.year for file in files}
    return sorted((day for file in files for day in file.days if day.on.year in loaded), key=lambda day: day.on)


def _holiday(path: Path, key: str, entry: object, year: int, status: DayStatus, year_notice: str) -> list[CalendarDay]:
    raw = _check_keys(path, key, entry, _HOLIDAY_KEYS, optional={"notice": dict})
    notice = _notice(path, f"{key}.notice", raw["notice"]) if "notice" in raw else year_notice
    first, last = raw["from"], raw["to"]
    if not first <= last <= first + _LONGEST:
        raise _refusal(path, f"{key}.to", "lies on or after `from`, within a month")
    off = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    statutory = _dates(path, f"{key}.statutory", raw["statutory"])
    workdays = _dates(path, f"{key}.workdays", raw["workdays"])
    if not set(statutory) <= set(off):
        raise _refusal(path, f"{key}.statutory", "lies between `from` and `to`")
    for on in workdays:
        if on.weekday() < 5:
            raise _refusal(path, f"{key}.workdays", f"{on} is no Saturday or Sunday")
    for on in (*off, *workdays):
        if on.year != year and (on.year, on.month) != (year - 1, 12):
            raise _refusal(path, key, f"{on} is neither in {year} nor in the December before")
    kinds = {on: DayKind.HOLIDAY if on in statutory else DayKind.REST for on in off}
    named = [*kinds.items(), *((on, DayKind.ADJUSTED_WORKDAY) for on in workdays)]
    return [CalendarDay(on, kind, raw["name_zh"], notice, status, raw["name_en"]) for on, kind in named]


def _notice(path: Path, key: str, entry: object) -> str:
    """The number by which a notice is cited, or its title where the number could not be verified."""
    raw = _check_keys(path, key, entry, _NOTICE_KEYS)
    return str(raw["number"] or raw["title"])


def _dates(path: Path, key: str, values: list[object]) -> list[date]:
    dates = [value for value in values if type(value) is date]
    if len(dates) != len(values) or len(set(dates)) != len(dates):
        raise _refusal(path, key, "is a list of dates, each once")
    return dates


def _check_keys(
    path: Path,
    key: str,
    raw: object,
    required: Mapping[str, Any],
    optional: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise _refusal(path, key, "is a mapping")
    types = {**required, **(optional or {})}
    for name in raw:
        if name not in types:
            raise _refusal(path, f"{key}.{name}", f"is unknown; known are {', '.join(types)}")
    for name in required:
        if name not in raw:
            raise _refusal(path, f"{key}.{name}", "is missing")
    for name, value in raw.items():
        if not isinstance(value, types[name]) or isinstance(value, bool) or (types[name] is str and not value):
            raise _refusal(path, f"{key}.{name}", f"cannot be {value!r}")
    return raw


def _refusal(path: Path, key: str, rule: str) -> CalendarFileError:
    return CalendarFileError(f"{path.name}: {key}: {rule}.", field=key)
