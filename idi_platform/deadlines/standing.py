"""Which ladder speaks about a term: the city's for its duty, else for its basis, else for all, else the product's."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from .ladder import Rung, default_rungs, ladder_of
from .models import CityLadder, Deadline, DeadlinePlan
from .rules.plan import Ladder


@dataclass(frozen=True, slots=True)
class Standing:
    """A ladder that speaks; `row` is None for the product's own."""

    row: CityLadder | None
    rungs: tuple[Rung, ...]

    @property
    def ladder_id(self) -> UUID | None:
        return self.row.pk if self.row else None

    @property
    def ladder(self) -> Ladder:
        """As plans are made from it."""
        return ladder_of(self.rungs)


def ladder_for(*, city_id: int, duty: str = "", basis: str = "") -> Standing:
    """What speaks about a term of that duty and basis that begins, or is planned anew, now."""
    fitting = Q(duty=duty, basis="") | Q(duty="", basis=basis) | Q(duty="", basis="")
    return _most_special(CityLadder.objects.in_force().filter(fitting, city_id=city_id))


def product_ladder() -> Standing:
    """The product's own."""
    return Standing(None, default_rungs())


def ladders_in_force(city_id: int) -> list[CityLadder]:
    """Those of the city that speak, the general one first."""
    rows = CityLadder.objects.in_force().filter(city_id=city_id).exclude(rungs=[])
    return sorted(rows, key=lambda row: (row.duty, row.basis))


def planned_by(row: CityLadder) -> int:
    """How many open terms speak by this version today."""
    plans = DeadlinePlan.objects.filter(city_id=row.city_id, ladder=row)
    open_now = Deadline.objects.filter(city_id=row.city_id).open()
    return plans.filter(deadline__in=open_now, version=F("deadline__plan_version")).count()


def _most_special(rows: Iterable[CityLadder]) -> Standing:
    speaking = [row for row in rows if row.rungs]
    row = max(speaking, key=lambda row: (bool(row.duty), bool(row.basis)), default=None)
    return Standing(row, row.steps) if row else product_ladder()
