"""Commands on saved views; each leads back to the list."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from idi_platform.accounts.public import require_right
from idi_platform.lists.models import SavedView
from idi_platform.lists.pages import ListPage, list_of
from idi_platform.lists.query import ListQuery
from idi_platform.lists.rights import KEEP_VIEWS
from idi_platform.lists.services import (
    ViewFacts,
    delete_view,
    save_view,
    share_view,
    start_with_view,
    start_without_view,
    withdraw_view,
)
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import sentences

from .forms import SaveViewForm


@require_POST
@require_right(KEEP_VIEWS)
def save(request: HttpRequest, list_key: str) -> HttpResponse:
    """Saves the filter, sort and columns that the page showed."""
    page, viewer = _list(list_key), current_actor()
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, sentences(*(error for errors in form.errors.values() for error in errors)))
        return redirect(_address(page, str(form.cleaned_data.get("query", ""))))
    given: dict[str, Any] = form.cleaned_data
    query: ListQuery[Any, Any] = ListQuery(page, QueryDict(given["query"]), viewer=viewer, at=business_now())
    facts = ViewFacts(**{**given, "query": query.understood.urlencode()})
    try:
        save_view(list_key=page.key, facts=facts, by=viewer, at=timezone.now())
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": facts.name})
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(_address(page, facts.query))


@require_POST
@require_right(KEEP_VIEWS)
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _changed(request, lambda: delete_view(view_id=pk, by=current_actor()), _("The view is deleted."))


@require_POST
@require_right(KEEP_VIEWS)
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("The view is shared with your organisation.")
    return _changed(request, lambda: share_view(view_id=pk, by=current_actor()), words)


@require_POST
@require_right(KEEP_VIEWS)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _changed(request, lambda: withdraw_view(view_id=pk, by=current_actor()), _("Only you see the view now."))


@require_POST
@require_right(KEEP_VIEWS)
def start_with(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("The list starts with this view from now on.")
    return _changed(request, lambda: start_with_view(view_id=pk, by=current_actor(), at=timezone.now()), words)


@require_POST
@require_right(KEEP_VIEWS)
def start_without(request: HttpRequest, pk: UUID) -> HttpResponse:
    words = _("The list starts with everything again.")
    return _changed(request, lambda: start_without_view(view_id=pk, by=current_actor()), words)


def _changed(request: HttpRequest, change: Callable[[], SavedView], words: str) -> HttpResponse:
    try:
        view = change()
        messages.success(request, words)
    except SavedView.DoesNotExist as absent:
        raise Http404 from absent
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("ui:home")
    return redirect(_address(_list(view.list_key), view.query))


def _list(key: str) -> ListPage[Any, Any]:
    """The list of that key, if its role may open it."""
    try:
        page = list_of(key)
    except KeyError as absent:
        raise Http404 from absent
    if current_actor().role not in page.right.roles:
        raise PermissionDenied
    return page


def _address(page: ListPage[Any, Any], query: str) -> str:
    return f"{reverse(page.url_name)}?{query}"
