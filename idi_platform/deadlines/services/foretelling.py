"""What a ladder would say about one term, beside the one that speaks now. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.models import CityLadder
from idi_platform.deadlines.rules.plan import Audience, Ladder, Plan, plan
from idi_platform.deadlines.rules.terms import Due
from idi_platform.deadlines.standing import Standing, ladder_for


@dataclass(frozen=True, slots=True)
class Foretold:
    """One moment, and whom each ladder tells then: none where it is silent."""

    at: datetime
    is_miss: bool
    drafted: Audience
    speaking: Audience


@dataclass(frozen=True, slots=True)
class Watched:
    """The term that is looked at: where it ends, since when it is watched, and what it is."""

    due: Due
    started_at: datetime
    duty: str = ""
    basis: str = ""


def foretell(row: CityLadder, watched: Watched) -> Sequence[Foretold]:
    """Every moment at which the version or what speaks now tells something about the term, in order."""
    drafted, speaking = (_planned(each.ladder, watched) for each in (_version(row, watched), _now(row, watched)))
    moments = sorted({*drafted.instants, *speaking.instants})
    return [Foretold(at, at == watched.due.due_at, _told(drafted, at), _told(speaking, at)) for at in moments]


def _version(row: CityLadder, watched: Watched) -> Standing:
    """The version itself; of one that gives a ladder up, the more general one."""
    if row.rungs:
        return Standing(row, row.steps)
    return ladder_for(city_id=row.city_id, basis=watched.basis if row.duty else "")


def _now(row: CityLadder, watched: Watched) -> Standing:
    return ladder_for(city_id=row.city_id, duty=watched.duty or row.duty, basis=watched.basis or row.basis)


def _planned(ladder: Ladder, watched: Watched) -> Plan:
    return plan(watched.due, ladder, calendar=civil_calendar(), started_at=watched.started_at)


def _told(planned: Plan, at: datetime) -> Audience:
    return planned.tells[planned.instants.index(at)] if at in planned.instants else Audience(0)
