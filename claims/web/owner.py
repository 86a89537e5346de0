"""An owner's own pages: homes, receipt, claim."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from claims.models import Claim
from claims.selectors import clocks_of, photographs_of
from claims.selectors import my_homes as homes_of
from idi_platform.accounts.public import Role, require_role
from idi_platform.deadlines.public import face
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import business_now, current_actor

from .timeline import entries_of


@require_safe
@require_role(Role.OWNER)
def my_homes(request: HttpRequest) -> HttpResponse:
    """Every home the reader owns today: whom to call, what is being written, what was filed."""
    homes = homes_of(current_actor(), on=business_now().astimezone(CIVIL_ZONE).date())
    return render(request, "claims/my_homes.html", {"homes": homes})


@require_safe
@require_role(Role.OWNER)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was received, and every due date it started."""
    claim = _my_claim(pk)
    return render(request, "claims/receipt.html", {"claim": claim, "faces": _faces(claim)})


@require_safe
@require_role(Role.OWNER)
def my_claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the claim stands: clocks, what happened, photographs."""
    claim, viewer = _my_claim(pk), current_actor()
    context = {
        "claim": claim,
        "faces": _faces(claim),
        "entries": entries_of(viewer, claim),
        "photographs": photographs_of(viewer, claim),
    }
    return render(request, "claims/my_claim.html", context)


def _my_claim(pk: UUID) -> Claim:
    claims = Claim.objects.visible_to(current_actor()).select_related("dossier", "insurer", "unit__dossier")
    return get_object_or_404(claims, pk=pk)


def _faces(claim: Claim) -> list[object]:
    at = business_now()
    clocks = clocks_of(current_actor(), [claim.pk]).get(claim.pk, [])
    return [face(deadline, at) for deadline in clocks]
