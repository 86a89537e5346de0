"""Steps unfolded into one line a day, for a screen. Still codes and dates: words are put at view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from .days import DayKind
from .steps import Step, StepCode
from .terms import Due, Suspended

_PER_DAY = frozenset({StepCode.COUNTED, StepCode.SKIPPED, StepCode.SUSPENDED, StepCode.ROLLED_OVER})


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line: a day, or several alike (`on` to `through_on`, in the order of counting) where the list was folded.

    `number` is the place of the (last) day in the count, None for days not counted. `wanted_day` is set on a last day
    that stands for a day the month does not have. `first_at` and `last_at` are set on lines of hours.
    """

    on: date
    through_on: date
    effect: StepCode
    number: int | None = None
    kind: DayKind | None = None
    name_zh: str = ""
    name_en: str = ""
    source: str = ""
    provisional: bool = False
    cause: str = ""
    wanted_day: int | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None


def explain_days(due: Due | Suspended, *, limit: int = 400) -> list[DayLine]:
    """The day-by-day account of a due date, at most `limit` lines."""
    return explain_steps(due.steps, limit=limit)


def explain_steps(steps: Sequence[Step], *, limit: int = 400) -> list[DayLine]:
    """The same from stored steps. Longer accounts fold plain counted days into runs, then drop the middle.

    A dropped middle shows as a line of effect COUNTED without kind, from the first day dropped to the last.
    """
    account = _Account(backward=_looks_back(steps))
    for step in steps:
        account.add(step)
    lines = account.lines
    if len(lines) > limit:
        lines = _folded(lines)
    if len(lines) > limit:
        head, tail = limit // 2, limit - limit // 2 - 1
        dropped = lines[head : len(lines) - tail]
        lines = [
            *lines[:head],
            DayLine(dropped[0].on, dropped[-1].through_on, StepCode.COUNTED, dropped[-1].number),
            *lines[len(lines) - tail :],
        ]
    return lines


def _looks_back(steps: Sequence[Step]) -> bool:
    opening = [step.first_on for step in steps if step.code is StepCode.OPENING_DAY]
    last = [step.first_on for step in steps if step.code is StepCode.LAST_DAY]
    return bool(opening and last and last[0] < opening[0])


class _Account:
    """Lines in the order of counting; later steps (holidays, roll, last day) speak about days already there."""

    def __init__(self, *, backward: bool) -> None:
        self.lines: list[DayLine] = []
        self._at: dict[date, int] = {}
        self._number = 0
        self._backward = backward

    def add(self, step: Step) -> None:
        if step.code is StepCode.NOTED:
            self._note(step)
        elif step.code is StepCode.CLIPPED:
            self.lines[self._at[step.last_on]] = replace(self.lines[self._at[step.last_on]], wanted_day=step.days)
        elif step.code in _PER_DAY:
            for on in self._days(step):
                self._day(on, step)
        elif step.code is StepCode.LAST_DAY:
            self._day(step.last_on, step)
        else:
            self.lines.append(_line(step.first_on, step.last_on, step))
            if step.code is StepCode.OPENING_DAY:
                self._at[step.first_on] = len(self.lines) - 1

    def _days(self, step: Step) -> list[date]:
        length = (step.last_on - step.first_on).days + 1
        days = [step.first_on + timedelta(days=index) for index in range(length)]
        return days[::-1] if self._backward else days

    def _day(self, on: date, step: Step) -> None:
        if on in self._at:
            kept = self.lines[self._at[on]]
            kind = step.kind or kept.kind
            self.lines[self._at[on]] = replace(
                _line(on, on, step), number=kept.number, kind=kind, wanted_day=kept.wanted_day
            )
            return
        line = _line(on, on, step)
        if step.code is StepCode.COUNTED:
            self._number += 1
            kind = step.kind or (DayKind.REST if on.weekday() >= 5 else DayKind.WORKDAY)
            line = replace(line, number=self._number, kind=kind)
        self._at[on] = len(self.lines)
        self.lines.append(line)

    def _note(self, step: Step) -> None:
        for on in self._days(step):
            if on in self._at:
                line = self.lines[self._at[on]]
                named = replace(line, kind=step.kind, name_zh=step.name_zh, name_en=step.name_en)
                self.lines[self._at[on]] = replace(named, source=step.source, provisional=step.provisional)


def _line(on: date, through_on: date, step: Step) -> DayLine:
    return DayLine(
        on, through_on, step.code, None, step.kind, step.name_zh, step.name_en, step.source, step.provisional,
        step.cause, None, step.first_at, step.last_at,
    )  # fmt: skip


def _folded(lines: list[DayLine]) -> list[DayLine]:
    folded: list[DayLine] = []
    for line in lines:
        last = folded[-1] if folded else None
        if last is not None and _is_plain(last) and _is_plain(line):
            folded[-1] = replace(last, through_on=line.through_on, number=line.number, kind=None)
        else:
            folded.append(line)
    return folded


def _is_plain(line: DayLine) -> bool:
    return line.effect is StepCode.COUNTED and not line.name_zh and line.wanted_day is None
