"""Ladders of the city: what speaks, one version with its history, what it would say, the decision on it."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import is_for_whole_city, recently_confirmed, require_right
from idi_platform.deadlines.ladder_words import RungLine, rung_lines, scope_words
from idi_platform.deadlines.models import CityLadder, Deadline, LadderState
from idi_platform.deadlines.rights import DECIDE_LADDERS, READ_LADDERS
from idi_platform.deadlines.services.foretelling import foretell
from idi_platform.deadlines.services.laddering import put_in_force, refuse_ladder
from idi_platform.deadlines.services.recomputing import reached_by
from idi_platform.deadlines.standing import planned_by, product_ladder
from idi_platform.tenancy.public import DomainError, business_now, current_actor

from .ladder_forms import AskForm, PreviewForm, RefuseForm, preview_lines

REFUSED = 422
MOST_SHOWN = 50
_IN_FORCE = _("In force. What begins from now on is spoken about by it.")
_IN_FORCE_FOR_RUNNING = _("In force. What begins from now on is spoken about by it; running terms are planned anew.")


@dataclass(frozen=True, slots=True)
class LadderLine:
    """One version as pages show it."""

    row: CityLadder
    scope: str
    rungs: tuple[RungLine, ...]


@require_safe
@require_right(READ_LADDERS)
def ladders(request: HttpRequest) -> HttpResponse:
    """What speaks in the city, and what is drafted or waits for a decision."""
    viewer = current_actor()
    rows = CityLadder.objects.visible_to(viewer).select_related("author").order_by("duty", "basis", "-created_at")
    standing = list(rows.in_force().exclude(rungs=[]))
    context = {
        "standing": [line_of(row) for row in standing],
        "product": None if any(not row.duty and not row.basis for row in standing) else product_lines(),
        "waiting": [line_of(row) for row in rows.filter(state=LadderState.ASKED)],
        "drafts": [line_of(row) for row in rows.filter(state=LadderState.DRAFT)[:MOST_SHOWN]],
        "may_draft": is_for_whole_city(viewer),
    }
    return render(request, "deadlines/ladders.html", context)


@require_safe
@require_right(READ_LADDERS)
def ladder(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: its rungs, what speaks by it, and the versions before and after it."""
    return ladder_page(request, row_of(pk))


@require_safe
@require_right(READ_LADDERS)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it would say about a running term, or about a term of so many days, beside what speaks now."""
    row, viewer = row_of(pk), current_actor()
    terms = _terms(row).filter(due_at__gt=business_now()).order_by("due_at", "pk")[:MOST_SHOWN]
    form = PreviewForm(request.GET or None, terms=terms, today=timezone.localdate(business_now()))
    watched = form.watched()
    context = {
        "line": line_of(row),
        "form": form,
        "watched": watched,
        "lines": preview_lines(foretell(row, watched)) if watched else [],
        "viewer": viewer,
    }
    status = REFUSED if form.is_bound and form.errors else 200
    return render(request, "deadlines/ladder_preview.html", context, status=status)


@require_POST
@require_right(DECIDE_LADDERS)
@recently_confirmed
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Puts it in force, or refuses it with a reason."""
    row, by, at = row_of(pk), current_actor(), timezone.now()
    decision, form = request.POST.get("decision", ""), RefuseForm(request.POST)
    try:
        if decision == "force":
            put_in_force(ladder_id=pk, by=by, at=at)
            messages.success(request, _IN_FORCE_FOR_RUNNING if row.reaches_running else _IN_FORCE)
        elif decision == "refuse" and form.is_valid():
            refuse_ladder(ladder_id=pk, reason=form.cleaned_data["refusal"], by=by, at=at)
            messages.success(request, _("The ladder is refused. Nothing changes."))
        else:
            return ladder_page(request, row, refuse=form, status=REFUSED)
    except DomainError as refused:
        return ladder_page(request, row, refusal=str(refused.message), status=refused.status)
    return redirect("deadlines:ladder", pk)


def ladder_page(
    request: HttpRequest,
    row: CityLadder,
    *,
    ask: AskForm | None = None,
    refuse: RefuseForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of one version, with what was refused on it."""
    viewer = current_actor()
    is_own, is_officer = row.author_id == viewer.user_id, is_for_whole_city(viewer)
    waits = row.state == LadderState.ASKED
    context = {
        "line": line_of(row),
        "terms": planned_by(row) if row.number else 0,
        "reached": _terms(row).count() if waits and row.reaches_running else 0,
        "versions": _versions(row),
        "may_write": is_own and is_officer and row.state in (LadderState.DRAFT, LadderState.ASKED),
        "may_decide": waits and is_officer and not is_own,
        "ask": ask or AskForm(),
        "refuse": refuse or RefuseForm(),
        "refusal": refusal,
    }
    return render(request, "deadlines/ladder.html", context, status=status)


def row_of(pk: UUID) -> CityLadder:
    rows = CityLadder.objects.visible_to(current_actor()).select_related("author", "decided_by")
    return get_object_or_404(rows, pk=pk)


def line_of(row: CityLadder) -> LadderLine:
    return LadderLine(row, scope_words(row), rung_lines(row.steps))


def product_lines() -> tuple[RungLine, ...]:
    return rung_lines(product_ladder().rungs)


def _versions(row: CityLadder) -> QuerySet[CityLadder]:
    """Every version for the same terms that was asked for, the newest first."""
    same = CityLadder.objects.visible_to(current_actor()).filter(basis=row.basis, duty=row.duty)
    return same.exclude(asked_at=None).select_related("author", "decided_by")[:MOST_SHOWN]


def _terms(row: CityLadder) -> QuerySet[Deadline]:
    terms = Deadline.objects.visible_to(current_actor()).open().driving().select_related("dossier")
    return reached_by(row, terms)
