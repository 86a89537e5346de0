"""Submitting a report: from then on it never changes, its findings are raised and the clocks run."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.deadlines.public import start_duties
from idi_platform.documents.public import attach_uploads
from idi_platform.dossiers.public import CIVIL_ZONE, next_number
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor
from riskmgmt.constants import (
    DEFECT_RISKS,
    NOTED_RISKS,
    NUMBER_SERIES,
    FindingState,
    ReportKind,
    ReportState,
    RiskEvent,
)
from riskmgmt.errors import NotYourProject, ReportIncomplete, ReportSubmitted
from riskmgmt.models import Finding, FindingPhotograph, InspectionReport
from riskmgmt.news import announce
from riskmgmt.parties import is_inspector_of, obliged_by_word

from .reporting import check_place, check_visit


@dataclass(frozen=True, slots=True)
class Gap:
    """What a draft still lacks: of the report itself, or of one of its findings (by its place in the list, from 1)."""

    words: str | Promise
    finding_id: UUID | None = None
    place: int = 0


def gaps_of(report: InspectionReport) -> list[Gap]:
    """Everything that keeps a draft from being submitted, in the order of the page."""
    gaps = [Gap(words) for name, words in _REPORT_NEEDS.items() if not getattr(report, name)]
    if report.kind == ReportKind.COMPLETION and not report.risk_analysis:
        gaps.append(Gap(_("The completion report needs a risk evaluation.")))
    for place, finding in enumerate(report.findings.prefetch_related("photographs").order_by("pk"), start=1):
        gaps += [Gap(words, finding.pk, place) for words in _finding_gaps(finding)]
    return gaps


_REPORT_NEEDS = {
    "stage": _("Choose the stage of the works."),
    "inspected_on": _("Give the day of the inspection."),
    "inspectors": _("Name the inspectors."),
    "summary": _("Describe what was inspected and found."),
}


def _finding_gaps(finding: Finding) -> list[str | Promise]:
    needs: list[tuple[bool, str | Promise]] = [
        (bool(finding.risk), _("Choose the risk code.")),
        (bool(finding.element), _("Choose the part of the building.")),
        (bool(finding.description), _("Describe the finding.")),
        (finding.risk in NOTED_RISKS or finding.responsible_id is not None, _("Say who must put it right.")),
        (finding.risk not in DEFECT_RISKS or bool(finding.photographs.all()), _("Add a photograph.")),
    ]
    return [words for is_there, words in needs if not is_there]


@transaction.atomic
def submit_report(*, report: InspectionReport, by: Actor, at: datetime) -> InspectionReport:
    """Makes the draft a report: number, findings raised, photographs filed, the record, and every clock it starts.

    Of two submissions at once one wins.

    Raises:
        NotYourProject, ReportSubmitted, ReportIncomplete, InspectedInFuture, TimesReversed, NotResponsible; and
        NobodyObliged of deadlines, when the rules name a party that the project's register lacks.
    """
    locked = _own_draft(report, by=by, at=at)
    check_visit(locked, at=at)
    if gaps := gaps_of(locked):
        raise ReportIncomplete(rule=str(gaps[0].words))
    locked.number = next_number(series=NUMBER_SERIES, by=by, at=at)
    locked.state = ReportState.SUBMITTED
    locked.submitted_at, locked.prepared_by_id = at, by.person_id
    locked.save(update_fields=["number", "state", "submitted_at", "prepared_by"])
    raised = _raise_findings(locked, by=by, at=at)
    photographs = FindingPhotograph.objects.filter(city_id=by.tenant_id, finding__report=locked)
    attach_uploads(upload_ids=photographs.values_list("upload_id", flat=True), dossier=locked.project.dossier, by=by)
    _record(locked, raised, by=by, at=at)
    _tell(locked, raised, by=by, at=at)
    return locked


def _own_draft(report: InspectionReport, *, by: Actor, at: datetime) -> InspectionReport:
    if not is_inspector_of(by, report.project_id, on=at.astimezone(CIVIL_ZONE).date()):
        raise NotYourProject(field="project")
    locked = (
        InspectionReport.objects.select_related("project__dossier")
        .select_for_update(of=("self",))
        .filter(city_id=by.tenant_id, pk=report.pk, state=ReportState.DRAFT, started_by_id=by.user_id)
        .first()
    )
    if locked is None:
        raise ReportSubmitted(field="report")
    return locked


def _raise_findings(report: InspectionReport, *, by: Actor, at: datetime) -> list[Finding]:
    """Numbers the findings within the project, whose row is locked meanwhile: no number is given twice or lost."""
    Project.objects.select_for_update().get(city_id=by.tenant_id, pk=report.project_id)
    of_project = Finding.objects.filter(city_id=by.tenant_id, project_id=report.project_id)
    last = of_project.aggregate(last=Max("number"))["last"] or 0
    findings = list(report.findings.select_related("building", "unit").order_by("pk"))
    for number, finding in enumerate(findings, start=last + 1):
        check_place(finding)
        finding.number, finding.raised_at = number, at
        finding.state = FindingState.NOTED if finding.risk in NOTED_RISKS else FindingState.OPEN
        finding.save(update_fields=["number", "raised_at", "state"])
    return findings


def _record(report: InspectionReport, raised: list[Finding], *, by: Actor, at: datetime) -> None:
    """Writes the three events that rules start from, and starts what each of them starts.

    The report counts as received at its submission: the portal puts it before insurer and developer at once.
    """
    dossier, today = report.project.dossier, at.astimezone(CIVIL_ZONE).date()
    told: dict[str, JSONValue] = {"report": str(report.pk), "number": report.number, "kind": report.kind}
    findings: list[JSONValue] = [f"{finding.reference} {finding.risk}" for finding in raised]
    obliged = obliged_by_word(by.tenant_id, report.project_id, on=today)
    moments = {
        RiskEvent.INSPECTED: _inspected_at(report, at),
        RiskEvent.REPORT_COMPLETED: at,
        RiskEvent.REPORT_RECEIVED: at,
    }
    for code, moment in moments.items():
        event = record(dossier_id=dossier.pk, code=code, by=by, at=moment, payload={**told, "findings": findings})
        start_duties(dossier=dossier, event=event, obliged=obliged, by=by, facts={"report_kind": report.kind})


def _tell(report: InspectionReport, raised: list[Finding], *, by: Actor, at: datetime) -> None:
    """One event for each finding, the first of its history, and news for whoever must put it right."""
    for finding in raised:
        event = record(
            dossier_id=report.project_id,
            code=RiskEvent.RAISED,
            by=by,
            at=at,
            payload={"finding": str(finding.pk), "reference": finding.reference, "risk": finding.risk},
        )
        if finding.state == FindingState.OPEN:
            announce(event, by=by, at=at)


def _inspected_at(report: InspectionReport, at: datetime) -> datetime:
    """The moment the visit ended: its hour where one is written, else the end of that morning, never after `at`."""
    ended = datetime.combine(report.inspected_on or at.date(), report.to_time or time(12), CIVIL_ZONE)
    return min(ended, at)
