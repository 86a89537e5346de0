"""What the regime pages show: texts by city, clauses with their values beside the text, in the reader's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from idi_platform.tenancy.public import City
from policies.constants import Layer
from policies.models import Article, InstrumentVersion, Rule
from policies.rules.regime import CompiledVersion
from policies.rules.vocabulary import vocabulary
from policies.selectors import event_label, label_of, parameter_label
from policies.wording import Passage, limit_words, passages, span_words


@dataclass(frozen=True, slots=True)
class TextLine:
    """A loaded text; `standing` is one of in_force, ended, not_yet, unknown on the day asked for."""

    version: InstrumentVersion
    standing: str


@dataclass(frozen=True, slots=True)
class CityTexts:
    """The texts of one city, or of the nation."""

    name: str
    texts: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class TopicChip:
    """A topic that the text has rules on, and how many."""

    word: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule beside its clause. `values` are terms and bounds; `trigger` is what starts the term."""

    code: str
    parameter: str
    label: str
    actors: tuple[str, ...]
    values: tuple[str, ...]
    trigger: str
    force: str
    effect: str
    obligation: str


@dataclass(frozen=True, slots=True)
class Clause:
    """An article with its text, cut at the quotes, and its rules. `anchor` stays the same whatever is shown."""

    anchor: str
    code: str
    heading: str
    passages: tuple[Passage, ...]
    rules: tuple[RuleLine, ...]


def texts_by_city(versions: Iterable[InstrumentVersion], on: date) -> list[CityTexts]:
    """The versions, ordered by jurisdiction, under the names of their cities; the nation's first."""
    names = {city.code: city.name for city in City.objects.all()}
    return [
        CityTexts(
            names.get(jurisdiction, str(Layer.NATION.label)),
            tuple(TextLine(version, standing(version, on)) for version in found),
        )
        for jurisdiction, found in groupby(versions, key=lambda version: version.instrument.jurisdiction)
    ]


def standing(version: InstrumentVersion | CompiledVersion, on: date) -> str:
    """Whether the text is in force on that day."""
    if version.valid_from is None:
        return "unknown"
    if on < version.valid_from:
        return "not_yet"
    return "ended" if version.last_day and version.last_day < on else "in_force"


def topics(articles: Iterable[Article]) -> list[TopicChip]:
    """The topics of the articles' rules in the order of the vocabulary. Rules must be prefetched."""
    counts = Counter(rule.topic for article in articles for rule in article.rules.all())
    words = vocabulary().topics
    return [TopicChip(word, label_of(words, word), counts[word]) for word in words if counts[word]]


def clauses(articles: Iterable[Article], topic: str) -> list[Clause]:
    """The articles as the page shows them; of one topic only those that hold its rules, all of them without a topic."""
    shown = (clause(article, topic) for article in articles)
    return [each for each in shown if each.rules or not topic]


def clause(article: Article, topic: str = "") -> Clause:
    """The article as the page shows it, with its rules on the topic. Rules must be prefetched."""
    rules = [rule for rule in article.rules.all() if topic in ("", rule.topic)]
    return Clause(
        anchor=f"clause-{article.position + 1}",
        code=article.code,
        heading=article.heading,
        passages=passages(article.text, [rule.quote for rule in rules]),
        rules=tuple(_line(rule) for rule in rules),
    )


def _line(rule: Rule) -> RuleLine:
    words = vocabulary()
    limits = (limit_words(limit["op"], limit["value"], limit["unit"]) for limit in rule.limits)
    values = tuple(limits) if rule.limits else (_term(rule),) if rule.direction else ()
    return RuleLine(
        code=rule.code,
        parameter=rule.parameter,
        label=parameter_label(rule.parameter),
        actors=tuple(label_of(words.actors, actor) for actor in rule.actors),
        values=values,
        trigger=event_label(rule.trigger) if rule.value is not None else "",
        force=rule.get_force_display(),
        effect=rule.get_effect_display(),
        obligation=rule.obligation,
    )


def _term(rule: Rule) -> str:
    codes = {"value": rule.value, "unit": rule.unit, "direction": rule.direction}
    return span_words(codes, event_label(rule.trigger))
