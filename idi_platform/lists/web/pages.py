"""One list as page, as fragment for htmx, as CSV, and as the job that writes Excel."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.audit.public import AccessKind, log_access
from idi_platform.lists.columns import Column
from idi_platform.lists.files import KIND, csv_of, default_language, excel_parameters, file_name
from idi_platform.lists.models import SavedView
from idi_platform.lists.pages import SIZES, ListPage
from idi_platform.lists.query import COLUMNS, PAGE, SIZE, SORT, ListQuery
from idi_platform.lists.selectors import default_view, saved_views
from idi_platform.outbox.public import start_job
from idi_platform.tenancy.public import business_now, current_actor

from .forms import SaveViewForm


def list_paths(route: str, page: ListPage[Any, Any]) -> list[URLPattern]:
    """The list's addresses: the page at `route`, below it its files; named after the page's `url_name`."""

    @require_safe
    @require_right(page.right)
    def show(request: HttpRequest) -> HttpResponse:
        return _show(request, page)

    @require_safe
    @require_right(page.right)
    def as_csv(request: HttpRequest) -> HttpResponseBase:
        return _as_csv(request, page)

    @require_POST
    @require_right(page.right)
    def as_excel(request: HttpRequest) -> HttpResponse:
        return _as_excel(request, page)

    return [
        path(route, show, name=page.url_name.split(":")[-1]),
        path(f"{route}export/", as_csv, name=page.csv_url_name.split(":")[-1]),
        path(f"{route}export/xlsx/", as_excel, name=page.excel_url_name.split(":")[-1]),
    ]


def _show(request: HttpRequest, page: ListPage[Any, Any]) -> HttpResponse:
    """The whole page, or for htmx only what the filter changes. An address without any wish opens the default view."""
    viewer = current_actor()
    views = saved_views(viewer, page.key)
    start = default_view(views, viewer)
    if start is not None and start.query and not request.GET:
        return redirect(f"{request.path}?{start.query}")
    query: ListQuery[Any, Any] = ListQuery(page, request.GET, viewer=viewer, at=business_now())
    asks_for_part = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # django-htmx's middleware
    template = "lists/_results.html" if asks_for_part else page.template
    response = render(request, template, _context(request, query, views))
    patch_vary_headers(response, ["HX-Request"])
    if asks_for_part:
        response.headers["HX-Push-Url"] = f"{request.path}{query.address}"
    return response


def _as_csv(request: HttpRequest, page: ListPage[Any, Any]) -> StreamingHttpResponse:
    """The whole filtered list, not one page of it."""
    viewer, at = current_actor(), business_now()
    _log_export(ListQuery(page, request.GET, viewer=viewer, at=at), "csv")
    lines = csv_of(page, request.GET, viewer=viewer, at=at, language=default_language())
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(page, at, "csv")}"',
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _as_excel(request: HttpRequest, page: ListPage[Any, Any]) -> HttpResponse:
    """Starts the job that writes the whole filtered list as Excel, and leads to its page."""
    viewer = current_actor()
    query: ListQuery[Any, Any] = ListQuery(page, request.GET, viewer=viewer, at=business_now())
    _log_export(query, "xlsx")
    job = start_job(kind=KIND, parameters=excel_parameters(page, query), by=viewer, at=timezone.now())
    return redirect("documents:job", job.pk)


def _log_export(query: ListQuery[Any, Any], ending: str) -> None:
    """Who took which columns of which list, at the moment of asking; what the filter said may name a person."""
    log_access(
        kind=AccessKind.EXPORT,
        subject=f"lists.{query.page.key}",
        subject_id=ending,
        fields=[column.key for column in query.sheet_columns],
        by=query.viewer,
        at=timezone.now(),
    )


def _context(request: HttpRequest, query: ListQuery[Any, Any], views: list[SavedView]) -> dict[str, Any]:
    page = query.page
    shown = Paginator(query.rows, query.size).get_page(request.GET.get(PAGE))
    lines = query.lines(list(shown))
    # The components make their links from the request's own address: they get the one that was understood.
    request.GET = query.understood  # type: ignore[assignment]  # a QueryDict as Django's own
    return {
        "list": page,
        "query": query,
        "form": query.filterset.form,
        "page": shown,
        "lines": lines,
        "rows": [_Row(line, query.columns) for line in lines],
        "at": query.at,
        "address": reverse(page.url_name),
        "quick": _quick(query),
        "narrowings": [one for one in query.narrowings if one.name != page.quick],
        "columns": [(column, column in query.columns) for column in page.columns],
        "kept_by_filter": _kept(query, SORT, COLUMNS, SIZE),
        "kept_by_columns": [pair for pair in _pairs(query) if pair[0] != COLUMNS],
        "sizes": [(size, query.but(size=str(size)), size == query.size) for size in SIZES],
        "views": [(view, f"?{view.query}", view.query == query.understood.urlencode()) for view in views],
        "start_view": default_view(views, query.viewer),
        "own_views": [view for view in views if view.user_id == query.viewer.user_id],
        "view_form": SaveViewForm(query=query.understood.urlencode()),
    }


class _Row:
    """One line with the words of each of its cells."""

    def __init__(self, line: Any, columns: list[Column[Any]]) -> None:
        self.line = line
        self.cells = [(column, "" if column.template else column.words(line)) for column in columns]


def _pairs(query: ListQuery[Any, Any]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in query.understood.lists() for value in values]


def _kept(query: ListQuery[Any, Any], *names: str) -> list[tuple[str, str]]:
    return [pair for pair in _pairs(query) if pair[0] in names]


def _quick(query: ListQuery[Any, Any]) -> list[tuple[str, str, bool]]:
    """The row of links: each choice of the quick filter, its address, whether it is in force."""
    name = query.page.quick
    if not name:
        return []
    chosen = query.understood.get(name, "")
    choices = query.filterset.form.fields[name].choices
    return [(str(label), query.but(**{name: str(value)}), str(value) == chosen) for value, label in choices]
