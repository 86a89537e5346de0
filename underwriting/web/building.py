"""Entering a building with its homes: first what would be entered, then the press that enters it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import require_right
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from underwriting.public import enter_building
from underwriting.rights import WRITE_PROJECTS

from .forms import BuildingForm
from .project import REFUSED, project_of


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_PROJECTS)
def new_building(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shows the homes that the typed plan makes; the same plan pressed again enters them."""
    row = project_of(pk)
    form = BuildingForm(posted(request))
    if request.method != "POST" or not form.is_valid():
        return _shown(request, {"form": form, "project": row})
    if request.POST.get("seen") != form.seen:
        return render(request, "underwriting/new_building.html", {"form": form, "project": row, "homes": form.homes})
    try:
        enter_building(project=row, **form.cleaned_data, by=current_actor(), at=business_now())
    except DomainError as error:
        refuse(form, error)
        return _shown(request, {"form": form, "project": row})
    return redirect("underwriting:project", pk)


def _shown(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    status = REFUSED if request.method == "POST" else 200
    return render(request, "underwriting/new_building.html", context, status=status)
