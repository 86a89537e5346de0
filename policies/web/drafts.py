"""Drafts of rules: started, looked at with all that they change, reviewed and published by a second officer."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.tenancy.public import Actor, City, DomainError, current_actor
from idi_platform.ui.public import posted
from policies.models import Revision, RuleDraft
from policies.rights import PUBLISH_DRAFTS, READ_DRAFTS, WRITE_DRAFTS
from policies.selectors import newest_published
from policies.services.beginnings import as_correction, as_next_version, from_nothing
from policies.services.drafting import (
    DraftTexts,
    send_back_draft,
    start_draft,
    submit_draft,
    take_over_draft,
    withdraw_draft,
)
from policies.services.publishing_drafts import publish_draft

from .draft_forms import CORRECTION, NEXT, NoteForm, StartForm, TakeOverForm, refuse
from .draft_page import draft_page

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_DRAFTS)
def new_draft(request: HttpRequest) -> HttpResponse:
    """A draft from a published version, or from nothing."""
    by = current_actor()
    city = City.objects.get(pk=by.tenant_id)
    form = StartForm(posted(request), bases=newest_published(city.code))
    if form.is_bound and form.is_valid():
        try:
            made = start_draft(
                name=form.cleaned_data["name"],
                base=_base(form),
                texts=_beginning(form, city),
                by=by,
                at=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The draft is started. Nobody is governed by it yet."))
            return redirect("policies:draft", made.pk)
    return render(request, "policies/new_draft.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_safe
@require_right(READ_DRAFTS)
def draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the draft says, what is wrong with it, and what it would change."""
    return _page(request, pk)


@require_POST
@require_right(WRITE_DRAFTS)
def submit(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("The draft is in review. Another officer decides.")
    return _act(request, pk, done, lambda by: submit_draft(draft_id=pk, by=by, at=timezone.now()))


@require_POST
@require_right(WRITE_DRAFTS)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("The draft is withdrawn.")
    return _act(request, pk, done, lambda by: withdraw_draft(draft_id=pk, by=by, at=timezone.now()))


@require_POST
@require_right(WRITE_DRAFTS)
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, taking=form)
    reason = form.cleaned_data["reason"]
    done = _("You write this draft from now on. Another officer checks it.")
    return _act(request, pk, done, lambda by: take_over_draft(draft_id=pk, reason=reason, by=by, at=timezone.now()))


@require_POST
@require_right(PUBLISH_DRAFTS)
@recently_confirmed
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("Published. What begins from its first day on follows it; running clocks stay as they are.")
    return _act(request, pk, done, lambda by: publish_draft(draft_id=pk, by=by, at=timezone.now()))


@require_POST
@require_right(PUBLISH_DRAFTS)
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form=form)
    note = form.cleaned_data["note"]
    done = _("The draft is with its author again.")
    return _act(request, pk, done, lambda by: send_back_draft(draft_id=pk, note=note, by=by, at=timezone.now()))


def _base(form: StartForm) -> Revision | None:
    return form.cleaned_data["base"] if form.cleaned_data["kind"] in (NEXT, CORRECTION) else None


def _beginning(form: StartForm, city: City) -> DraftTexts:
    base = _base(form)
    if base is None:
        return from_nothing(city)
    return (
        as_correction(base) if form.cleaned_data["kind"] == CORRECTION else as_next_version(base, form.next_version())
    )


def _act(request: HttpRequest, pk: UUID, done: str, deed: Callable[[Actor], object]) -> HttpResponse:
    try:
        deed(current_actor())
    except RuleDraft.DoesNotExist:
        return _page(request, pk)
    except DomainError as error:
        return _page(request, pk, refusal=error)
    messages.success(request, done)
    return redirect("policies:draft", pk)


def _page(
    request: HttpRequest,
    pk: UUID,
    *,
    form: NoteForm | None = None,
    taking: TakeOverForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    viewer = current_actor()
    drafts = RuleDraft.objects.visible_to(viewer).select_related("author", "decided_by", "base__version__instrument")
    row = get_object_or_404(drafts.select_related("base__text"), pk=pk)
    context = {
        "draft": row,
        "page": draft_page(row, viewer),
        "form": form or NoteForm(),
        "taking": taking or TakeOverForm(),
        "refused": form or taking,
        "refusal": refusal or "",
    }
    status = REFUSED if form or taking else refusal.status if refusal else 200
    return render(request, "policies/draft.html", context, status=status)
