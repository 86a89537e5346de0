"""What a civil day is: its kind, the holiday it belongs to, and the notice that says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """Kinds of days in the sense of Civil Code 203 and the State Council's yearly notices."""

    WORKDAY = "workday"
    REST = "rest"  # a weekend, or a weekday given off by exchange 调休放假
    HOLIDAY = "holiday"  # a legal holiday proper 法定节假日
    ADJUSTED_WORKDAY = "adjusted_workday"  # a weekend day worked by exchange 调休上班

    @property
    def is_working(self) -> bool:
        return self is DayKind.WORKDAY or self is DayKind.ADJUSTED_WORKDAY


class DayStatus(StrEnum):
    """Whether the State Council has announced the year that the day belongs to."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A loaded year. `notice` is the number of its notice, or the title where the number is not verified."""

    year: int
    status: DayStatus
    notice: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day. As input an empty `notice` means the year's own notice, and `status` follows the year."""

    on: date
    kind: DayKind
    name_zh: str = ""
    notice: str = ""
    status: DayStatus = DayStatus.OFFICIAL
    name_en: str = ""

    @property
    def is_working(self) -> bool:
        return self.kind.is_working
