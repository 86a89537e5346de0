"""When something happened in the demo: told once, on a day of the past, or counted back from the day of seeding."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from idi_platform.dossiers.public import CIVIL_ZONE

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class On:
    """A day of history, the same whenever the demo is seeded."""

    day: date
    hour: str = "10:00"

    def moment(self, at: datetime) -> datetime:
        return _combined(self.day, self.hour)


@dataclass(frozen=True, slots=True)
class Ago:
    """So many weekdays before the day of seeding, one or more: what people did at work, never later than now."""

    weekdays: int
    hour: str = "10:00"

    def moment(self, at: datetime) -> datetime:
        day, left = at.astimezone(CIVIL_ZONE).date(), self.weekdays
        while left:
            day -= timedelta(days=1)
            left -= day.weekday() < _SATURDAY
        return _combined(day, self.hour)


@dataclass(frozen=True, slots=True)
class Just:
    """So many hours before the seeding: what owners do at any hour."""

    hours: int

    def moment(self, at: datetime) -> datetime:
        return at - timedelta(hours=self.hours)


When = On | Ago | Just


def day_of(when: When, at: datetime) -> date:
    """The civil day of that moment."""
    return when.moment(at).astimezone(CIVIL_ZONE).date()


def _combined(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), CIVIL_ZONE)
