"""What deadlines ask of the rules above: which duties an event starts, and why. Registered by policies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from .rules.terms import Term


@dataclass(frozen=True, slots=True)
class ResolvedDuty:
    """One duty that an event starts: whose it is, its term, why it binds, and the hash of the whole reasoning."""

    duty: str
    obliged: str
    term: Term
    basis: str
    rule_id: str
    citation: str
    trace_hash: str


class Resolver(Protocol):
    """Answers from the version pinned to a project."""

    def duties(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The duties that `event` starts on that civil date, with the reasoning stored under each trace hash."""
        ...


_registered: list[Resolver] = []


def register_resolver(resolver: Resolver) -> None:
    """Names the one resolver; called from apps.ready()."""
    _registered[:] = [resolver]


def resolver() -> Resolver:
    """The registered resolver. LookupError when the rules are not installed."""
    if not _registered:
        message = "No resolver is registered: install policies."
        raise LookupError(message)
    return _registered[0]
