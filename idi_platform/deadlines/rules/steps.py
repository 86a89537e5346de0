"""The reasoning of a due date as codes and dates. Prose is made from it at view, in the reader's language."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from .days import DayKind


class StepCode(StrEnum):
    """What happened to a stretch of days, or to the term, in the order in which the clock reasons."""

    OPENING_DAY = "opening_day"  # the day of the event is not counted (Civil Code 201)
    COUNTED = "counted"
    SKIPPED = "skipped"  # no working day, in a term of working days
    NOTED = "noted"  # holidays and adjusted workdays inside a counted stretch: counted, but a reader asks about them
    SUSPENDED = "suspended"
    SUSPENDED_OPEN = "suspended_open"
    SUSPENSION_WITHOUT_EFFECT = "suspension_without_effect"
    CLIPPED = "clipped"  # no corresponding day in the month: its last day (Civil Code 202); `days` is the day wanted
    ROLLED_OVER = "rolled_over"  # a rest day at the end of the term, passed over (Civil Code 203)
    LAST_DAY = "last_day"  # ends at 24:00 (Civil Code 203)
    HOURS = "hours"  # runs from instant to instant, through nights and holidays (Civil Code 201)
    BOUND_BY_EVENT = "bound_by_event"  # "before" without a number: the event itself is the bound
    EXTENDED = "extended"
    EXTENSION_TOO_LATE = "extension_too_late"
    EXTENSION_WITHOUT_EFFECT = "extension_without_effect"


class Step(NamedTuple):
    """One step. Dates are civil days in China, both ends included; `days` is their number unless the code says else."""

    code: StepCode
    first_on: date
    last_on: date
    days: int = 0
    kind: DayKind | None = None
    name_zh: str = ""
    name_en: str = ""
    source: str = ""  # the notice of a holiday, the document of a suspension or extension
    provisional: bool = False
    cause: str = ""
    first_at: datetime | None = None
    last_at: datetime | None = None

    def as_row(self) -> dict[str, str | int | bool]:
        """JSON-ready, empty fields left out: equal steps give equal rows, whatever wrote them."""
        row: dict[str, str | int | bool] = {
            "code": self.code.value,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
        }
        if self.days:
            row["days"] = self.days
        if self.kind is not None:
            row["kind"] = self.kind.value
        if self.name_zh:
            row["name_zh"] = self.name_zh
            row["name_en"] = self.name_en
        if self.source:
            row["source"] = self.source
        if self.provisional:
            row["provisional"] = True
        if self.cause:
            row["cause"] = self.cause
        if self.first_at is not None and self.last_at is not None:
            row["first_at"] = self.first_at.isoformat()
            row["last_at"] = self.last_at.isoformat()
        return row

    @classmethod
    def from_row(cls, row: dict[str, str | int | bool]) -> "Step":
        """The step that `as_row` wrote. KeyError or ValueError when the row was written by something else."""
        at = {field: datetime.fromisoformat(str(row[field])) for field in ("first_at", "last_at") if field in row}
        text = {field: str(row.get(field, "")) for field in ("name_zh", "name_en", "source", "cause")}
        return cls(
            code=StepCode(str(row["code"])),
            first_on=date.fromisoformat(str(row["first_on"])),
            last_on=date.fromisoformat(str(row["last_on"])),
            days=int(row.get("days", 0)),
            kind=DayKind(str(row["kind"])) if "kind" in row else None,
            provisional=bool(row.get("provisional", False)),
            first_at=at.get("first_at"),
            last_at=at.get("last_at"),
            **text,
        )
