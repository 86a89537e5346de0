"""Drafting a ladder: for which terms, rung by rung, and asking another officer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.models import CityLadder, LadderState
from idi_platform.deadlines.rights import WRITE_LADDERS
from idi_platform.deadlines.services.laddering import (
    ask_for_ladder,
    drop_rung,
    put_rung,
    start_ladder,
    withdraw_ladder,
)
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted, refuse

from .ladder_forms import AskForm, RungForm, ScopeForm
from .ladders import REFUSED, ladder_page, line_of, row_of


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_LADDERS)
def new_ladder(request: HttpRequest) -> HttpResponse:
    """Starts a draft with the rungs that speak about these terms now."""
    form = ScopeForm(posted(request))
    if form.is_valid():
        try:
            row = start_ladder(scope=form.scope_chosen(), by=current_actor(), at=timezone.now())
        except DomainError as refused:
            refuse(form, refused)
        else:
            return redirect("deadlines:ladder_rungs", row.pk)
    return render(request, "deadlines/new_ladder.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_LADDERS)
def rungs(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rungs of one's draft: each put, changed or taken out at once. `?rung=`: the one to change."""
    row = _own_draft(pk)
    if request.method != "POST":
        return _rungs_page(request, row, _form_of(row, request.GET.get("rung", "")))
    form, by, at = RungForm(request.POST), current_actor(), timezone.now()
    try:
        if request.POST.get("deed") == "drop":
            form = RungForm()
            drop_rung(ladder_id=pk, key=request.POST.get("key", ""), by=by, at=at)
        elif form.is_valid():
            put_rung(ladder_id=pk, rung=form.rung(), instead_of=form.cleaned_data["instead_of"], by=by, at=at)
        else:
            return _rungs_page(request, row, form, status=REFUSED)
    except DomainError as refused:
        if form.is_bound:
            refuse(form, refused)
        return _rungs_page(request, row, form, refusal=str(refused.message), status=refused.status)
    return redirect("deadlines:ladder_rungs", pk)


@require_POST
@require_right(WRITE_LADDERS)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks another officer to put one's draft in force, or withdraws it."""
    row, by, at = row_of(pk), current_actor(), timezone.now()
    form = AskForm(request.POST)
    try:
        if request.POST.get("deed") == "withdraw":
            withdraw_ladder(ladder_id=pk, by=by, at=at)
            messages.success(request, _("Withdrawn."))
            return redirect("deadlines:ladders")
        if not form.is_valid():
            return ladder_page(request, row, ask=form, status=REFUSED)
        ask_for_ladder(ladder_id=pk, **form.cleaned_data, by=by, at=at)
    except DomainError as refused:
        return ladder_page(request, row, refusal=str(refused.message), status=refused.status)
    messages.success(request, _("Another officer is asked to decide."))
    return redirect("deadlines:ladder", pk)


def _rungs_page(
    request: HttpRequest, row: CityLadder, form: RungForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    row.refresh_from_db()
    changes = form["instead_of"].value() or ""
    context = {"line": line_of(row), "form": form, "changes": changes, "refusal": "" if form.errors else refusal}
    return render(request, "deadlines/ladder_rungs.html", context, status=status)


def _form_of(row: CityLadder, key: str) -> RungForm:
    rung = next((each for each in row.steps if each.key == key), None)
    return RungForm.of(rung) if rung else RungForm()


def _own_draft(pk: UUID) -> CityLadder:
    """404 for whoever may not change it: its page says in which state it is."""
    row = row_of(pk)
    if row.author_id != current_actor().user_id or row.state != LadderState.DRAFT:
        raise Http404
    return row
