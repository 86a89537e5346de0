"""What the bodies of a demo's city do about themselves, as plain data; `by` and the like are user names."""

from dataclasses import dataclass
from datetime import date

from idi_platform.accounts.public import Role
from idi_platform.deadlines.public import Rung
from idi_platform.organisations.public import CertificateKind, FactKind, SuccessionKind

from .moments import When


@dataclass(frozen=True, slots=True)
class Invited:
    """A colleague whom an administrator (a user name) asked in, and who has not come yet."""

    by: str
    full_name: str
    role: Role
    phone: str
    when: When


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate that an administrator entered for a colleague (user names); it lasts `days_left` from seeding."""

    by: str
    holder: str
    kind: CertificateKind
    number: str
    issuer: str
    since: date
    days_left: int
    when: When


@dataclass(frozen=True, slots=True)
class Stated:
    """What an administrator states of their organisation; it lasts `days_left` from seeding, or has no end."""

    by: str
    kind: FactKind
    words: str
    when: When
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class LetIn:
    """A program of the body of `by`, with a key for each of `keys`: days until it ends."""

    by: str
    name: str
    role: Role
    scopes: tuple[str, ...]
    keys: tuple[int, ...]
    when: When


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody on leave since `when`, for `days` from seeding, with a deputy of the same body."""

    person: str
    deputy: str
    days: int
    when: When


@dataclass(frozen=True, slots=True)
class SignedInAt:
    """The provider of the body of `by`, which declares a second factor that nobody has confirmed yet."""

    by: str
    issuer: str
    client_id: str
    domain: str
    when: When


@dataclass(frozen=True, slots=True)
class Charged:
    """`by` puts a colleague in charge of the inspections of a project (its key)."""

    by: str
    assignee: str
    project: str
    when: When


@dataclass(frozen=True, slots=True)
class Succeeded:
    """One body takes another's place `days` after seeding, as `by` proposed; confirmed where an officer is named."""

    by: str
    predecessor: str
    successor: str
    kind: SuccessionKind
    grounds: str
    days: int
    when: When
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """An administrator of another city asks this city's bureau in; the statements of its kind in words."""

    by: str
    statements: tuple[tuple[FactKind, str], ...]
    when: When


@dataclass(frozen=True, slots=True)
class Laddered:
    """An officer drafts a ladder with these rungs besides, and asks for it unless there is no reason; `decider` has put
    it in force already."""

    by: str
    rungs: tuple[Rung, ...]
    when: When
    basis: str = ""
    duty: str = ""
    reason: str = ""
    decider: str = ""


@dataclass(frozen=True, slots=True)
class Worded:
    """An officer asks that a kind of message be worded so, (subject, text) by language; `decider` agreed already."""

    by: str
    kind: str
    group: str
    zh: tuple[str, str]
    en: tuple[str, str]
    when: When
    decider: str = ""
