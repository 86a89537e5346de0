"""A defect reported by telephone: the adjuster finds the home, then writes down the call."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from claims.rights import RECORD_CALL
from claims.selectors import homes_for_call, owners_on
from claims.services.telephone import Call, record_call
from idi_platform.accounts.public import require_right
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import DomainError, business_now, current_actor, uuid7
from idi_platform.ui.public import posted, refuse

from .telephone_forms import CallForm, HomeForm

REFUSED = 422
MOST_HOMES = 20


@require_safe
@require_right(RECORD_CALL)
def choose_home(request: HttpRequest) -> HttpResponse:
    """Finds the caller's home. What is looked for is the address."""
    form, today = HomeForm(request.GET if "q" in request.GET else None), business_now().astimezone(CIVIL_ZONE).date()
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = homes_for_call(current_actor(), words, on=today, most=MOST_HOMES + 1) if words else []
    context = {
        "form": form,
        "words": words,
        "homes": found[:MOST_HOMES],
        "is_cut": len(found) > MOST_HOMES,
        "most": MOST_HOMES,
    }
    return render(request, "claims/telephone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RECORD_CALL)
def call(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The call as it is written down; sent twice it makes one claim."""
    viewer, at = current_actor(), business_now()
    unit = get_object_or_404(Unit.objects.visible_to(viewer).select_related("dossier", "project__dossier"), pk=pk)
    owners = [row.owner for row in owners_on(viewer, on=at.astimezone(CIVIL_ZONE).date()).filter(unit=unit)]
    form = CallForm(posted(request), owners=owners, initial={"key": uuid7()})
    if request.method == "POST" and form.is_valid() and (claim_id := _recorded(form, unit, at=at)):
        return redirect("claims:case", claim_id)
    context = {"unit": unit, "form": form, "owners": owners}
    return render(request, "claims/call.html", context, status=REFUSED if form.errors else 200)


def _recorded(form: CallForm, unit: Unit, *, at: datetime) -> UUID | None:
    told = form.cleaned_data.copy()
    key = told.pop("key")
    try:
        return record_call(unit=unit, call=Call(**told), key=key, by=current_actor(), at=at).dossier_id
    except DomainError as error:
        refuse(form, error)
        return None
