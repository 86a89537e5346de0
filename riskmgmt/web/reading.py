"""A submitted report and a finding as their readers see them, and what each reader may do there."""

from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import refuse
from riskmgmt.constants import Risk, Signature, Verdict
from riskmgmt.lifecycle import FindingAction, open_actions
from riskmgmt.models import Finding, FindingLink, InspectionReport
from riskmgmt.parties import is_inspector_of
from riskmgmt.rights import READ, RECORD_RECEIPT, SIGN, STEPS
from riskmgmt.selectors import evidence_of, history_of, raised_findings, rounds_of, submitted_reports
from riskmgmt.services.signing import record_platform_upload, sign_report
from riskmgmt.services.verifying import Look, reopen_finding, verify_rectification
from riskmgmt.wording import history_lines

from .forms import ReceiptForm, ReopenForm, VerifyForm
from .photographs import REFUSED


@require_safe
@require_right(READ)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _report_page(request, _report(pk), ReceiptForm())


@require_POST
@require_right(*SIGN.values())
def sign(request: HttpRequest, pk: UUID, signature: str) -> HttpResponse:
    """Checked by, or approved by: the signature of the signed-in person and of nobody else."""
    found, form = _report(pk), Form(request.POST)
    if signature in Signature:
        try:
            sign_report(report=found, signature=Signature(signature), by=current_actor(), at=business_now())
            return redirect("riskmgmt:report", pk)
        except DomainError as error:
            refuse(form, error)
    return _report_page(request, found, ReceiptForm(), signing=form, status=REFUSED)


@require_POST
@require_right(RECORD_RECEIPT)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The receipt of the authority's own platform."""
    found, form = _report(pk), ReceiptForm(request.POST)
    if form.is_valid():
        try:
            record_platform_upload(report=found, **form.cleaned_data, by=current_actor(), at=business_now())
            return redirect("riskmgmt:report", pk)
        except DomainError as error:
            refuse(form, error)
    return _report_page(request, found, form, status=REFUSED)


@require_safe
@require_right(READ)
def finding(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _finding_page(request, _finding(pk))


@require_POST
@require_right(STEPS[FindingAction.CLOSE], STEPS[FindingAction.KEEP_OPEN])
def verify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close, or keep open with a reason: the answer that waits, one finding at a time."""
    found, form = _finding(pk), VerifyForm(request.POST)
    waiting = next((each.rectification for each in rounds_of(current_actor(), found)), None)
    if form.is_valid() and waiting is not None:
        given = form.cleaned_data
        after = Risk(given["risk_after"]) if given["risk_after"] else None
        look = Look(Verdict(given["verdict"]), given["reason"], after)
        try:
            verify_rectification(rectification=waiting, look=look, by=current_actor(), at=business_now())
            return redirect("riskmgmt:finding", pk)
        except DomainError as error:
            refuse(form, error)
    return _finding_page(request, found, verifying=form, status=REFUSED)


@require_POST
@require_right(STEPS[FindingAction.REOPEN])
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, form = _finding(pk), ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_finding(finding=found, reason=form.cleaned_data["reason"], by=current_actor(), at=business_now())
            return redirect("riskmgmt:finding", pk)
        except DomainError as error:
            refuse(form, error)
    return _finding_page(request, found, reopening=form, status=REFUSED)


def _report(pk: UUID) -> InspectionReport:
    readable = submitted_reports(current_actor()).select_related(
        "project__dossier", "tis", "prepared_by", "checked_by", "approved_by"
    )
    return get_object_or_404(readable, pk=pk)


def _finding(pk: UUID) -> Finding:
    return get_object_or_404(raised_findings(current_actor()), pk=pk)


def _report_page(
    request: HttpRequest,
    found: InspectionReport,
    form: ReceiptForm,
    *,
    signing: Form | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer, on = current_actor(), business_now().astimezone(CIVIL_ZONE).date()
    is_ours = is_inspector_of(viewer, found.project_id, on=on)
    has_signed = viewer.user_id in {found.prepared_by_id, found.checked_by_id, found.approved_by_id}
    free = [] if not is_ours or has_signed else [s for s in Signature if getattr(found, f"{s}_by_id") is None]
    context = {
        "report": found,
        "findings": raised_findings(viewer).filter(report=found).order_by("number"),
        "form": form,
        "signing": signing,
        "signatures": free,
        "may_record_receipt": is_ours and not found.platform_receipt,
    }
    return render(request, "riskmgmt/report.html", context, status=status)


def _finding_page(
    request: HttpRequest,
    found: Finding,
    *,
    verifying: VerifyForm | None = None,
    reopening: ReopenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    viewer = current_actor()
    actions = open_actions(found, viewer, at=business_now())
    context = {
        "finding": found,
        "evidence": evidence_of(viewer, found),
        "rounds": rounds_of(viewer, found),
        "history": history_lines(history_of(viewer, found)),
        "may_answer": FindingAction.ANSWER in actions,
        "links": FindingLink.objects.visible_to(viewer).filter(finding=found).select_related("made_by"),
        "verifying": verifying or (VerifyForm() if FindingAction.CLOSE in actions else None),
        "reopening": reopening or (ReopenForm() if FindingAction.REOPEN in actions else None),
    }
    return render(request, "riskmgmt/finding.html", context, status=status)
