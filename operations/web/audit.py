"""The audit administrator's pages: the record, its chains; and, for everybody, the heads that are published."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.audit.public import AccessKind, chain_states, daily_heads
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import csv_lines, legal_day, moment_words
from operations.audit_errors import UnknownChain
from operations.audit_search import MOST, PAGE, Line, search_record
from operations.audit_work import ask_for_verification
from operations.rights import SEARCH_RECORD, VERIFY_RECORD

from .audit_faces import chain_face, head_rows
from .audit_form import AuditSearchForm

DAYS_SHOWN = 31


@never_cache
@require_safe
@require_right(SEARCH_RECORD)
def search(request: HttpRequest) -> HttpResponse:
    """The form; with a reason, the newest matching rows of one city's record. Each look at them is logged."""
    form = AuditSearchForm(request.GET or None)
    lines: list[Line] | None = None
    if form.is_valid():
        lines = search_record(form.search(), by=current_actor(), at=timezone.now(), kind=AccessKind.SEARCH)
    context = {"form": form, "lines": lines, "older": lines[-1].row_id if lines and len(lines) == PAGE else None}
    return render(request, "operations/audit.html", context)


@never_cache
@require_safe
@require_right(SEARCH_RECORD)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same rows as CSV, ten thousand at most."""
    form = AuditSearchForm(request.GET)
    if not form.is_valid():
        return render(request, "operations/audit.html", {"form": form, "lines": None})
    at = timezone.now()
    lines = search_record(form.search(), by=current_actor(), at=at, kind=AccessKind.EXPORT, limit=MOST)
    head = [
        _("Time"),
        _("Event code"),
        _("Subject"),
        _("Person"),
        _("Organisation"),
        _("Role"),
        _("Case file"),
        _("Content"),
    ]
    cells = ([*_cells(line), line.told] for line in lines)
    return StreamingHttpResponse(
        csv_lines([head, *cells]),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="record-{legal_day(at):%Y-%m-%d}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@never_cache
@require_safe
@require_right(VERIFY_RECORD)
def chains(request: HttpRequest) -> HttpResponse:
    """Each chain: its last seal, what waits, and what its last verification found. Asks again while one runs."""
    at = timezone.now()
    faces = [chain_face(state, at=at) for state in chain_states()]
    template = "operations/_chains.html" if request.htmx else "operations/chains.html"  # type: ignore[attr-defined]  # django-htmx's middleware
    return render(request, template, {"chains": faces, "is_running": any(face.is_running for face in faces)})


@require_POST
@require_right(VERIFY_RECORD)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Asks a worker to verify a chain now."""
    try:
        ask_for_verification(code=code, by=current_actor(), at=timezone.now())
        messages.success(request, _("The chain is being verified."))
    except UnknownChain as absent:
        raise Http404 from absent
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("audit:chains")


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """For everybody: the head of each chain and day, and what it proves."""
    states = chain_states()
    days = head_rows({state.chain: daily_heads(state.chain, limit=DAYS_SHOWN) for state in states}, states)
    return render(request, "operations/heads.html", {"states": states, "days": days})


def _cells(line: Line) -> list[str]:
    return [
        moment_words(line.at),
        str(line.code),
        line.subject,
        line.person,
        line.organisation,
        line.role,
        line.dossier,
    ]
