"""Words for the clock's codes, at the moment they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .rules.days import CalendarDay, DayKind
from .rules.explain import DayLine
from .rules.steps import StepCode

_KINDS: dict[DayKind, Promise] = {
    DayKind.WORKDAY: _("Working day"),
    DayKind.REST: _("Rest day"),
    DayKind.HOLIDAY: _("Public holiday"),
    DayKind.ADJUSTED_WORKDAY: _("Adjusted working day"),
}
_EFFECTS: dict[StepCode, Promise] = {
    StepCode.OPENING_DAY: _("Day of the event: not counted (Civil Code art. 201)"),
    StepCode.COUNTED: _("Counted"),
    StepCode.SKIPPED: _("Not a working day: not counted"),
    StepCode.SUSPENDED: _("Term suspended: not counted"),
    StepCode.SUSPENDED_OPEN: _("Term suspended until the documents arrive"),
    StepCode.SUSPENSION_WITHOUT_EFFECT: _("Suspension without effect on this term"),
    StepCode.CLIPPED: _("No such day in this month: its last day counts (Civil Code art. 202)"),
    StepCode.ROLLED_OVER: _("Rest day at the end of the term: passed over (Civil Code art. 203)"),
    StepCode.LAST_DAY: _("Last day: the term ends at 24:00 (Civil Code art. 203)"),
    StepCode.HOURS: _("Hours run through, day and night (Civil Code art. 201)"),
    StepCode.BOUND_BY_EVENT: _("To be done before the event itself"),
    StepCode.EXTENDED: _("Term extended in writing"),
    StepCode.EXTENSION_TOO_LATE: _("Extension decided too late: without effect"),
    StepCode.EXTENSION_WITHOUT_EFFECT: _("Extension without effect"),
}


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of the account in words: the day, its number in the count, its kind, what became of it, who says so."""

    on: date
    through_on: date
    number: int | None
    kind: str | Promise
    name: str
    effect: str | Promise
    source: str
    provisional: bool
    is_last: bool
    is_counted: bool

    @property
    def is_run(self) -> bool:
        return self.through_on != self.on


def day_rows(lines: list[DayLine]) -> list[DayRow]:
    """The account in the reader's language."""
    in_english = (get_language() or "").startswith("en")
    return [
        DayRow(
            on=line.on,
            through_on=line.through_on,
            number=line.number,
            kind=_KINDS[line.kind] if line.kind else "",
            name=(line.name_en or line.name_zh) if in_english else line.name_zh,
            effect=_EFFECTS[line.effect],
            source=line.source,
            provisional=line.provisional,
            is_last=line.effect is StepCode.LAST_DAY,
            is_counted=line.number is not None,
        )
        for line in lines
    ]


@dataclass(slots=True)
class Holiday:
    """A holiday of a year: its days off as first and last of each run, and the weekend days worked for it."""

    name: str
    notice: str
    off: list[tuple[date, date]] = field(default_factory=list)
    worked: list[date] = field(default_factory=list)

    def add(self, day: CalendarDay) -> None:
        """Days come in order."""
        if day.is_working:
            self.worked.append(day.on)
        elif self.off and self.off[-1][1] + timedelta(days=1) == day.on:
            self.off[-1] = (self.off[-1][0], day.on)
        else:
            self.off.append((day.on, day.on))


def holidays_of(days: Iterable[CalendarDay]) -> list[Holiday]:
    """The named days grouped by holiday and notice, in order, in the reader's language."""
    in_english = (get_language() or "").startswith("en")
    found: dict[tuple[str, str], Holiday] = {}
    for day in sorted(days, key=lambda day: day.on):
        name = (day.name_en or day.name_zh) if in_english else day.name_zh
        if name:
            found.setdefault((name, day.notice), Holiday(name, day.notice)).add(day)
    return list(found.values())
