"""What the product does with the rules: each app declares its pieces here, by the rules' own words, never by city."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from .constants import Effect


class Stated(Protocol):
    """What is read of a rule to say whether a piece can answer for it."""

    @property
    def parameter(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def trigger(self) -> str: ...
    @property
    def effect(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something the product does: `by` is how a rule is kept by it, `label` says so to people.

    It can answer for every rule on its `parameters`; and for a rule whose effect is `by` when an event among
    `triggers` starts it or its topic is among `topics`. `whole`: for every rule of that effect.
    """

    code: str
    label: Promise
    by: str
    parameters: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    whole: bool = False

    def can_realise(self, rule: Stated) -> bool:
        """Whether the piece is about such a rule; that it keeps this one, only a test shows."""
        if rule.parameter in self.parameters:
            return True
        is_meant = self.whole or rule.trigger in self.triggers or rule.topic in self.topics
        return rule.effect == self.by and is_meant


_pieces: dict[str, Piece] = {}


def realises(
    code: str,
    *,
    label: Promise,
    by: Effect,
    parameters: Iterable[str] = (),
    triggers: Iterable[str] = (),
    topics: Iterable[str] = (),
    whole: bool = False,
) -> None:
    """Declares a piece, from a module that apps.ready() loads. `code` is `app.piece`. ValueError for a second one.

    Whoever takes the piece out of the product takes this out too: the rules that rest on it are open again.
    """
    if code in _pieces:
        raise ValueError(code)
    _pieces[code] = Piece(
        code=code,
        label=label,
        by=by.value,
        parameters=frozenset(map(str, parameters)),
        triggers=frozenset(map(str, triggers)),
        topics=frozenset(map(str, topics)),
        whole=whole,
    )


def piece_of(code: str) -> Piece | None:
    """The piece declared under that code; None when no app does it (any longer)."""
    return _pieces.get(code)


def pieces() -> tuple[Piece, ...]:
    """Every piece, by code."""
    return tuple(_pieces[code] for code in sorted(_pieces))
