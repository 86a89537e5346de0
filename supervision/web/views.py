"""The bureau's overview and the lists that its figures open into."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import Role, require_role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import business_now, current_actor
from idi_platform.ui.public import NEAR_DAYS
from supervision.constants import NEWLY, TermStatus
from supervision.selectors import overview, terms

from .charts import claims_chart, terms_chart
from .export import terms_csv
from .forms import TermFilterForm
from .rows import term_row

PAGE_SIZE = 25


@require_safe
@require_role(Role.BUREAU)
def dashboard(request: HttpRequest) -> HttpResponse:
    """What is overdue and whose, counted now; every figure is a link to its cases."""
    viewer, at = current_actor(), business_now()
    figures = overview(viewer, at=at)
    context = {
        "figures": figures,
        "claims_chart": claims_chart(figures),
        "terms_chart": terms_chart(figures),
        "rows": [term_row(deadline, viewer=viewer, at=at) for deadline in figures.newly_late],
        "near_days": NEAR_DAYS,
        "newly_days": NEWLY.days,
        "at": at,
    }
    return render(request, "supervision/dashboard.html", context)


@require_safe
@require_role(Role.BUREAU)
def term_list(request: HttpRequest, status: str) -> HttpResponse:
    """The terms behind a figure; the filter is the address."""
    viewer, at = current_actor(), business_now()
    form = TermFilterForm(request.GET, viewer=viewer)
    wanted = form.wanted(_status(status))
    page = Paginator(terms(viewer, wanted, at=at), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [term_row(deadline, viewer=viewer, at=at) for deadline in page],
        "status": wanted.status,
        "statuses": TermStatus,
        "sort": wanted.sort,
        "is_narrowed": bool(wanted.insurer or wanted.basis),
        "at": at,
    }
    return render(request, "supervision/terms.html", context)


@require_safe
@require_role(Role.BUREAU)
def term_export(request: HttpRequest, status: str) -> StreamingHttpResponse:
    """The whole filtered list as CSV, not one page of it."""
    viewer, at = current_actor(), business_now()
    wanted = TermFilterForm(request.GET, viewer=viewer).wanted(_status(status))
    lines = terms_csv(viewer, wanted, at=at, language=get_language() or "zh-hans")
    headers = {
        "Content-Disposition": f'attachment; filename="{_file_name(wanted.status, at)}"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _status(word: str) -> TermStatus:
    if word not in TermStatus:
        raise Http404
    return TermStatus(word)


def _file_name(status: TermStatus, at: datetime) -> str:
    return f"terms-{status.value}-{at.astimezone(CIVIL_ZONE):%Y-%m-%d}.csv"
