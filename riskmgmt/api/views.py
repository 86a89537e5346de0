"""Reading inspection reports and findings."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from idi_platform.api.public import DetailView, ListView
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import Actor, business_now, current_actor
from riskmgmt.constants import ReportState
from riskmgmt.filters import FindingFilters, ReportFilters
from riskmgmt.lifecycle import FindingAction, open_actions
from riskmgmt.models import Finding, InspectionReport
from riskmgmt.rights import READ
from riskmgmt.selectors import Round, evidence_of, raised_findings, rounds_of, submitted_reports
from riskmgmt.services.submission import Gap, gaps_of

from .serializers import FindingRowSerializer, FindingSerializer, ReportRowSerializer, ReportSerializer


@dataclass(frozen=True, slots=True)
class Signed:
    """A person's name on a report."""

    signature: str
    person: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report as one reader sees it."""

    report: InspectionReport
    signatures: list[Signed]
    findings: QuerySet[Finding]
    gaps: list[Gap]


@dataclass(frozen=True, slots=True)
class FindingFile:
    """A finding as one reader sees it."""

    finding: Finding
    photographs: list[Upload]
    rounds: list[Round]
    actions: list[FindingAction]


def seen_reports() -> QuerySet[InspectionReport]:
    """What was submitted, and the caller's own drafts."""
    related = ("project__dossier", "tis", "prepared_by", "checked_by", "approved_by")
    return InspectionReport.objects.visible_to(current_actor()).select_related(*related)


def seen_findings() -> QuerySet[Finding]:
    """What was raised, and those of the caller's own drafts."""
    related = ("project__dossier", "report", "responsible")
    return Finding.objects.visible_to(current_actor()).select_related(*related)


def report_file(report: InspectionReport) -> ReportFile:
    """Puts together what the caller may see of a visible report."""
    names = (
        Signed("prepared", str(report.prepared_by or ""), report.submitted_at),
        Signed("checked", str(report.checked_by or ""), report.checked_at),
        Signed("approved", str(report.approved_by or ""), report.approved_at),
    )
    return ReportFile(
        report=report,
        signatures=[name for name in names if name.at is not None],
        findings=seen_findings().filter(report=report).order_by("number", "pk"),
        gaps=gaps_of(report) if report.state == ReportState.DRAFT else [],
    )


def finding_file(viewer: Actor, finding: Finding) -> FindingFile:
    """Puts together what the reader may see of a visible finding."""
    return FindingFile(
        finding=finding,
        photographs=evidence_of(viewer, finding),
        rounds=rounds_of(viewer, finding),
        actions=open_actions(finding, viewer, at=business_now()),
    )


def seen_upload(pk: UUID) -> Upload:
    """A photograph that was kept; 404 once it was taken out again."""
    upload = Upload.objects.visible_to(current_actor()).filter(pk=pk).first()
    if upload is None:
        raise Http404
    return upload


class ListReports(ListView):
    """Submitted inspection reports the caller may see, the latest first"""

    rights = (READ,)
    serializer_class = ReportRowSerializer
    filterset_class = ReportFilters
    ordering = ("-submitted_at", "-pk")

    def get_queryset(self) -> QuerySet[InspectionReport]:
        return submitted_reports(current_actor())


class ReadReport(DetailView):
    """One inspection report with its findings; its writer reads the draft, and what it lacks"""

    rights = (READ,)
    serializer_class = ReportSerializer

    def get_queryset(self) -> QuerySet[InspectionReport]:
        return seen_reports()

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(report_file(self.found(pk))).data)


class ListFindings(ListView):
    """Findings the caller may see, the latest first"""

    rights = (READ,)
    serializer_class = FindingRowSerializer
    filterset_class = FindingFilters
    ordering = ("-raised_at", "-pk")

    def get_queryset(self) -> QuerySet[Finding]:
        return raised_findings(current_actor())


class ReadFinding(DetailView):
    """One finding with its photographs, its rounds, and what may be done with it now"""

    rights = (READ,)
    serializer_class = FindingSerializer

    def get_queryset(self) -> QuerySet[Finding]:
        return seen_findings()

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(finding_file(self.actor, self.found(pk))).data)
