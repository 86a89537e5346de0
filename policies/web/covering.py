"""What is covered in each city, as a tree: components with their period, the defects under each, and what is excluded.

The texts name components differently; what a component is stands in the parameters (`coverage.<component>.period`,
`coverage.<component>.item…`), and a period covers every component whose name it holds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.dossiers.public import civil_today
from idi_platform.ui.public import term_words
from policies.comparison import Column, columns
from policies.rules.cover_parts import LIABILITY_START
from policies.rules.regime import CompiledRule, CompiledVersion
from policies.rules.vocabulary import vocabulary
from policies.selectors import label_of, parameter_label

from .comparing import ColumnView, column_view

_PERIOD = re.compile(r"coverage\.([a-z0-9_]+)\.period\Z")
_DEFECT = re.compile(r"coverage\.([a-z0-9_]+)\.items?(?:\.|\Z)")
_EXCLUSION = "exclusion."


@dataclass(frozen=True, slots=True)
class Leaf:
    """One rule: what it covers, leaves out or sets, with its words. `value` is a term, where it has one."""

    rule: str
    label: str
    version: str
    article: str
    quote: str
    value: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A component with the clause of its period, and the defects that the text names under it."""

    label: str
    period: Leaf
    defects: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class CityCover:
    """One city. `beside` are defects under no period; `left_to` is the text, not loaded, that says the rest."""

    column: ColumnView
    begins: tuple[Leaf, ...]
    branches: tuple[Branch, ...]
    beside: tuple[Leaf, ...]
    exclusions: tuple[Leaf, ...]
    left_to: str


@require_safe
def cover(request: HttpRequest) -> HttpResponse:
    """Every city that has a text: that of the day, else the last before it."""
    on = civil_today()
    shown = [city_cover(column, column_view(column, on)) for column in columns(on) if not column.is_nation]
    return render(request, "policies/cover.html", {"cities": shown})


def city_cover(column: Column, view: ColumnView) -> CityCover:
    """The tree of one city's texts, in the order of the text."""
    rules = [(version, rule) for version in column.versions for rule in _rules(version)]
    told = {rule.text.code: _leaf(version, rule) for version, rule in rules}
    defects = [(found.group(1), told[rule.text.code]) for _version, rule in rules if (found := _part(_DEFECT, rule))]
    periods = [(found.group(1), told[rule.text.code]) for _version, rule in rules if (found := _part(_PERIOD, rule))]
    branches = tuple(
        Branch(
            label_of(vocabulary().components, part),
            replace(period, label=""),
            tuple(leaf for under, leaf in defects if _is_under(under, part)),
        )
        for part, period in periods
    )
    hanging = {leaf.rule for branch in branches for leaf in branch.defects}
    left = (
        version.left_to(f"coverage.{part}.period") for version in column.versions for part in vocabulary().components
    )
    return CityCover(
        column=view,
        begins=tuple(told[rule.text.code] for _version, rule in rules if rule.text.parameter == LIABILITY_START),
        branches=branches,
        beside=tuple(leaf for _part, leaf in defects if leaf.rule not in hanging),
        exclusions=tuple(
            told[rule.text.code] for _version, rule in rules if rule.text.parameter.startswith(_EXCLUSION)
        ),
        left_to=next(filter(None, left), ""),
    )


def _rules(version: CompiledVersion) -> Iterator[CompiledRule]:
    """By id, which follows the text."""
    found: Iterable[CompiledRule] = (rule for rules in version.rules.values() for rule in rules)
    return iter(sorted(found, key=lambda rule: rule.text.code))


def _part(pattern: re.Pattern[str], rule: CompiledRule) -> re.Match[str] | None:
    return pattern.match(rule.text.parameter)


def _is_under(part: str, period: str) -> bool:
    """`insulation` is under `insulation_waterproofing`, `concealed_mep` under `waterproofing_concealed`."""
    return part == period or part.split("_")[0] in period.split("_")


def _leaf(version: CompiledVersion, rule: CompiledRule) -> Leaf:
    text = rule.text
    value = term_words(text.term.value, text.term.unit) if text.term and text.term.value is not None else ""
    return Leaf(text.code, parameter_label(text.parameter), version.code, rule.article, text.quote, value)
