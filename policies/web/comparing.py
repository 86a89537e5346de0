"""The comparison and the page of one parameter, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from policies.comparison import Cell, Column, Row, Said
from policies.constants import Force
from policies.models import Rule
from policies.rules.pack import RuleText
from policies.rules.readings import NEVER
from policies.rules.regime import span_codes
from policies.rules.vocabulary import vocabulary
from policies.selectors import event_label, in_language, label_of, parameter_label
from policies.services.projection import rule_text
from policies.wording import limit_words, span_words

from .pages import standing


@dataclass(frozen=True, slots=True)
class ColumnView:
    """`standing` is one of in_force, ended, not_yet, unknown, of the city's own text; its guideline shares it."""

    code: str
    name: str
    standing: str
    valid_from: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class SaidView:
    """One rule: its values, else only its words; `whose` it is, `cases` are those that it is about."""

    rule: str
    version: str
    article: str
    values: tuple[str, ...]
    whose: tuple[str, ...]
    cases: tuple[str, ...]
    force: str
    quote: str


@dataclass(frozen=True, slots=True)
class CellView:
    column: ColumnView
    said: tuple[SaidView, ...]
    left_to: str


@dataclass(frozen=True, slots=True)
class RowView:
    parameter: str
    label: str
    differs: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the vocabulary says of a parameter, in words; `facts` are those that its rules ask for."""

    event: str
    better: str
    suspendable: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one revision of one version said; the newest first within its text."""

    title: str
    version: str
    revision: int
    known_from: datetime
    valid_from: date | None
    last_day: date | None
    values: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """The rows of one topic."""

    word: str
    label: str
    rows: tuple[RowView, ...]


def column_view(column: Column, on: date) -> ColumnView:
    own = column.versions[0]
    return ColumnView(column.code, in_language(column.name), standing(own, on), own.valid_from, own.last_day)


def topic_views(rows: Iterable[Row], columns: Iterable[ColumnView]) -> list[TopicView]:
    """The rows under their topics, in the order given."""
    shown = {column.code: column for column in columns}
    grouped: dict[str, list[RowView]] = {}
    for row in rows:
        grouped.setdefault(row.topic, []).append(row_view(row, shown))
    topics = vocabulary().topics
    return [TopicView(word, label_of(topics, word), tuple(found)) for word, found in grouped.items()]


def row_view(row: Row, columns: dict[str, ColumnView]) -> RowView:
    cells = tuple(_cell(cell, columns[cell.column.code]) for cell in row.cells)
    return RowView(row.parameter, parameter_label(row.parameter), row.differs, cells)


def about_parameter(name: str) -> AboutView:
    words = vocabulary()
    entry = words.parameters[name]
    asked = sorted({fact for when in _rules(name).values_list("when", flat=True) for fact in when or ()})
    return AboutView(
        event=label_of(words.events, entry.event) if entry.event else "",
        better=entry.better or "",
        suspendable=entry.suspendable or NEVER,
        facts=tuple(in_language(words.facts[fact].label) for fact in asked),
    )


def history_of(name: str) -> list[HistoryLine]:
    """Every revision of every text that has a rule on the parameter."""
    rows = _rules(name).select_related("article", "revision__version__instrument")
    ordered = rows.order_by("revision__version__instrument", "revision__version__code", "-revision__number", "code")
    return [_history(rule) for rule in ordered]


def _rules(name: str) -> QuerySet[Rule]:
    return Rule.objects.filter(parameter=name)


def _history(rule: Rule) -> HistoryLine:
    version = rule.revision.version
    return HistoryLine(
        title=version.instrument.name,
        version=version.code,
        revision=rule.revision.number,
        known_from=rule.revision.known_from,
        valid_from=version.valid_from,
        last_day=version.last_day,
        values=_values(rule_text(rule)),
        article=rule.article.code,
    )


def _cell(cell: Cell, column: ColumnView) -> CellView:
    return CellView(column, tuple(_said(said) for said in cell.said), cell.left_to)


def _said(said: Said) -> SaidView:
    rule = said.rule
    return SaidView(
        rule=rule.code,
        version=said.version.code,
        article=said.article,
        values=_values(rule),
        whose=tuple(label_of(vocabulary().actors, actor) for actor in rule.actors),
        cases=tuple(_case(fact, values) for fact, values in (rule.when or {}).items()),
        force="" if rule.force == Force.BINDING else str(Force(rule.force).label),
        quote=rule.quote,
    )


def _values(rule: RuleText) -> tuple[str, ...]:
    limits = tuple(limit_words(limit.op, str(limit.value), limit.unit) for limit in rule.limits)
    return limits or ((span_words(span_codes(rule.term), event_label(rule.trigger)),) if rule.term else ())


def _case(fact: str, values: Iterable[str]) -> str:
    known = vocabulary().facts[fact].values
    return " / ".join(label_of(known, value) for value in values)
