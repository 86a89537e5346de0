"""How terms, bounds and clauses are shown to people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from idi_platform.ui.public import term_words
from policies.rules.quotes import normalised


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text, quoted by a rule or not."""

    text: str
    is_quoted: bool


def span_words(term: Mapping[str, Any] | None, event: str = "") -> str:
    """`within 7 natural days`, `at least 10 working days before`; nothing for no term. Takes the codes of a trace.

    Without a number it is `before: Construction started`, `event` being the label of what it must come before.
    """
    if term is None:
        return ""
    if term["value"] is None:
        return _("before: %(event)s") % {"event": event} if event else _("before the event")
    amount = term_words(term["value"], term["unit"])
    if not term["value"]:
        return amount
    if term["direction"] == "before":
        return _("at least %(term)s before") % {"term": amount}
    return _("within %(term)s") % {"term": amount}


def limit_words(op: str, value: str, unit: str) -> str:
    """`at most 30%`, `at most 2 years`: a bound or amount of a rule, from its codes."""
    amount = _amount(Decimal(value), unit)
    match op:
        case "at_most":
            return _("at most %(amount)s") % {"amount": amount}
        case "at_least":
            return _("at least %(amount)s") % {"amount": amount}
        case "default":
            return _("%(amount)s unless agreed otherwise") % {"amount": amount}
        case _exact:
            return amount


def passages(text: str, quotes: Iterable[str]) -> tuple[Passage, ...]:
    """The text cut where quotes begin and end. A quote is found whatever white space the source sprinkled into it."""
    quoted = [False] * len(text)
    visible = [index for index, character in enumerate(text) if not character.isspace()]
    bare = "".join(text[index] for index in visible)
    for quote in map(normalised, quotes):
        start = bare.find(quote)
        if quote and start >= 0:
            first, last = visible[start], visible[start + len(quote) - 1]
            quoted[first : last + 1] = [True] * (last + 1 - first)
    cuts = [index for index in range(1, len(text)) if quoted[index] != quoted[index - 1]]
    bounds = [0, *cuts, len(text)]
    return tuple(Passage(text[start:end], quoted[start]) for start, end in pairwise(bounds) if start < end)


def _amount(value: Decimal, unit: str) -> str:
    if unit == "ratio":
        return f"{(value * 100).normalize():f}%"
    if unit in _TERMS:
        return term_words(int(value), unit)
    return f"{value:,f} {_counted(unit, 1 if value == 1 else 2)}"


def _counted(unit: str, number: int) -> str:
    match unit:
        case "person":
            return ngettext("person", "persons", number)
        case "company":
            return ngettext("company", "companies", number)
        case "times":
            return npgettext("of an amount", "time", "times", number)
        case "occasion":
            return ngettext("occasion", "occasions", number)
        case "yuan":
            return _("yuan")
        case unknown:
            raise ValueError(unknown)


_TERMS = ("hour", "day", "working_day", "month", "year")
