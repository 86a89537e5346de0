"""How far the product keeps the rules: the register of realisation held against what the apps declare today."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from policies.constants import Layer, VersionStatus
from policies.models import InstrumentVersion, Rule
from policies.realising import Piece, Stated, piece_of
from policies.rules.pack import Pack, RuleText
from policies.rules.realisation import Entry, register
from policies.selectors import rules_in_force

KEPT, PLANNED, OPEN = "kept", "planned", "open"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What the register shows of a rule."""

    code: str
    jurisdiction: str
    is_national: bool
    version: str
    instrument: str
    article: str
    quote: str
    parameter: str
    topic: str
    trigger: str
    effect: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule with its line of the register. `piece` is what the line names, if an app declares it today."""

    rule: RuleFacts
    entry: Entry
    piece: Piece | None

    @property
    def is_realised(self) -> bool:
        """Only what an app declares for such a rule counts; that it does so, the line's test shows."""
        piece = self.piece
        return piece is not None and piece.by == self.entry.by and piece.can_realise(self.rule)

    @property
    def app(self) -> str:
        """The app that keeps the rule, or the one whose work will."""
        return (self.entry.what or self.entry.planned).partition(".")[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a group's rules are realised. `key` is a jurisdiction or an effect."""

    key: str
    realised: int
    total: int

    @property
    def open(self) -> int:
        return self.total - self.realised


@dataclass(frozen=True, slots=True)
class Since:
    """A version with rules that a bureau published since the register was written, and how many are in each state."""

    version: InstrumentVersion
    states: Counter[str]

    @property
    def total(self) -> int:
        return self.states.total()


class Numbered(Stated, Protocol):
    """A rule with its id."""

    @property
    def code(self) -> str: ...


def realised_state(rule: Numbered) -> str:
    """Whether the product keeps such a rule: by the register's line for its id, and only if that piece is about it.

    A new id is open until somebody writes its line, with a test that shows it.
    """
    entry = register().entries.get(rule.code)
    if entry is None:
        return OPEN
    piece = piece_of(entry.what)
    return KEPT if piece and piece.by == entry.by and piece.can_realise(rule) else PLANNED if entry.planned else OPEN


def standings() -> list[Standing]:
    """Every rule of the register, from the published rows, in the order of the register. One query."""
    rows = Rule.objects.filter(code__in=register().entries).select_related("article", "revision__version__instrument")
    found: dict[str, RuleFacts] = {}
    # The text that a rule was loaded with first, in its newest revision: a successor proves nothing for it.
    for row in rows.order_by("revision__version_id", "-revision__number"):
        found.setdefault(row.code, _of_row(row))
    return _standings(found)


def standings_of(packs: Iterable[Pack]) -> list[Standing]:
    """The same from the packs themselves."""
    return _standings({rule.code: _of_pack(pack, place.code, rule) for pack in packs for place, rule in pack.rules})


def published_since(counted: Iterable[Standing]) -> list[Since]:
    """The rules of published versions that `counted`, the register, does not count: a successor's, and new ones."""
    inside = {(standing.rule.version, standing.rule.code) for standing in counted}
    newest = rules_in_force(InstrumentVersion.objects.filter(status=VersionStatus.PUBLISHED))
    rows = newest.select_related("revision__version__instrument").order_by("revision__version__code", "code")
    states: dict[InstrumentVersion, Counter[str]] = {}
    for row in rows:
        version = row.revision.version
        if (version.code, row.code) not in inside:
            states.setdefault(version, Counter())[realised_state(row)] += 1
    return [Since(version, found) for version, found in states.items()]


def tallies(standings: Sequence[Standing], *, by: str) -> list[Tally]:
    """The counts by `jurisdiction` or `effect`, in the order of the register."""
    counted: dict[str, list[bool]] = {}
    for standing in standings:
        counted.setdefault(getattr(standing.rule, by), []).append(standing.is_realised)
    return [Tally(key, sum(states), len(states)) for key, states in counted.items()]


def _standings(facts: dict[str, RuleFacts]) -> list[Standing]:
    entries = register().entries
    return [Standing(facts[code], entry, piece_of(entry.what)) for code, entry in entries.items() if code in facts]


def _of_row(row: Rule) -> RuleFacts:
    version = row.revision.version
    return RuleFacts(
        code=row.code,
        jurisdiction=version.instrument.jurisdiction,
        is_national=version.instrument.layer == Layer.NATION,
        version=version.code,
        instrument=version.instrument.title,
        article=row.article.code,
        quote=row.quote,
        parameter=row.parameter,
        topic=row.topic,
        trigger=row.trigger,
        effect=row.effect,
    )


def _of_pack(pack: Pack, article: str, rule: RuleText) -> RuleFacts:
    return RuleFacts(
        code=rule.code,
        jurisdiction=pack.instrument["jurisdiction"],
        is_national=pack.instrument["layer"] == Layer.NATION,
        version=pack.code,
        instrument=pack.instrument["title"],
        article=article,
        quote=rule.quote,
        parameter=rule.parameter,
        topic=rule.topic,
        trigger=rule.trigger,
        effect=rule.effect,
    )
