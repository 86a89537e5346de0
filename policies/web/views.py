"""The regimes as pages: public, because published rules are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from policies.models import InstrumentVersion
from policies.selectors import published_instruments, regime_page

from .pages import clause


@require_safe
def regimes(request: HttpRequest) -> HttpResponse:
    """Every loaded instrument with its validity and how certain that is."""
    return render(request, "policies/regimes.html", {"versions": published_instruments()})


@require_safe
def regime(request: HttpRequest, code: str) -> HttpResponse:
    """One version: its validity, and every clause with its values beside the text."""
    try:
        version, articles = regime_page(code)
    except InstrumentVersion.DoesNotExist as missing:
        raise Http404 from missing
    page = {"version": version, "clauses": [clause(article) for article in articles]}
    return render(request, "policies/regime.html", {**page, "is_english": _is_english()})


def _is_english() -> bool:
    """The one-line summaries of rules exist in English only; a Chinese reader has the clause itself."""
    return (translation.get_language() or "").startswith("en")
