"""The regimes as pages: public, because published rules are."""

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from idi_platform.dossiers.public import civil_today
from policies.comparison import columns, compare
from policies.models import InstrumentVersion
from policies.rules.vocabulary import vocabulary
from policies.selectors import label_of, published_instruments, regime_page
from policies.silences import silences_of

from .comparing import about_parameter, column_view, history_of, row_view, topic_views
from .pages import TopicChip, clauses, standing, texts_by_city, topics


@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """Every loaded instrument under its city, and whether it is in force today."""
    return render(request, "policies/regimes.html", {"cities": texts_by_city(published_instruments(), civil_today())})


@require_safe
def regime(request: HttpRequest, code: str) -> HttpResponse:
    """One version: its validity, what it is silent on, and the clauses of a topic or all, values beside the text."""
    try:
        version, articles = regime_page(code)
    except InstrumentVersion.DoesNotExist as missing:
        raise Http404 from missing
    chips = topics(articles)
    topic = next((chip.word for chip in chips if chip.word == request.GET.get("topic")), "")
    page = {
        "version": version,
        "standing": standing(version, civil_today()),
        "topics": chips,
        "topic": topic,
        "rule_count": sum(chip.count for chip in chips),
        "clauses": clauses(articles, topic),
        "silences": silences_of(version),
        "is_english": _is_english(),
    }
    return render(request, "policies/regime.html", page)


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The five regimes and the nation's law side by side: one topic, or all of them for the printer."""
    words = vocabulary().topics
    topic = next((word for word in words if word == request.GET.get("topic")), "")
    everything = request.GET.get("topic") == "all"
    on, shown = civil_today(), columns(civil_today())
    rows = compare(shown, topic="" if everything else topic or next(iter(words)))
    only_different = bool(request.GET.get("differs"))
    views = [column_view(column, on) for column in shown]
    counts = Counter(row.topic for row in compare(shown))
    page = {
        "columns": views,
        "topics": [TopicChip(word, label_of(words, word), counts[word]) for word in words if counts[word]],
        "topic": "all" if everything else topic or next(iter(words)),
        "only_different": only_different,
        "total": sum(counts.values()),
        "groups": topic_views((row for row in rows if row.differs or not only_different), views),
    }
    return render(request, "policies/compare.html", page)


@require_safe
def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """One parameter: what each city says on it, with the words, and through the versions of each text."""
    on = civil_today()
    shown = columns(on)
    row = next(iter(compare(shown, parameter=name)), None)
    if row is None:
        raise Http404
    views = {column.code: column_view(column, on) for column in shown}
    page = {
        "row": row_view(row, views),
        "about": about_parameter(name),
        "topic": label_of(vocabulary().topics, row.topic),
        "topic_word": row.topic,
        "history": history_of(name),
    }
    return render(request, "policies/parameter.html", page)


def _is_english() -> bool:
    """The one-line summaries of rules exist in English only; a Chinese reader has the clause itself."""
    return (translation.get_language() or "").startswith("en")
