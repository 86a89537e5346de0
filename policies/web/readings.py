"""The register of readings: how doubtful words may be read, how each city decided, which rules rest on them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from idi_platform.tenancy.public import City
from policies.constants import Layer
from policies.models import Reading, ReadingDecision, Rule
from policies.register import NATION
from policies.rules.readings import DEFAULT, Option, ReadingText, hanging_on, readings
from policies.rules.vocabulary import vocabulary
from policies.selectors import in_language, label_of, parameter_label, rules_with_readings

from .filtering import Filter, chosen, filters_of

_CONFIDENCE: Mapping[str, Promise] = {
    "high": gettext_lazy("High confidence"),
    "medium": gettext_lazy("Medium confidence"),
    "low": gettext_lazy("Low confidence"),
}


DECIDED, DEFAULT_HOLDS = "decided", "default"
_STATES: Mapping[str, Promise] = {
    DECIDED: pgettext_lazy("reading", "Decided"),
    DEFAULT_HOLDS: gettext_lazy("Product default, not decided"),
}
_LINES_A_PAGE, LONGEST_SEARCH = 10, 100
_ENDS_AT_ONCE = gettext_lazy(
    "Terms that rest on it end on the rest day; new ones at once, running ones once reckoned anew."
)


@dataclass(frozen=True, slots=True)
class Use:
    """A text whose rules rest on the reading."""

    version: str
    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One way to read the words. `does`: what a decision for it changes, in words; else whether it is followed."""

    code: str
    label: str
    is_own: bool
    is_followed: bool
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision of a city's bureau; `holds` until a later one on the same. `term`: the one it is about, if one."""

    decision: ReadingDecision
    city: str
    body: str
    option: OptionLine
    term: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading, its options and every decision on it, the newest first."""

    reading: Reading
    confidence: Promise
    options: tuple[OptionLine, ...]
    decisions: tuple[DecisionLine, ...]
    uses: tuple[Use, ...]
    topics: frozenset[str]
    cities: frozenset[str]

    def holds_words(self, words: str) -> bool:
        """Whether what people read of it holds these words, whatever their case."""
        row = self.reading
        return words.casefold() in " ".join((row.code, row.title, row.issue, row.chosen)).casefold()

    @property
    def rule_count(self) -> int:
        return sum(len(use.rules) for use in self.uses)

    @property
    def holding(self) -> list[DecisionLine]:
        return [line for line in self.decisions if line.holds]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Lines that fit what the address asks for, and the questions with their answers."""

    lines: list[ReadingLine]
    filters: tuple[Filter, ...]
    search: str

    def on_page(self, number: str | None) -> Page[ReadingLine]:
        return Paginator(self.lines, _LINES_A_PAGE).get_page(number)


@require_safe
def reading_list(request: HttpRequest) -> HttpResponse:
    """The readings by code, narrowed by the address, a page at a time."""
    found = narrowed(request, reading_lines(Reading.objects.order_by("code")))
    context = {"page": found.on_page(request.GET.get("page")), "filters": found.filters, "search": found.search}
    return render(request, "policies/readings.html", context)


@require_safe
def reading(request: HttpRequest, code: str) -> HttpResponse:
    """One reading with every decision on it, former ones as well."""
    found = reading_lines(Reading.objects.filter(code=code))
    if not found:
        raise Http404
    return render(request, "policies/reading.html", {"line": found[0]})


def reading_lines(rows: Iterable[Reading], *, jurisdiction: str = "") -> list[ReadingLine]:
    """The readings as pages show them, with the decisions of all cities or of one (GB/T 2260)."""
    used: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules_with_readings():
        for code in rule.readings:
            used[code].append(rule)
    decided = _decisions(jurisdiction)
    known = readings()
    return [
        ReadingLine(
            row,
            _CONFIDENCE[row.confidence],
            tuple(_option(option, row.code) for option in known[row.code].options),
            tuple(_decision_lines(decided[row.code], known[row.code])),
            _uses(used[row.code]),
            frozenset(rule.topic for rule in used[row.code]),
            frozenset(rule.revision.version.instrument.jurisdiction for rule in used[row.code]),
        )
        for row in rows
        if row.code in known
    ]


