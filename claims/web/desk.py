"""The claims desk of insurers and bureaus: one case, the survey. The queue is a list (queue.py)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.constants import DESK
from claims.lifecycle import ClaimAction, open_actions
from claims.models import Claim
from claims.selectors import clocks_of, parties_of, photographs_of
from claims.services.survey import SurveyFacts, record_survey
from idi_platform.accounts.public import Role, require_role
from idi_platform.deadlines.public import face
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import DomainError, business_now, current_actor

from .forms import SurveyForm, refuse
from .timeline import entries_of

REFUSED = 422


@require_safe
@require_role(*DESK)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _case_page(request, _claim(pk), SurveyForm())


@require_POST
@require_role(Role.ADJUSTER)
def survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records the survey; a refusal shows the case again with everything that was typed."""
    form = SurveyForm(request.POST)
    if form.is_valid():
        try:
            facts = SurveyFacts(**form.cleaned_data)
            record_survey(claim=_claim(pk), facts=facts, by=current_actor(), at=business_now())
            return redirect("claims:case", pk)
        except DomainError as error:
            refuse(form, error)
    return _case_page(request, _claim(pk), form, status=REFUSED)


def _claim(pk: UUID) -> Claim:
    related = ("dossier", "insurer", "district", "claimant", "project", "unit__building")
    return get_object_or_404(Claim.objects.visible_to(current_actor()).select_related(*related), pk=pk)


def _case_page(request: HttpRequest, claim: Claim, form: SurveyForm, *, status: int = 200) -> HttpResponse:
    viewer, at = current_actor(), business_now()
    clocks = clocks_of(viewer, [claim.pk]).get(claim.pk, [])
    may_survey = ClaimAction.SURVEY in open_actions(claim, viewer)
    context = {
        "claim": claim,
        "faces": [face(deadline, at) for deadline in clocks],
        "entries": entries_of(viewer, claim),
        "photographs": photographs_of(viewer, claim),
        "parties": parties_of(viewer, claim, on=at.astimezone(CIVIL_ZONE).date()),
        "form": form,
        "shows_survey_form": may_survey or form.is_bound,
        "at": at,
    }
    return render(request, "claims/case.html", context, status=status)
