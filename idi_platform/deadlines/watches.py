"""What the platform listens for: apps register what should happen again and again, and how to find that it did."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise

from idi_platform.tenancy.public import Actor

from .models import Expectation


@dataclass(frozen=True, slots=True)
class Window:
    """From `from_at` until before `until_at` so many events are expected in a dossier, about `subject`, of a body."""

    dossier_id: UUID
    subject: str
    obliged_id: UUID
    from_at: datetime
    until_at: datetime
    needed: int
    basis: str
    rule_id: str = ""
    citation: str = ""


# The windows of the actor's city that end after the first moment and have begun at the second.
Windows = Callable[[Actor, datetime, datetime], Iterable[Window]]


@dataclass(frozen=True, slots=True)
class Watch:
    """One kind of expected event. `kind` stands in rows and never changes.

    `windows` must give every window again while it may still change: one that is no longer given is lifted. `found`
    counts what happened, row by row. Silence is raised `grace` after a window's end: what is written up takes a while.
    `subject_words` names subjects in the reader's language, those of a page at once.
    """

    kind: str
    label: Promise
    windows: Windows
    found: Callable[[Sequence[Expectation]], Mapping[UUID, int]]
    grace: timedelta
    subject_words: Callable[[Collection[str]], Mapping[str, str | Promise]]


_watches: dict[str, Watch] = {}


def register_watch(watch: Watch) -> None:
    """Has the clock look for these events. Called from apps.ready()."""
    _watches[watch.kind] = watch


def watches() -> list[Watch]:
    return list(_watches.values())


def watch_of(kind: str) -> Watch:
    """KeyError for a kind that nobody registered."""
    return _watches[kind]
