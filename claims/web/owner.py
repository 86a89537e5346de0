"""An owner's own pages: homes, receipt, claim, and the steps that are the owner's."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.case_file import case_file
from claims.constants import ClaimState
from claims.letters import appeal_steps
from claims.lifecycle import TRANSITIONS
from claims.models import Claim
from claims.rights import MY_HOMES, OWNER_STEPS
from claims.selectors import clocks_of
from claims.selectors import my_homes as homes_of
from idi_platform.accounts.public import Role, require_right
from idi_platform.deadlines.public import face
from idi_platform.documents.public import letters_of
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import business_now, current_actor
from underwriting.public import cover_of

from .desk import REFUSED, step_named
from .steps import OpenStep, open_steps, take
from .timeline import entries_of


@require_safe
@require_right(MY_HOMES)
def my_homes(request: HttpRequest) -> HttpResponse:
    """Every home the reader owns or acts for today: whom to call, what is being written, what was filed."""
    viewer, today = current_actor(), business_now().astimezone(CIVIL_ZONE).date()
    homes = [(home, cover_of(viewer, home.unit, on=today)) for home in homes_of(viewer, on=today)]
    return render(request, "claims/my_homes.html", {"homes": homes, "is_owner": viewer.role == Role.OWNER})


@require_safe
@require_right(MY_HOMES)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was received, every due date it started, and the letter that says so."""
    claim, viewer, at = _my_claim(pk), current_actor(), business_now()
    faces = [face(deadline, at) for deadline in clocks_of(viewer, [claim.pk]).get(claim.pk, [])]
    context = {"claim": claim, "faces": faces, "letters": letters_of(viewer, claim.dossier)}
    return render(request, "claims/receipt.html", context)


@require_safe
@require_right(MY_HOMES)
def my_claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the claim stands: what is needed, clocks, what was decided, what happened."""
    return _claim_page(request, _my_claim(pk))


@require_POST
@require_right(*OWNER_STEPS)
def my_step(request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
    """Takes one of the owner's steps; a refusal shows the claim again with everything that was typed."""
    taken, viewer = step_named(name), current_actor()
    if viewer.role not in TRANSITIONS[taken.action].roles:
        raise PermissionDenied
    claim = _my_claim(pk)
    refused = take(taken, claim, request.POST, request.FILES, by=viewer, at=business_now())
    if refused is None:
        return redirect("claims:my_claim", pk)
    return _claim_page(request, _my_claim(pk), refused=refused)


def _my_claim(pk: UUID) -> Claim:
    people = ("insurer", "developer", "claimant", "filed_by", "authority__organisation")
    claims = Claim.objects.visible_to(current_actor()).select_related("dossier", "project", "unit__dossier", *people)
    return get_object_or_404(claims, pk=pk)


def _claim_page(request: HttpRequest, claim: Claim, *, refused: OpenStep | None = None) -> HttpResponse:
    viewer, at = current_actor(), business_now()
    file = case_file(viewer, claim, on=at.astimezone(CIVIL_ZONE).date())
    steps = {each.name: each for each in open_steps(claim, viewer, refused=refused)}
    is_denied = file.determination is not None and file.determination.denial_sent_at is not None
    context = {
        "claim": claim,
        "file": file,
        "faces": [face(deadline, at) for deadline in file.clocks],
        "entries": entries_of(viewer, claim),
        "steps": steps,
        "refused": refused,
        "form": refused.form if refused else None,
        "appeal": appeal_steps(claim.insurer) if is_denied else [],
        "is_over": claim.state in (ClaimState.CLOSED, ClaimState.DENIED, ClaimState.WITHDRAWN),
    }
    return render(request, "claims/my_claim.html", context, status=REFUSED if refused else 200)
