"""The ladder of a term: when to remind, and when to escalate. Data, read once a process."""

from datetime import time
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from .rules.plan import Ladder, ShareOfTerm, WorkingDaysAfter, WorkingDaysBefore

_DEFAULT = Path(__file__).parent / "ladders" / "default.yaml"

Rung = dict[str, int | str]


@cache
def ladder() -> Ladder:
    """The product's default ladder."""
    rows: dict[str, list[Rung]] = YAML(typ="safe", pure=True).load(_DEFAULT)
    return Ladder(
        reminders=tuple(_reminder(rung) for rung in rows["reminders"]),
        escalations=tuple(
            WorkingDaysAfter(int(rung["working_days_after"]), _hour(rung)) for rung in rows["escalations"]
        ),
    )


def _reminder(rung: Rung) -> ShareOfTerm | WorkingDaysBefore:
    if "share_percent" in rung:
        return ShareOfTerm(int(rung["share_percent"]))
    return WorkingDaysBefore(int(rung["working_days_before"]), _hour(rung))


def _hour(rung: Rung) -> time:
    return time.fromisoformat(str(rung["at"]))
