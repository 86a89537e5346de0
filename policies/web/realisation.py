"""The page on how far the rules are kept: counts, a chart, and every rule with what keeps it or what will."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from idi_platform.tenancy.public import City
from idi_platform.ui.public import ChartData, Series, Tone, csv_lines
from policies.constants import Effect, Layer
from policies.realised import Standing, published_since, standings, tallies
from policies.rules.realisation import register
from policies.rules.vocabulary import vocabulary
from policies.selectors import label_of, parameter_label

from .filtering import Filter, chosen, filters_of

_ROWS_A_PAGE = 50
REALISED, OPEN = "realised", "open"
_STATES: Mapping[str, Promise] = {REALISED: gettext_lazy("Realised"), OPEN: gettext_lazy("To come")}
_APPS: Mapping[str, Promise] = {
    "policies": gettext_lazy("Rules and clocks"),
    "underwriting": gettext_lazy("Underwriting"),
    "riskmgmt": gettext_lazy("Risk management"),
    "claims": gettext_lazy("Claims handling"),
    "fund": gettext_lazy("Guarantee fund"),
    "supervision": gettext_lazy("Supervision"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One rule in the reader's language. `kept_by` and `what` say what keeps it, or `what` the work that will."""

    code: str
    city: str
    version: str
    instrument: str
    article: str
    quote: str
    label: str
    effect: str
    state: str
    is_realised: bool
    kept_by: str
    what: str
    test: str


@require_safe
def realisation(request: HttpRequest) -> HttpResponse:
    """Every rule's state, narrowed by the address."""
    everything, names = standings(), _names()
    filters = _filters(request, everything, names)
    shown = _narrowed(everything, filters)
    of_cities = [standing for standing in everything if not standing.rule.is_national]
    page: Page[Standing] = Paginator(shown, _ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "realised": sum(standing.is_realised for standing in of_cities),
        "total": len(of_cities),
        "nation_realised": sum(standing.is_realised for standing in everything if standing.rule.is_national),
        "nation_total": len(everything) - len(of_cities),
        "charts": (_by_city(everything, names), _by_effect(everything)),
        "since": published_since(everything),
        "filters": filters,
        "page": page,
        "lines": [_line(standing, names) for standing in page],
    }
    return render(request, "policies/realisation.html", context)


@require_safe
def realisation_sheet(request: HttpRequest) -> StreamingHttpResponse:
    """The same list, whole, for a spreadsheet."""
    everything, names = standings(), _names()
    shown = _narrowed(everything, _filters(request, everything, names))
    answer = StreamingHttpResponse(csv_lines(_cells(shown, names)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="realisation.csv"'
    return answer


def _cells(shown: Sequence[Standing], names: Mapping[str, str]) -> Iterator[Sequence[str]]:
    yield (
        _("City"),
        _("Text"),
        _("Article"),
        _("Rule"),
        _("Matter"),
        _("Quote"),
        _("On the platform"),
        _("State"),
        _("Kept by"),
        _("What keeps it, or will"),
        _("Test"),
    )
    for line in (_line(standing, names) for standing in shown):
        yield (
            line.city,
            line.instrument,
            line.article,
            line.code,
            line.label,
            line.quote,
            line.effect,
            line.state,
            line.kept_by,
            line.what,
            line.test,
        )


def _names() -> dict[str, str]:
    return {city.code: city.name for city in City.objects.all()}


def _filters(request: HttpRequest, everything: Sequence[Standing], names: Mapping[str, str]) -> tuple[Filter, ...]:
    cities = {each.rule.jurisdiction: _city(each.rule.jurisdiction, names) for each in everything}
    effects = {effect.value: str(effect.label) for effect in Effect}
    topics = {word: label_of(vocabulary().topics, word) for word in vocabulary().topics}
    choices = {
        "city": (_("City"), cities),
        "state": (_("State"), _words(_STATES)),
        "effect": (_("On the platform"), effects),
        "topic": (_("Topic"), topics),
        "app": (_("Part of the platform"), _words(_APPS)),
    }
    return filters_of(request, choices)


def _words(labels: Mapping[str, Promise]) -> dict[str, str]:
    return {word: str(label) for word, label in labels.items()}


def _narrowed(everything: Sequence[Standing], filters: Sequence[Filter]) -> list[Standing]:
    asked = chosen(filters)
    return [each for each in everything if asked.items() <= _told(each).items()]


def _told(standing: Standing) -> dict[str, str]:
    rule = standing.rule
    return {
        "city": rule.jurisdiction,
        "state": REALISED if standing.is_realised else OPEN,
        "effect": rule.effect,
        "topic": rule.topic,
        "app": standing.app,
    }


def _line(standing: Standing, names: Mapping[str, str]) -> Line:
    rule, is_realised = standing.rule, standing.is_realised
    return Line(
        code=rule.code,
        city=_city(rule.jurisdiction, names),
        version=rule.version,
        instrument=rule.instrument,
        article=rule.article,
        quote=rule.quote,
        label=parameter_label(rule.parameter),
        effect=str(Effect(rule.effect).label),
        state=str(_STATES[REALISED if is_realised else OPEN]),
        is_realised=is_realised,
        kept_by=str(Effect(standing.entry.by).label) if is_realised else "",
        what=_what(standing),
        test=standing.entry.test if is_realised else "",
    )


def _what(standing: Standing) -> str:
    if standing.is_realised and standing.piece:
        return str(standing.piece.label)
    if standing.entry.what:
        return _("The platform does this no longer.")
    return label_of(register().works, standing.entry.planned)


def _city(jurisdiction: str, names: Mapping[str, str]) -> str:
    return names.get(jurisdiction, str(Layer.NATION.label))


def _by_city(everything: Sequence[Standing], names: Mapping[str, str]) -> ChartData:
    return _chart(everything, by="jurisdiction", labels=lambda key: _city(key, names), head=_("City"))


def _by_effect(everything: Sequence[Standing]) -> ChartData:
    return _chart(everything, by="effect", labels=lambda key: str(Effect(key).label), head=_("On the platform"))


def _chart(everything: Sequence[Standing], *, by: str, labels: Callable[[str], str], head: str) -> ChartData:
    counts = tallies(everything, by=by)
    return ChartData(
        kind="bar",
        labels=tuple(labels(tally.key) for tally in counts),
        series=(
            Series(_STATES[REALISED], tuple(tally.realised for tally in counts), Tone.OK),
            Series(_STATES[OPEN], tuple(tally.open for tally in counts), Tone.NEUTRAL),
        ),
        label_head=head,
        is_stacked=True,
        is_horizontal=True,
    )
