"""A project's page, entering one, its milestones, and the policies entered on it."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Organisation, Role, require_right
from idi_platform.dossiers.public import civil_today
from idi_platform.registry.public import Milestone, Project, ProjectFacts
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from policies.public import governing_pin
from underwriting.papers import stored
from underwriting.public import (
    DeveloperFacts,
    enter_earlier_policy,
    enter_milestone,
    enter_policy,
    enter_project,
)
from underwriting.rights import READ_PROJECTS, WRITE_POLICIES, WRITE_PROJECTS
from underwriting.selectors import buildings_of, parties_on, policies_of_project

from .forms import EarlierPolicyForm, MilestoneForm, PolicyForm, ProjectForm

REFUSED = 422


@require_safe
@require_right(READ_PROJECTS)
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Parties, milestones, policies, buildings and homes with their cover."""
    row = project_of(pk)
    return render(request, "underwriting/project.html", _page(row, MilestoneForm(project=row)))


@require_POST
@require_right(WRITE_PROJECTS)
def milestone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records a milestone; a refusal shows the page again with everything that was typed."""
    row = project_of(pk)
    form = MilestoneForm(request.POST, project=row)
    if form.is_valid():
        try:
            enter_milestone(project=row, **form.cleaned_data, by=current_actor(), at=business_now())
            return redirect("underwriting:project", pk)
        except DomainError as error:
            refuse(form, error)
    return render(request, "underwriting/project.html", _page(row, form), status=REFUSED)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_PROJECTS)
def new_project(request: HttpRequest) -> HttpResponse:
    viewer = current_actor()
    form = ProjectForm(posted(request), city_id=viewer.tenant_id, on=civil_today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = ProjectFacts(given["name_zh"], given["name_en"], given["address"], given["district"])
        developer = DeveloperFacts(given["developer_uscc"], given["developer_name"])
        try:
            made = enter_project(
                facts=facts, developer=developer, lead_insurer=_insurer(), by=viewer, at=business_now()
            )
            return redirect("underwriting:project", made.pk)
        except DomainError as error:
            refuse(form, error)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "underwriting/new_project.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def new_policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A draft: its number and what is known of it; shares, premium and issue follow on its page."""
    row = project_of(pk)
    form = PolicyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_policy(
                project=row, lead_insurer=_insurer(), facts=form.facts(), by=current_actor(), at=business_now()
            )
            return redirect("underwriting:policy", made.pk)
        except DomainError as error:
            refuse(form, error, PolicyForm.FIELDS)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "underwriting/new_policy.html", {"form": form, "project": row}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def earlier_policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A policy of earlier years, entered from its paper."""
    row, by, at = project_of(pk), current_actor(), business_now()
    form = EarlierPolicyForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_earlier_policy(
                project=row,
                lead_insurer=_insurer(),
                facts=form.facts(),
                issued_on=form.cleaned_data["issued_on"],
                evidence=stored(form.cleaned_data["evidence"], None, by=by, at=at),
                by=by,
                at=at,
            )
            return redirect("underwriting:policy", made.pk)
        except DomainError as error:
            refuse(form, error, PolicyForm.FIELDS)
    status = REFUSED if request.method == "POST" else 200
    context = {"form": form, "project": row, "is_earlier": True}
    return render(request, "underwriting/new_policy.html", context, status=status)


def project_of(pk: UUID) -> Project:
    rows = Project.objects.visible_to(current_actor()).select_related("dossier", "district")
    return get_object_or_404(rows, pk=pk)


def _insurer() -> Organisation:
    """The reader's own body. An underwriter without one writes no policy."""
    organisation_id = current_actor().organisation_id
    if organisation_id is None:
        raise PermissionDenied
    return Organisation.objects.get(pk=organisation_id)


def _page(row: Project, form: MilestoneForm) -> dict[str, object]:
    viewer, on = current_actor(), civil_today()
    milestones = Milestone.objects.visible_to(viewer).filter(project=row).select_related("building")
    return {
        "project": row,
        "pin": governing_pin(row.pk),
        "parties": parties_on(viewer, row, on=on),
        "milestones": list(milestones),
        "policies": policies_of_project(viewer, row),
        "buildings": buildings_of(viewer, row, on=on),
        "form": form,
        "is_writer": viewer.role == Role.UNDERWRITER,
    }
