"""How long personal data is kept, as data (retention.yaml): what the law fixes cites it, what is ours says so."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from ruamel.yaml import YAML

_FILE = Path(__file__).with_name("retention.yaml")


@dataclass(frozen=True, slots=True)
class Retention:
    """A rule: kept for `months` or `days` after an event named in words; neither: as long as what it belongs to.

    `instrument`, `article` and `quote` are empty where the rule is the platform's own.
    """

    code: str
    months: int | None
    words_zh: str
    words_en: str
    instrument: str = ""
    article: str = ""
    quote: str = ""
    days: int | None = None

    @property
    def is_law(self) -> bool:
        return bool(self.instrument)

    @property
    def words(self) -> str:
        return self.words_en if (get_language() or "").startswith("en") else self.words_zh

    @property
    def source(self) -> str:
        """The citation; empty for a rule of our own."""
        return f"《{self.instrument}》{self.article}" if self.instrument else ""

    def last_day(self, since: date) -> date | None:
        """The last day of the period that begins with `since`; None where it has no end of its own."""
        if self.days is not None:
            return since + timedelta(days=self.days)
        return _months_later(since, self.months) if self.months is not None else None


def retention(code: str) -> Retention:
    """LookupError for a rule that the file does not hold."""
    return _rules()[code]


def retentions() -> list[Retention]:
    return list(_rules().values())


@cache
def _rules() -> dict[str, Retention]:
    found: dict[str, dict[str, Any]] = YAML(typ="safe").load(_FILE)
    return {code: Retention(code=code, **rule) for code, rule in found.items()}


def _months_later(day: date, months: int) -> date:
    """The corresponding day, or the month's last where it has none (Civil Code 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
