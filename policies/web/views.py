"""The regimes as pages: public, because published rules are."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import business_now
from policies.models import InstrumentVersion
from policies.selectors import published_instruments, regime_page
from policies.silences import silences_of

from .pages import clauses, standing, texts_by_city, topics


@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """Every loaded instrument under its city, and whether it is in force today."""
    return render(request, "policies/regimes.html", {"cities": texts_by_city(published_instruments(), _today())})


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
        "standing": standing(version, _today()),
        "topics": chips,
        "topic": topic,
        "rule_count": sum(chip.count for chip in chips),
        "clauses": clauses(articles, topic),
        "silences": silences_of(version),
        "is_english": _is_english(),
    }
    return render(request, "policies/regime.html", page)


def _today() -> date:
    return business_now().astimezone(CIVIL_ZONE).date()


def _is_english() -> bool:
    """The one-line summaries of rules exist in English only; a Chinese reader has the clause itself."""
    return (translation.get_language() or "").startswith("en")
