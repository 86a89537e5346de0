"""Who has something to pass on when one body takes another's place: every app registers what its own rows do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from idi_platform.accounts.public import Organisation
from idi_platform.tenancy.public import Actor

from .constants import SuccessionState
from .models import Succession


@dataclass(frozen=True, slots=True)
class Passing:
    """What happens on the day, in one city; `brings_people` where the predecessor's people go along."""

    succession_id: UUID
    predecessor: Organisation
    successor: Organisation
    from_on: date
    brings_people: bool


class Passes(Protocol):
    def __call__(self, passing: Passing, *, by: Actor, at: datetime) -> int: ...


_passes: dict[str, Passes] = {}


def register_successor(name: str, passes: Passes) -> None:
    """Has `passes` move what its app keeps; it answers how many rows. Called from apps.ready(), lower layers first."""
    _passes[name] = passes


def pass_everything(passing: Passing, *, by: Actor, at: datetime) -> dict[str, int]:
    """Everything that anybody registered, in one transaction; how many rows of each."""
    return {name: passes(passing, by=by, at=at) for name, passes in _passes.items()}


def formerly(words: str) -> Q:
    """The condition on organisations that took the place of one whose name has these words."""
    named = Q(predecessor__name_zh__icontains=words) | Q(predecessor__name_en__icontains=words)
    return Q(pk__in=Succession.objects.filter(named, state=SuccessionState.DONE).values("successor"))
