"""The inspector's pages: today, and a report written on the site, step by step, on a phone."""

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.documents.public import ACCEPTED, SIZE_LIMIT, Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from riskmgmt.constants import MOST_PHOTOGRAPHS, NOTED_RISKS
from riskmgmt.models import Finding, InspectionReport
from riskmgmt.rights import WRITE
from riskmgmt.selectors import (
    draft_findings,
    drafts_to_take_over,
    evidence_of,
    my_drafts,
    my_sites,
    waiting_for_verification,
)
from riskmgmt.services.handing_over import take_over_draft
from riskmgmt.services.reporting import (
    add_finding,
    add_photograph,
    remove_finding,
    remove_photograph,
    save_finding,
    save_report,
    start_report,
)
from riskmgmt.services.submission import gaps_of, submit_report

from .forms import FindingForm, StartForm, VisitForm
from .photographs import REFUSED, answer_to_script, keep_all

MOST_LINES = 20


@require_safe
@require_right(WRITE)
def today(request: HttpRequest) -> HttpResponse:
    """My projects, what waits for a second look, my drafts."""
    viewer, on = current_actor(), business_now().astimezone(CIVIL_ZONE).date()
    waiting = waiting_for_verification(viewer)
    context = {
        "sites": my_sites(viewer),
        "waiting": waiting[:MOST_LINES],
        "waiting_count": waiting.count(),
        "drafts": my_drafts(viewer),
        "of_absent": drafts_to_take_over(viewer, on=on),
    }
    return render(request, "riskmgmt/today.html", context)


@require_POST
@require_right(WRITE)
def take_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Writes on what a colleague began for whom the reader stands in."""
    viewer, at = current_actor(), business_now()
    report = get_object_or_404(drafts_to_take_over(viewer, on=at.astimezone(CIVIL_ZONE).date()), pk=pk)
    try:
        take_over_draft(report=report, by=viewer, at=at)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("riskmgmt:today")
    messages.success(request, _("The draft is yours now."))
    return redirect("riskmgmt:write", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE)
def start(request: HttpRequest) -> HttpResponse:
    """Project and kind; a report of both that is unfinished is opened again."""
    projects = Project.objects.visible_to(current_actor()).order_by("name_zh")
    form = StartForm(_posted(request), projects=projects, initial={"project": request.GET.get("project")})
    if request.method == "POST" and form.is_valid():
        try:
            report = start_report(**form.cleaned_data, by=current_actor(), at=business_now())
            return redirect("riskmgmt:write", report.pk)
        except DomainError as error:
            refuse(form, error)
    return render(request, "riskmgmt/start.html", {"form": form}, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE)
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The visit; kept, and on to the findings."""
    report = _draft(pk)
    initial = {name: getattr(report, name) for name in VisitForm.base_fields}
    form = VisitForm(_posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            save_report(report=report, by=current_actor(), at=business_now(), **form.cleaned_data)
            return redirect("riskmgmt:check", report.pk)
        except DomainError as error:
            refuse(form, error)
    context = {"form": form, "report": report}
    return render(request, "riskmgmt/write.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(WRITE)
def add(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """An empty finding, and its page with the camera."""
    finding = add_finding(report=_draft(pk), by=current_actor())
    return redirect("riskmgmt:capture", finding.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE)
def capture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One finding: photographs and facts on one page, every part kept that can be."""
    finding = _draft_finding(pk)
    today_on = business_now().astimezone(CIVIL_ZONE).date()
    form = FindingForm(_posted(request), finding=finding, on=today_on, initial=_given(finding))
    if request.method == "POST":
        form.is_valid()
        keep_all(request, "photo", lambda file: _keep(finding, file), form)
        if (gone := form.cleaned_data.pop("remove", None)) is not None:
            remove_photograph(finding=finding, upload_id=gone, by=current_actor())
        if not form.errors and _saved(form, finding):
            return redirect(*_after(request, finding))
    context = {
        "form": form,
        "finding": finding,
        "photographs": evidence_of(current_actor(), finding),
        "most": MOST_PHOTOGRAPHS,
        "size_limit": SIZE_LIMIT,
        "accepted": ACCEPTED,
    }
    return render(request, "riskmgmt/capture.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(WRITE)
def add_one_photograph(request: HttpRequest, pk: UUID) -> HttpResponse:
    finding = _draft_finding(pk)
    return answer_to_script(request, "photo", lambda file: _keep(finding, file))


@require_POST
@require_right(WRITE)
def remove(_request: HttpRequest, pk: UUID) -> HttpResponse:
    finding = _draft_finding(pk)
    remove_finding(finding=finding, by=current_actor())
    return redirect("riskmgmt:check", finding.report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE)
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything once more, what is missing, and the one button that submits."""
    if _is_submitted(pk):
        return redirect("riskmgmt:report", pk)
    report, error = _draft(pk), None
    if request.method == "POST":
        try:
            submit_report(report=report, by=current_actor(), at=business_now())
            return redirect("riskmgmt:report", pk)
        except DomainError as refused:
            error = refused
    context = {
        "report": report,
        "findings": draft_findings(current_actor()).filter(report=report).prefetch_related("photographs"),
        "gaps": gaps_of(report),
        "error": error,
        "noted": NOTED_RISKS,
    }
    return render(request, "riskmgmt/check.html", context, status=REFUSED if error else 200)


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, even if that is nothing: an empty answer is refused, not taken for a first look."""
    return posted(request)


def _draft(pk: UUID) -> InspectionReport:
    return get_object_or_404(my_drafts(current_actor()), pk=pk)


def _draft_finding(pk: UUID) -> Finding:
    return get_object_or_404(draft_findings(current_actor()), pk=pk)


def _is_submitted(pk: UUID) -> bool:
    """The second press of the button gets the first one's answer."""
    mine = InspectionReport.objects.visible_to(current_actor()).filter(started_by_id=current_actor().user_id)
    return mine.exclude(pk__in=mine.unfinished().values("pk")).filter(pk=pk).exists()


def _given(finding: Finding) -> dict[str, object]:
    names = ("risk", "element", "description", "building", "floor", "spot", "due_on", "advice", "standard")
    given = {name: getattr(finding, name) for name in names}
    return given | {"door": finding.unit.number if finding.unit else "", "responsible": finding.responsible_id}


def _keep(finding: Finding, file: "UploadedFile[bytes]") -> Upload:
    return add_photograph(finding=finding, file=file, filename=file.name or "", by=current_actor(), at=business_now())


def _saved(form: FindingForm, finding: Finding) -> bool:
    try:
        save_finding(finding=finding, by=current_actor(), at=business_now(), **form.cleaned_data)
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _after(request: HttpRequest, finding: Finding) -> tuple[str, UUID]:
    """Files that came without script, or went, are shown first; else to the report."""
    if request.FILES or request.POST.get("remove"):
        return "riskmgmt:capture", finding.pk
    return "riskmgmt:check", finding.report_id