def narrowed(request: HttpRequest, lines: Iterable[ReadingLine], *, asks_city: bool = True) -> Narrowed:
    """`lines` by topic, state and words; and by city, unless they are of one city alone."""
    filters = tuple(each for each in _filters(request) if asks_city or each.name != "city")
    search = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    asked = chosen(filters)
    found = [line for line in lines if _fits(line, asked) and line.holds_words(search)]
    return Narrowed(found, filters, search)


def _filters(request: HttpRequest) -> tuple[Filter, ...]:
    words, cities = vocabulary().topics, {city.code: city.name for city in City.objects.order_by("code")}
    used = set(rules_with_readings().values_list("revision__version__instrument__jurisdiction", "topic"))
    texts = {NATION: str(Layer.NATION.label), **cities}
    choices: dict[str, tuple[str, Mapping[str, str]]] = {
        "topic": (_("Topic"), {word: label_of(words, word) for word in words if word in {topic for _c, topic in used}}),
        "state": (_("State"), {state: str(label) for state, label in _STATES.items()}),
        "city": (_("City"), {code: name for code, name in texts.items() if code in {city for city, _t in used}}),
    }
    return filters_of(request, choices)


def _fits(line: ReadingLine, asked: Mapping[str, str]) -> bool:
    """A city asked for together with a state is asked what its own officers decided."""
    city = asked.get("city", "")
    holding = [each for each in line.holding if city in ("", each.decision.jurisdiction)]
    state = DECIDED if holding else DEFAULT_HOLDS
    is_about = asked.get("topic", "") in ("", *line.topics) and city in ("", *line.cities)
    return is_about and asked.get("state", "") in ("", state)


def _decisions(jurisdiction: str) -> dict[str, list[ReadingDecision]]:
    rows = ReadingDecision.objects.order_by("-decided_at", "-id")
    found: dict[str, list[ReadingDecision]] = defaultdict(list)
    for row in rows.filter(jurisdiction=jurisdiction) if jurisdiction else rows:
        found[row.reading_id].append(row)
    return found


def _decision_lines(rows: Iterable[ReadingDecision], text: ReadingText) -> Iterable[DecisionLine]:
    names = {city.code: city.name for city in City.objects.all()}
    told: set[tuple[str, str]] = set()
    for row in rows:
        option = text.option(row.option)
        if option is None:
            continue
        about = (row.jurisdiction, row.parameter)
        yield DecisionLine(
            decision=row,
            city=names.get(row.jurisdiction, row.jurisdiction),
            body=row.body,
            option=_option(option, text.code),
            term=parameter_label(row.parameter) if row.parameter else "",
            holds=about not in told,
        )
        told.add(about)


def _option(option: Option, code: str) -> OptionLine:
    does: list[str] = []
    if option.roll is False:
        does.append(str(_ENDS_AT_ONCE))
    if option.stops is not None:
        stops = _("The one written request for documents also stops: %(terms)s")
        runs_on = _("The one written request for documents does not stop: %(terms)s")
        terms = " · ".join(parameter_label(name) for name in hanging_on(code))
        does.append(str(stops if option.stops else runs_on) % {"terms": terms})
    return OptionLine(option.code, in_language(option.label), option.code == DEFAULT, option.is_followed, tuple(does))


def _uses(rules: Iterable[Rule]) -> tuple[Use, ...]:
    found: dict[str, tuple[str, list[str]]] = {}
    for rule in rules:
        version = rule.revision.version
        found.setdefault(version.code, (version.instrument.name, []))[1].append(rule.code)
    return tuple(Use(code, title, tuple(codes)) for code, (title, codes) in found.items())
