"""One project as its supervisor reads it."""

from dataclasses import dataclass

from claims.public import Claim
from idi_platform.deadlines.public import Deadline
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor
from riskmgmt.public import Finding, InspectionReport, ReportState
from underwriting.public import InsurancePolicy

from .cases import claims, findings, terms_of_project
from .constants import LINES_OF_A_PROJECT
from .selectors import terms


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """The first lines of each of a project's lists; `terms` those not ended, the one due first before the others."""

    terms: list[Deadline]
    claims: list[Claim]
    findings: list[Finding]
    reports: list[InspectionReport]
    policies: list[InsurancePolicy]


def project_file(viewer: Actor, project: Project) -> ProjectFile:
    """Five queries."""
    first = slice(LINES_OF_A_PROJECT)
    reports = InspectionReport.objects.visible_to(viewer).filter(project=project, state=ReportState.SUBMITTED)
    policies = InsurancePolicy.objects.visible_to(viewer).filter(project=project)
    return ProjectFile(
        terms=list(terms(viewer).open().filter(terms_of_project(project.pk)).order_by("due_at", "pk")[first]),
        claims=list(claims(viewer).filter(project=project).order_by("-filed_at", "-pk")[first]),
        findings=list(findings(viewer).filter(project=project).order_by("raised_at", "pk")[first]),
        reports=list(reports.select_related("tis").order_by("-inspected_on", "-pk")[first]),
        policies=list(policies.select_related("dossier", "lead_insurer").order_by("-issued_on", "-pk")),
    )
