"""Who has work to hand over when a person leaves, besides the cases in their charge: every app registers its own."""

from datetime import datetime
from typing import Protocol

from idi_platform.accounts.public import User
from idi_platform.tenancy.public import Actor


class HandsOver(Protocol):
    def __call__(self, *, person: User, successor: User, by: Actor, at: datetime) -> int: ...


_hands_over: dict[str, HandsOver] = {}


def register_hand_over(name: str, hands_over: HandsOver) -> None:
    """Has `hands_over` give the successor what its app keeps for a person; it answers how many rows. From ready()."""
    _hands_over[name] = hands_over


def hand_everything_over(*, person: User, successor: User, by: Actor, at: datetime) -> dict[str, int]:
    """Everything that anybody registered, in the caller's transaction; how many rows of each."""
    return {name: one(person=person, successor=successor, by=by, at=at) for name, one in _hands_over.items()}
