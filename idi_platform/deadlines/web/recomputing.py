"""Terms reckoned anew: what waits, what would change, what was changed, and the second officer's decision."""

from itertools import islice
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import is_for_whole_city, recently_confirmed, require_right
from idi_platform.deadlines.models import Deadline, Move, Recomputation, RecomputationState
from idi_platform.deadlines.resolver import Corrected, resolver
from idi_platform.deadlines.rights import ASK_RECOMPUTATION, DECIDE_RECOMPUTATION, READ_RECOMPUTATIONS
from idi_platform.deadlines.services.deciding import (
    approve_recomputation,
    ask_recomputation,
    may_decide,
    refuse_recomputation,
)
from idi_platform.deadlines.services.recomputing import Anew, foresee_anew
from idi_platform.tenancy.public import City, DomainError, business_now, current_actor
from idi_platform.ui.public import posted

REFUSED = 422
MOST_SHOWN = 200
_DECISIONS = {"approve": approve_recomputation, "refuse": refuse_recomputation}


class ReasonForm(forms.Form):
    """Why; it stays on record with both values of every term."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason.")},
    )  # fmt: skip


@require_safe
@require_right(READ_RECOMPUTATIONS)
def recomputations(request: HttpRequest) -> HttpResponse:
    """What was reckoned anew or waits for it, and the corrected texts of the city."""
    viewer = current_actor()
    rows = Recomputation.objects.visible_to(viewer).select_related("asked_by", "decided_by")
    context = {
        "rows": rows.order_by("-asked_at")[:MOST_SHOWN],
        "corrected": _corrected() if is_for_whole_city(viewer) else (),
    }
    return render(request, "deadlines/recomputations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_RECOMPUTATION)
def ask(request: HttpRequest, version: str) -> HttpResponse:
    """The running terms that would change by the corrected text; asking that they do. `?term=`: that one alone."""
    viewer, corrected = current_actor(), _found(version)
    if not is_for_whole_city(viewer):
        raise Http404
    only = _only(request)
    form = ReasonForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            row = ask_recomputation(corrected=corrected, reason=reason, only=only, by=viewer, at=business_now())
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Another officer is asked to decide."))
            return redirect("deadlines:recomputation", row.pk)
    lines = _foreseen(corrected.cause, corrected.version, only)
    context = {"corrected": corrected, "form": form, "only": only, "lines": lines}
    status = REFUSED if form.errors else 200
    return render(request, "deadlines/ask_recomputation.html", context, status=status)


@require_safe
@require_right(READ_RECOMPUTATIONS)
def recomputation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One: what it would move while it waits, both values of what it moved afterwards."""
    return _page(request, _row(pk))


@require_POST
@require_right(DECIDE_RECOMPUTATION)
@recently_confirmed
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Has it done, or refuses it."""
    row = _row(pk)
    decide_it = _DECISIONS.get(request.POST.get("decision", ""))
    if decide_it is None:
        return _page(request, row, status=REFUSED)
    try:
        decide_it(row=row, by=current_actor(), at=business_now())
    except DomainError as refused:
        return _page(request, row, refusal=str(refused), status=refused.status)
    messages.success(request, _("Decided."))
    return redirect("deadlines:recomputation", pk)


def _page(request: HttpRequest, row: Recomputation, *, refusal: str = "", status: int = 200) -> HttpResponse:
    viewer = current_actor()
    is_waiting = row.state == RecomputationState.ASKED
    moves = Move.objects.visible_to(viewer).filter(recomputation=row).select_related("deadline__dossier")
    context = {
        "row": row,
        "lines": _foreseen(row.cause, row.subject, row.only_id) if is_waiting else [],
        "moves": moves[:MOST_SHOWN],
        "set_aside": Deadline.objects.visible_to(viewer).filter(pk__in=row.set_aside).select_related("dossier"),
        "may_decide": may_decide(row, viewer),
        "refusal": refusal,
    }
    return render(request, "deadlines/recomputation.html", context, status=status)


def _foreseen(cause: str, subject: str, only: UUID | None) -> list[Anew]:
    found = foresee_anew(cause=cause, subject=subject, by=current_actor(), only=only)
    return list(islice(found, MOST_SHOWN))


def _row(pk: UUID) -> Recomputation:
    rows = Recomputation.objects.visible_to(current_actor()).select_related("asked_by", "decided_by")
    return get_object_or_404(rows, pk=pk)


def _corrected() -> tuple[Corrected, ...]:
    code = City.objects.values_list("code", flat=True).get(pk=current_actor().tenant_id)
    return tuple(resolver().corrected(code))


def _found(version: str) -> Corrected:
    found = next((each for each in _corrected() if each.version == version), None)
    if found is None:
        raise Http404
    return found


def _only(request: HttpRequest) -> UUID | None:
    """The term that the address names; 404 for one that is not there to be seen."""
    if not request.GET.get("term"):
        return None
    try:
        return get_object_or_404(Deadline.objects.visible_to(current_actor()), pk=UUID(request.GET["term"])).pk
    except ValueError as malformed:
        raise Http404 from malformed
