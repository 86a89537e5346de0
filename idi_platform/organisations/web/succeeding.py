"""Which body takes whose place: proposed by one of the two, confirmed or refused by the bureau."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, recently_confirmed, require_right
from idi_platform.documents.public import Upload
from idi_platform.organisations.constants import PEOPLE_GO_ALONG, SuccessionState
from idi_platform.organisations.models import Succession
from idi_platform.organisations.rights import CONFIRM_SUCCESSION, PROPOSE_SUCCESSION, READ_SUCCESSIONS
from idi_platform.organisations.selectors import own_organisation, successions_seen
from idi_platform.organisations.services.succeeding import (
    confirm_succession,
    may_confirm,
    propose_succession,
    refuse_succession,
)
from idi_platform.organisations.wording import SUCCESSION_TONES
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import ReasonForm, SuccessionForm

REFUSED = 422


@require_safe
@require_right(READ_SUCCESSIONS)
def successions(request: HttpRequest) -> HttpResponse:
    """The undecided first."""
    viewer = current_actor()
    rows = [(row, SUCCESSION_TONES[SuccessionState(row.state)]) for row in successions_seen(viewer)]
    context = {"rows": rows, "may_propose": viewer.role == Role.ORG_ADMIN}
    return render(request, "organisations/successions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(PROPOSE_SUCCESSION)
@recently_confirmed
def new_succession(request: HttpRequest) -> HttpResponse:
    """Proposes it to the city's bureau."""
    form = SuccessionForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        viewer = current_actor()
        try:
            made = propose_succession(facts=form.facts(own_organisation(viewer)), by=viewer, at=business_now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The proposal is with the city's housing bureau."))
            return redirect("organisations:succession", made.pk)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/new_succession.html", {"form": form}, status=status)


@require_safe
@require_right(READ_SUCCESSIONS)
def succession(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _succession(pk))


@require_POST
@require_right(CONFIRM_SUCCESSION)
@recently_confirmed
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _succession(pk)
    try:
        confirm_succession(succession=row, by=current_actor(), at=business_now())
    except DomainError as error:
        return _page(request, row, refusal=error)
    messages.success(request, _("Confirmed. It takes effect on its day."))
    return redirect("organisations:succession", pk)


@require_POST
@require_right(CONFIRM_SUCCESSION)
def refuse_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _succession(pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            refuse_succession(succession=row, reason=reason, by=current_actor(), at=business_now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The refusal is recorded. The organisation reads the reason."))
            return redirect("organisations:succession", pk)
    return _page(request, row, form=form)


def _succession(pk: UUID) -> Succession:
    return get_object_or_404(successions_seen(current_actor()), pk=pk)


def _page(
    request: HttpRequest, row: Succession, *, form: ReasonForm | None = None, refusal: DomainError | None = None
) -> HttpResponse:
    viewer = current_actor()
    context = {
        "succession": row,
        "tone": SUCCESSION_TONES[SuccessionState(row.state)],
        "brings_people": row.kind in PEOPLE_GO_ALONG,
        "paper": Upload.objects.visible_to(viewer).filter(pk=row.paper_id).first() if row.paper_id else None,
        "may_decide": row.state == SuccessionState.PROPOSED and may_confirm(row, viewer),
        "form": form or ReasonForm(),
        "refused": form,
        "refusal": refusal or "",
    }
    status = REFUSED if form else refusal.status if refusal else 200
    return render(request, "organisations/succession.html", context, status=status)
