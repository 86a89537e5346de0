"""What deadlines ask of the rules above: which duties an event starts, and why. Registered by policies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from .constants import RecomputationCause
from .rules.terms import Term


@dataclass(frozen=True, slots=True)
class ResolvedDuty:
    """One duty that an event starts: whose it is, its term, why it binds, and the hash of the whole reasoning.

    Of two texts that set a term for one duty (LEGAL.md, dual) the owner-better one `drives_service`.
    """

    duty: str
    obliged: str
    term: Term
    basis: str
    rule_id: str
    citation: str
    trace_hash: str
    drives_service: bool = True


@dataclass(frozen=True, slots=True)
class Corrected:
    """A published version that was corrected, or a reading that was decided: its newest revision and since when."""

    version: str
    title: str
    revision: int
    known_from: datetime
    cause: RecomputationCause = RecomputationCause.RULES

    @property
    def reference(self) -> str:
        """What a recomputation names as its ground."""
        return f"{self.version} r{self.revision}" if self.cause == RecomputationCause.RULES else self.version


class Resolver(Protocol):
    """Answers from the version pinned to a project. `explanation_template` renders what `explanation` returns."""

    explanation_template: str

    def duties(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The duties that `event` starts on that civil date, with the reasoning stored under each trace hash."""
        ...

    def foreseen(
        self, *, project_dossier_id: UUID, event: str, on: date, facts: Mapping[str, str]
    ) -> tuple[ResolvedDuty, ...]:
        """The duties that `event` would start, and nothing stored."""
        ...

    def anew(self, *, project_dossier_id: UUID, trace_hash: str, keep: bool) -> ResolvedDuty | None:
        """What the rules as published now answer to the question of a stored reasoning; None for no term any more.

        Its own reasoning is stored only if `keep`.
        """
        ...

    def replayed(self, trace_hash: str) -> ResolvedDuty | None:
        """What a stored reasoning answers when computed again from what it names; None when it no longer does."""
        ...

    def corrected(self, jurisdiction: str) -> Collection[Corrected]:
        """The versions that speak in a jurisdiction (GB/T 2260) and were corrected, and its readings decided."""
        ...

    def resting_on_earlier(self, version: str) -> Collection[str]:
        """The hashes of stored reasonings by an earlier revision of that version, or that rest on that reading."""
        ...

    def is_suspendable(self, duty: str, trace_hash: str) -> bool:
        """Whether the one written request for documents stops this duty's term, as the texts are read today."""
        ...

    def label(self, duty: str) -> str:
        """What the reader's language calls a duty."""
        ...

    def known_duties(self) -> Mapping[str, str]:
        """Every duty that may have a term, with what the reader's language calls it, in the order of the words."""
        ...

    def explanation(self, trace_hash: str) -> object | None:
        """The stored reasoning in the reader's language, for `explanation_template`; None when the hash is unknown."""
        ...

    def reasoning(self, trace_hash: str) -> Mapping[str, Any] | None:
        """The same as JSON, for programs: codes, and the clause in the words of its text."""
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
