"""The claims desk: one case, its steps, what waits for approval or repair. The queue is a list (queue.py).

A step has one address, whoever takes it: the table of the lifecycle says whose it is.
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.case_file import awaiting_approval, case_file, repairs_of
from claims.lifecycle import TRANSITIONS, ClaimAction
from claims.models import Claim
from claims.rights import CHOOSE_CLAIMANT, DESK_STEPS, READ_APPROVALS, READ_DESK, READ_REPAIRS
from claims.services.succession import choose_claimant
from idi_platform.accounts.public import Role, require_right
from idi_platform.deadlines.public import face
from idi_platform.dossiers.public import CIVIL_ZONE, dossier_url
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import refuse

from .steps import STEPS, OpenStep, Step, open_steps, take
from .succession import ClaimantForm, succession_of
from .timeline import entries_of

REFUSED = 422


@require_safe
@require_right(READ_DESK)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One claim with everything about it, and the steps that are the reader's to take."""
    return _case_page(request, _claim(pk), template="claims/case.html")


@require_safe
@require_right(READ_APPROVALS)
def approvals(request: HttpRequest) -> HttpResponse:
    """Determinations that wait for a second person."""
    at = business_now()
    rows = [
        {"made": made, "face": face(clock, at) if clock else None} for made, clock in awaiting_approval(current_actor())
    ]
    return render(request, "claims/approvals.html", {"rows": rows})


@require_safe
@require_right(READ_REPAIRS)
def repairs(request: HttpRequest) -> HttpResponse:
    """What owners report in years one and two, as the developer's people see it."""
    at = business_now()
    rows = [
        {"claim": claim, "face": face(clock, at) if clock else None} for claim, clock in repairs_of(current_actor())
    ]
    return render(request, "claims/repairs.html", {"rows": rows})


@require_safe
@require_right(READ_REPAIRS)
def repair(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request for repair, with the developer's steps; whoever acts for the home's owners has the owner's page."""
    claim = _claim(pk)
    if claim.developer_id != current_actor().organisation_id:
        return redirect("claims:my_claim", pk)
    return _case_page(request, claim, template="claims/repair.html")


@require_POST
@require_right(*DESK_STEPS)
def step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Takes a step; a refusal shows the case again with everything that was typed."""
    taken, viewer = step_named(name), current_actor()
    if viewer.role not in TRANSITIONS[taken.action].roles:
        raise PermissionDenied
    claim = _claim(pk)
    refused = take(taken, claim, request.POST, request.FILES, by=viewer, at=business_now())
    if refused is None:
        return redirect(dossier_url(claim.dossier, viewer))
    template = "claims/repair.html" if viewer.role == Role.PARTICIPANT else "claims/case.html"
    return _case_page(request, _claim(pk), template=template, refused=refused)


@require_POST
@require_right(CHOOSE_CLAIMANT)
def claimant(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Which of the present owners goes on with a claim whose claimant owns the home no more."""
    viewer, at, claim = current_actor(), business_now(), _claim(pk)
    form = succession_of(claim, viewer, on=at.astimezone(CIVIL_ZONE).date(), data=request.POST)
    if form is not None and form.is_valid():
        try:
            choose_claimant(claim=claim, person_id=form.cleaned_data["person_id"], by=viewer, at=at)
        except DomainError as error:
            refuse(form, error)
    if form is not None and form.errors:
        return _case_page(request, claim, template="claims/case.html", succession=form)
    return redirect("claims:case", pk)


def step_named(name: str) -> Step:
    """The step of that name; 404 for a word that names none."""
    if name not in ClaimAction.values or (found := STEPS.get(ClaimAction(name))) is None:
        raise Http404
    return found


def _claim(pk: UUID) -> Claim:
    people, place = ("insurer", "developer", "claimant__identity_document"), ("district", "project", "unit__building")
    on = ("filed_by", "authority__organisation")
    claims = Claim.objects.visible_to(current_actor()).select_related("dossier", *people, *place, *on)
    return get_object_or_404(claims, pk=pk)


def _case_page(
    request: HttpRequest,
    claim: Claim,
    *,
    template: str,
    refused: OpenStep | None = None,
    succession: ClaimantForm | None = None,
) -> HttpResponse:
    viewer, at = current_actor(), business_now()
    on = at.astimezone(CIVIL_ZONE).date()
    file = case_file(viewer, claim, on=on)
    steps = open_steps(claim, viewer, refused=refused)
    context = {
        "claim": claim,
        "file": file,
        "faces": [face(deadline, at) for deadline in file.clocks],
        "leading": face(file.leading, at) if file.leading else None,
        "entries": entries_of(viewer, claim),
        "steps": steps,
        "refused": refused,
        "form": refused.form if refused else succession,
        "succession": succession or succession_of(claim, viewer, on=on),
    }
    return render(request, template, context, status=REFUSED if refused or succession else 200)
