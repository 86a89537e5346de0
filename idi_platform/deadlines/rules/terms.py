"""What goes into the legal clock and what comes out of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from .civil_time import require_aware
from .errors import InvalidSuspension, InvalidTerm
from .steps import Step

_Word = TypeVar("_Word", bound=StrEnum)


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"  # 日: a calendar day, never read as a working day
    WORKING_DAY = "working_day"  # 工作日
    MONTH = "month"
    YEAR = "year"


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time from an event, as an instrument states it.

    `value` None is "before X" without a number: the event itself is the bound. `roll` is the reading of Civil Code 203
    for this duty (an officer's switch); it has an effect only where the law lets a term roll: days, months and years
    after an event. Hours, working days and backward terms never roll, whatever it says.
    InvalidTerm: a number below 1 (0 is allowed for days, "the same day"), or none after an event.
    """

    value: int | None
    unit: Unit = Unit.DAY
    direction: Direction = Direction.AFTER
    roll: bool = True

    def __post_init__(self) -> None:
        # Rows and packs hold plain words; identity below needs the members.
        object.__setattr__(self, "unit", _member(Unit, self.unit, "unit"))
        object.__setattr__(self, "direction", _member(Direction, self.direction, "direction"))
        if self.value is None:
            if self.direction is Direction.AFTER:
                message = "A term after an event needs a number; words without one are service norms."
                raise InvalidTerm(message, field="value")
            return
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            message = f"The number of a term is whole, not {self.value!r}."
            raise InvalidTerm(message, field="value")
        same_day = self.unit is Unit.DAY and self.direction is Direction.AFTER
        if self.value < (0 if same_day else 1):
            message = f"{self.value} {self.unit} {self.direction} an event is no term."
            raise InvalidTerm(message, field="value")

    @property
    def rolls(self) -> bool:
        """Whether a last day that is a rest day moves on (Civil Code 203)."""
        return self.roll and self.direction is Direction.AFTER and self.unit not in (Unit.HOUR, Unit.WORKING_DAY)


@dataclass(frozen=True, slots=True)
class Suspension:
    """A stop of the term: from the arrival of the request to the arrival of what it asked for; None is not yet."""

    from_at: datetime
    to_at: datetime | None
    cause: str
    document: str = ""

    def __post_init__(self) -> None:
        require_aware(self.from_at, field="from_at")
        if self.to_at is not None:
            require_aware(self.to_at, field="to_at")
            if self.to_at < self.from_at:
                message = f"A suspension cannot end at {self.to_at}, before it begins."
                raise InvalidSuspension(message, field="to_at")


@dataclass(frozen=True, slots=True)
class Extension:
    """A longer term from the same event, good only if decided in writing before the normal term has run out."""

    term: Term
    decided_at: datetime
    document: str = ""

    def __post_init__(self) -> None:
        require_aware(self.decided_at, field="decided_at")
        if self.term.direction is Direction.BEFORE:
            message = "A backward term cannot be extended."
            raise InvalidTerm(message, field="extension")


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends, and why. Met in time means met before `due_at`.

    `due_on` is the last permissible day in China; `due_at` the first instant after it (for hours, and for a bound by
    the event, the instant itself). `unrolled_*` is the same before rest days at the end were passed over.
    `provisional`: the answer rests on a day of a year whose notice is not out. `suspended_days` are days deducted
    (working days in a term of those; 0 for hours, whose steps hold the instants).
    """

    term: Term
    event_at: datetime
    due_on: date
    due_at: datetime
    unrolled_on: date
    unrolled_at: datetime
    provisional: bool
    suspended_days: int
    steps: tuple[Step, ...]

    def is_met_by(self, at: datetime) -> bool:
        """Whether an act at that moment is in time."""
        return at < self.due_at


@dataclass(frozen=True, slots=True)
class Suspended:
    """No due date yet: the term stands still until what was asked for arrives."""

    term: Term
    event_at: datetime
    since_at: datetime
    cause: str
    document: str
    steps: tuple[Step, ...]


def _member(words: type[_Word], word: str, field: str) -> _Word:
    try:
        return words(word)
    except ValueError as error:
        message = f"{word!r} is none of {', '.join(words)}."
        raise InvalidTerm(message, field=field) from error
