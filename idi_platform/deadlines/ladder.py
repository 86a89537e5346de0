"""A ladder of rungs as data: when to speak about a term, and to whom. News, never a sanction (LEGAL.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from ruamel.yaml import YAML

from .errors import LadderTooLong, MissNotTold, NobodyTold, RungTwice
from .rules.plan import Audience, CalendarDaysAfter, Ladder, ShareOfTerm, WorkingDaysAfter, WorkingDaysBefore

_DEFAULT = Path(__file__).parent / "ladders" / "default.yaml"
# Taste, not law: more than a dozen messages about one term are read by nobody.
MOST_RUNGS = 12
FARTHEST_DAYS = 90

Row = Mapping[str, Any]


class When(TextChoices):
    """What a rung is reckoned from, in the order in which rungs speak."""

    SHARE = "share", _("When a share of the term has passed")
    BEFORE = "before", _("Working days before the last day")
    MISS = "miss", _("When the term is missed")
    WORKING_AFTER = "working_after", _("Working days after the last day")
    CALENDAR_AFTER = "calendar_after", _("Calendar days after the last day")


_ORDER = tuple(When)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung. `number`: per cent or days, 0 at the miss; `at`: the hour in China of one that is reckoned in days."""

    when: When
    number: int
    at: time | None
    tells: Audience

    @property
    def key(self) -> str:
        """What tells it from the others of its ladder."""
        return f"{self.when}-{self.number}" + (f"-{self.at:%H%M}" if self.at else "")

    @property
    def place(self) -> tuple[int, int, time]:
        """Sorts rungs as they speak about a term of middling length."""
        number = -self.number if self.when == When.BEFORE else self.number
        return _ORDER.index(self.when), number, self.at or time()

    def as_row(self) -> dict[str, Any]:
        """As JSON keeps it."""
        hour = {"at": f"{self.at:%H:%M}"} if self.at else {}
        return {"when": self.when.value, "number": self.number, **hour, "tells": words_of(self.tells)}


def rung_of(row: Row) -> Rung:
    """The rung that a row of a file or of JSON says."""
    at = time.fromisoformat(row["at"]) if row.get("at") else None
    return Rung(When(row["when"]), row.get("number", 0), at, audience_of(row["tells"]))


def words_of(tells: Audience) -> list[str]:
    """The codes of an audience."""
    return [one.name.lower() for one in Audience if one in tells and one.name]


def audience_of(words: Iterable[str]) -> Audience:
    """The audience of these codes. KeyError for an unknown one."""
    told = Audience(0)
    for word in words:
        told |= Audience[word.upper()]
    return told


@cache
def default_rungs() -> tuple[Rung, ...]:
    """The product's own, from its file, read once a process."""
    rows: list[Row] = YAML(typ="safe", pure=True).load(_DEFAULT)
    return in_order(rung_of(row) for row in rows)


def in_order(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """As they speak."""
    return tuple(sorted(rungs, key=lambda rung: rung.place))


def ladder_of(rungs: Sequence[Rung]) -> Ladder:
    """The rungs as the plan is made from them. InvalidLadder for one that cannot be climbed."""
    reminders: list[ShareOfTerm | WorkingDaysBefore] = []
    escalations: list[WorkingDaysAfter | CalendarDaysAfter] = []
    at_miss = Audience(0)
    for rung in rungs:
        at = rung.at or time()
        match rung.when:
            case When.SHARE:
                reminders.append(ShareOfTerm(rung.number, rung.tells))
            case When.BEFORE:
                reminders.append(WorkingDaysBefore(rung.number, at, rung.tells))
            case When.MISS:
                at_miss |= rung.tells
            case When.WORKING_AFTER:
                escalations.append(WorkingDaysAfter(rung.number, at, rung.tells))
            case When.CALENDAR_AFTER:
                escalations.append(CalendarDaysAfter(rung.number, at, rung.tells))
    return Ladder(tuple(reminders), tuple(escalations), at_miss)


def check_rungs(rungs: Sequence[Rung]) -> None:
    """What every ladder has to hold to. NobodyTold, RungTwice, LadderTooLong, MissNotTold, InvalidLadder."""
    if not all(rung.tells for rung in rungs):
        raise NobodyTold(field="tells")
    if len({rung.key for rung in rungs}) < len(rungs):
        raise RungTwice(field="when")
    if len(rungs) > MOST_RUNGS:
        raise LadderTooLong
    # Whoever is obliged hears of the miss, whatever a city wishes besides (LEGAL.md).
    if Audience.CHARGED not in ladder_of(rungs).at_miss:
        raise MissNotTold(field="tells")
