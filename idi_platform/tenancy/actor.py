"""Who acts: one immutable value per request or task, in a context variable."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Self, TypedDict
from uuid import UUID

from .errors import NoActor

SYSTEM_ROLE = "system"


class ActorHeader(TypedDict):
    """An Actor as it travels in a message header."""

    user_id: str | None
    organisation_id: str | None
    role: str
    city_id: int | None
    district_id: int | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Exactly one membership at work, ids only. `user_id` None is the system; `city_id` None is outside every city.

    `looked_by` is whose eyes these are when support looks as this person (accounts/looking.py): such an actor reads.
    """

    user_id: UUID | None
    organisation_id: UUID | None
    role: str
    city_id: int | None
    district_id: int | None = None
    looked_by: UUID | None = None

    @property
    def is_system(self) -> bool:
        return self.user_id is None

    @property
    def tenant_id(self) -> int:
        """The city's id. NoActor when the actor stands outside every city: tenant rows have no owner there."""
        if self.city_id is None:
            raise NoActor
        return self.city_id

    @property
    def person_id(self) -> UUID:
        """The person's id. NoActor for the system: what a person must answer for has a person behind it."""
        if self.user_id is None:
            raise NoActor
        return self.user_id

    def header(self) -> ActorHeader:
        return {
            "user_id": str(self.user_id) if self.user_id else None,
            "organisation_id": str(self.organisation_id) if self.organisation_id else None,
            "role": self.role,
            "city_id": self.city_id,
            "district_id": self.district_id,
        }

    @classmethod
    def from_header(cls, header: ActorHeader) -> Self:
        return cls(
            user_id=UUID(header["user_id"]) if header["user_id"] else None,
            organisation_id=UUID(header["organisation_id"]) if header["organisation_id"] else None,
            role=header["role"],
            city_id=header["city_id"],
            district_id=header["district_id"],
        )


_current: ContextVar[Actor | None] = ContextVar("idi_actor", default=None)


def system_actor(city_id: int | None) -> Actor:
    """The platform itself, at work in one city (or in none)."""
    return Actor(user_id=None, organisation_id=None, role=SYSTEM_ROLE, city_id=city_id)


def current_actor() -> Actor:
    """The actor of this request or task. NoActor when there is none: nothing falls back to "everybody"."""
    actor = _current.get()
    if actor is None:
        raise NoActor
    return actor


def acting() -> Actor | None:
    """Whoever acts now, for the database backend alone; None outside every request and task."""
    return _current.get()


def has_actor() -> bool:
    return _current.get() is not None


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Acts as `actor` within the block; the database context follows with the next statement."""
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
