"""Works that stand still: which, since when, and recording it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import require_right
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import DayField, posted, refuse
from riskmgmt.models import StopWork
from riskmgmt.rights import STOP_WORK
from riskmgmt.services.stopping import resume_works, stop_works

from .photographs import REFUSED

MOST_LINES = 100


class StopForm(forms.Form):
    """Which site, since when, by which document."""

    project = forms.ModelChoiceField(
        label=_("Project"),
        queryset=Project.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose the project."), "invalid_choice": _("Choose the project.")},
    )
    from_on = DayField(label=_("Works stopped on"))
    evidence = forms.CharField(label=_("Evidence"), help_text=_("The document and its number"), max_length=200)

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]  # a ModelChoiceField


class ResumeForm(forms.Form):
    """Since when building goes on, by which document."""

    to_on = DayField(label=_("Works resumed on"))
    evidence = forms.CharField(label=_("Evidence"), help_text=_("The document and its number"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(STOP_WORK)
def stops(request: HttpRequest) -> HttpResponse:
    """Those recorded, the newest first, and the form for another."""
    viewer = current_actor()
    projects = Project.objects.visible_to(viewer).order_by("name_zh")
    form = StopForm(posted(request), projects=projects)
    if form.is_valid():
        try:
            stop_works(**form.cleaned_data, by=viewer, at=business_now())
            return redirect("riskmgmt:stops")
        except DomainError as error:
            refuse(form, error)
    found = StopWork.objects.visible_to(viewer).select_related("project").order_by("-from_on", "pk")
    context = {"form": form, "stops": found[:MOST_LINES]}
    return render(request, "riskmgmt/stops.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(STOP_WORK)
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Building goes on."""
    viewer = current_actor()
    stop = get_object_or_404(StopWork.objects.visible_to(viewer).select_related("project"), pk=pk)
    form = ResumeForm(posted(request))
    if form.is_valid():
        try:
            resume_works(stop_id=stop.pk, **form.cleaned_data, by=viewer, at=business_now())
            return redirect("riskmgmt:stops")
        except DomainError as error:
            refuse(form, error)
    return render(request, "riskmgmt/resume.html", {"form": form, "stop": stop}, status=REFUSED if form.errors else 200)
