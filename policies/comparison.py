"""The regimes side by side, parameter by parameter: what each text says and which are silent. Texts, not answers.

A text that has ended, or whose date nobody has confirmed, is still compared; the column says where it stands.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import override

from idi_platform.tenancy.public import City
from policies.constants import Layer
from policies.models import Instrument
from policies.register import NATION, regime_of
from policies.rules.pack import RuleText
from policies.rules.regime import CompiledVersion
from policies.rules.vocabulary import Label, vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """The nation or a city, and of each of its texts the version of the day, else the last before it, else the next."""

    code: str
    name: Label
    versions: tuple[CompiledVersion, ...]

    @property
    def is_nation(self) -> bool:
        return self.code == NATION


@dataclass(frozen=True, slots=True)
class Said:
    """One rule as a text has it."""

    version: CompiledVersion
    article: str
    rule: RuleText

    @property
    def value(self) -> tuple[object, ...]:
        """What two texts must share to say the same."""
        rule = self.rule
        bounds = frozenset((limit.name, limit.op, limit.value, limit.unit) for limit in rule.limits)
        return rule.term, bounds, rule.actors, rule.deontic, rule.force


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says on a parameter; one that says nothing may leave it to a text that is not loaded."""

    column: Column
    said: tuple[Said, ...]
    left_to: str


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter across the columns."""

    parameter: str
    topic: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether the cities do not all say the same, or some are silent."""
        return (
            len({frozenset(said.value for said in cell.said) for cell in self.cells if not cell.column.is_nation}) > 1
        )


def columns(on: date, *, only: Collection[str] = ()) -> list[Column]:
    """The nation, then the cities that have a text, by GB/T 2260 code; `only` names those wanted."""
    names = {city.code: Label(city.name_zh, city.name_en) for city in City.objects.all()}
    nation = Label(_in("zh-hans", Layer.NATION), _in("en", Layer.NATION))
    codes = Instrument.objects.order_by("jurisdiction").values_list("jurisdiction", flat=True).distinct()
    return [
        Column(code, nation if code == NATION else names.get(code, Label(code, code)), tuple(_of_the_day(code, on)))
        for code in codes
        if not only or code in only
    ]


def compare(shown: Collection[Column], *, topic: str = "", parameter: str = "") -> list[Row]:
    """The parameters that any column has a rule on, by topic in the order of the vocabulary, then by name."""
    topics: dict[str, str] = {}
    for version in (version for column in shown for version in column.versions):
        for name, rules in version.rules.items():
            topics.setdefault(name, rules[0].text.topic)
    order = {word: place for place, word in enumerate(vocabulary().topics)}
    wanted = [name for name in topics if topic in ("", topics[name]) and parameter in ("", name)]
    return [
        Row(name, topics[name], tuple(_cell(column, name) for column in shown))
        for name in sorted(wanted, key=lambda name: (order[topics[name]], name))
    ]


def _cell(column: Column, parameter: str) -> Cell:
    said = tuple(
        Said(version, rule.article, rule.text)
        for version in column.versions
        for rule in version.rules.get(parameter, ())
    )
    left_to = next((text for version in column.versions if (text := version.left_to(parameter))), "")
    return Cell(column, said, "" if said else left_to)


def _of_the_day(code: str, on: date) -> Iterable[CompiledVersion]:
    own = (version for version in regime_of(code).versions if (version.layer == Layer.NATION) == (code == NATION))
    by_text = sorted(own, key=lambda version: (version.is_guideline, version.title, _begins(version)))
    for _title, versions in groupby(by_text, key=lambda version: version.title):
        known = list(versions)
        yield next((version for version in reversed(known) if _begins(version) <= on), known[0])


def _begins(version: CompiledVersion) -> date:
    return version.valid_from or date.min


def _in(language: str, layer: Layer) -> str:
    with override(language):
        return str(layer.label)
