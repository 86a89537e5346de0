"""The audit administrator's page of row history: before and after of each change, and the same as CSV."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.audit.public import AccessKind
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import csv_lines, legal_day, moment_words
from operations.audit_search import MOST, PAGE
from operations.rights import READ_VERSIONS
from operations.row_history import Version, search_versions

from .audit_form import VersionSearchForm

ASKED = "reason"


@never_cache
@require_safe
@require_right(READ_VERSIONS)
def versions(request: HttpRequest) -> HttpResponse:
    """The form; with a reason, the matching versions. An address without a reason only fills the form in."""
    form = _form(request)
    found: list[Version] | None = None
    if form.is_valid():
        search = form.search()
        found = search_versions(search, by=current_actor(), at=timezone.now(), kind=AccessKind.SEARCH, limit=PAGE)
    beyond = found[-1].version_id if found and len(found) == PAGE else None
    return render(request, "operations/versions.html", {"form": form, "versions": found, "beyond": beyond})


@never_cache
@require_safe
@require_right(READ_VERSIONS)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same as CSV, a line for each changed field; of ten thousand versions at most."""
    form = VersionSearchForm(request.GET)
    if not form.is_valid():
        return render(request, "operations/versions.html", {"form": form, "versions": None})
    at = timezone.now()
    found = search_versions(form.search(), by=current_actor(), at=at, kind=AccessKind.EXPORT, limit=MOST)
    head = [
        _("Time"),
        _("Kind of change"),
        _("Row"),
        _("Case file"),
        _("Person"),
        _("Organisation"),
        _("Role"),
        _("How it came"),
        _("From where"),
        _("Field"),
        pgettext("row history", "Before"),
        pgettext("row history", "After"),
    ]
    return StreamingHttpResponse(
        csv_lines([head, *(cells for version in found for cells in _cells(version))]),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="versions-{legal_day(at):%Y-%m-%d}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _form(request: HttpRequest) -> VersionSearchForm:
    if ASKED in request.GET:
        return VersionSearchForm(request.GET)
    return VersionSearchForm(initial=request.GET.dict())


def _cells(version: Version) -> list[list[str]]:
    own = [
        moment_words(version.at),
        str(version.act),
        str(version.row),
        version.dossier,
        version.person,
        version.organisation,
        version.role,
        version.way_words,
        version.origin,
    ]
    return [[*own, change.label, change.before, change.after] for change in version.changes]
