"""The lists of claims, findings and projects that the overview's figures open into; that of terms is terms.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from claims.public import Claim
from idi_platform.dossiers.public import dossier_url
from idi_platform.lists.public import Column, Empty, ListPage
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor
from riskmgmt.public import Finding
from supervision.cases import claims, findings, projects
from supervision.constants import Coverage
from supervision.filters import ClaimFilters, FindingFilters, ProjectFilters
from supervision.rights import WATCH

TEMPLATE = "supervision/list.html"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """`days` from filing to determination, begun days not counted; None while nothing is determined."""

    claim: Claim
    case_url: str
    determined_at: datetime | None
    days: int | None


def claim_lines(rows: Sequence[Claim], viewer: Actor, _at: datetime) -> list[ClaimLine]:
    return [_claim_line(claim, viewer) for claim in rows]


def _claim_line(claim: Claim, viewer: Actor) -> ClaimLine:
    determined_at: datetime | None = getattr(claim, "determined_at", None)
    days = (determined_at - claim.filed_at) // _DAY if determined_at else None
    return ClaimLine(claim, dossier_url(claim.dossier, viewer), determined_at, days)


CLAIM_COLUMNS: tuple[Column[ClaimLine], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.claim.dossier.number,
        sort=("dossier__number",),
        template="supervision/cells/claim.html",
        css="text-nowrap",
        width=18,
    ),
    Column("state", _("State"), lambda line: line.claim.get_state_display(), sort=("state", "filed_at")),
    Column("home", _("Home"), lambda line: line.claim.dossier.title, width=36),
    Column("insurer", _("Lead insurer"), lambda line: line.claim.insurer.name, sort=("insurer__name_zh",), width=28),
    Column("project", _("Project"), lambda line: str(line.claim.project), sort=("project__name_zh",), width=28),
    Column("district", _("District"), lambda line: line.claim.project.district.name),
    Column("filed", _("Filed on"), lambda line: line.claim.filed_at, sort=("filed_at",), width=18),
    Column("determined", _("Determined"), lambda line: line.determined_at, sort=("determined_at",), width=18),
    Column("days", _("Days to determination"), lambda line: line.days, css="number"),
)

CLAIMS = ListPage(
    key="supervised-claims",
    title=_("Claims"),
    caption=_("Claims, the newest first"),
    right=WATCH,
    url_name="supervision:claims",
    rows=lambda viewer, _at: claims(viewer),
    filterset=ClaimFilters,
    lines=claim_lines,
    columns=CLAIM_COLUMNS,
    sort="-filed",
    quick="standing",
    empty=Empty(_("No claims yet"), _("A claim appears here the moment an owner sends a report."), icon="files"),
    template=TEMPLATE,
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """`days` since it was raised."""

    finding: Finding
    days: int


def finding_lines(rows: Sequence[Finding], _viewer: Actor, at: datetime) -> list[FindingLine]:
    return [FindingLine(found, (at - found.raised_at) // _DAY if found.raised_at else 0) for found in rows]


FINDING_COLUMNS: tuple[Column[FindingLine], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.finding.reference,
        sort=("number", "project__name_zh"),
        template="supervision/cells/finding.html",
        css="text-nowrap",
        width=10,
    ),
    Column("risk", _("Risk code"), lambda line: line.finding.get_risk_display(), sort=("risk", "raised_at"), width=18),
    Column("days", _("Days open"), lambda line: line.days, css="number"),
    Column("state", _("State"), lambda line: line.finding.get_state_display(), sort=("state",), width=18),
    Column("project", _("Project"), lambda line: str(line.finding.project), sort=("project__name_zh",), width=28),
    Column("district", _("District"), lambda line: line.finding.project.district.name),
    Column(
        "responsible",
        _("Who must put it right?"),
        lambda line: line.finding.responsible.name if line.finding.responsible else "",
        sort=("responsible__name_zh",),
        width=28,
    ),
    Column("raised", _("Raised on"), lambda line: line.finding.raised_at, sort=("raised_at",), width=18),
)

FINDINGS = ListPage(
    key="supervised-findings",
    title=_("Findings not closed"),
    caption=_("Findings not closed, the oldest first"),
    right=WATCH,
    url_name="supervision:findings",
    rows=lambda viewer, _at: findings(viewer),
    filterset=FindingFilters,
    lines=finding_lines,
    columns=FINDING_COLUMNS,
    sort="raised",
    quick="age",
    empty=Empty(
        _("No finding is open"),
        _("A finding appears here when an inspection report raises a defect, until it is closed."),
        icon="mood-check",
    ),
    template=TEMPLATE,
)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with its counts, as cases.projects() annotates them."""

    project: Project
    claims_open: int
    missed: int
    serious: int
    cover: Coverage


def project_lines(rows: Sequence[Project], _viewer: Actor, _at: datetime) -> list[ProjectLine]:
    return [project_line(project) for project in rows]


def project_line(project: Project) -> ProjectLine:
    counted = vars(project)
    return ProjectLine(
        project, counted["claims_open"], counted["missed"], counted["serious"], Coverage(counted["policy_state"])
    )


PROJECT_COLUMNS: tuple[Column[ProjectLine], ...] = (
    Column(
        "name",
        _("Project"),
        lambda line: str(line.project),
        sort=("name_zh",),
        template="supervision/cells/project.html",
        width=32,
    ),
    Column("district", _("District"), lambda line: line.project.district.name, sort=("district__code", "name_zh")),
    Column(
        "claims",
        _("Claims being handled"),
        lambda line: line.claims_open,
        sort=("claims_open", "name_zh"),
        css="number",
    ),
    Column("missed", _("Missed terms"), lambda line: line.missed, sort=("missed", "name_zh"), css="number"),
    Column("serious", _("Serious findings"), lambda line: line.serious, sort=("serious", "name_zh"), css="number"),
    Column("cover", _("Insurance policy"), lambda line: str(line.cover.label), sort=("policy_state", "name_zh")),
    Column("number", _("Number"), lambda line: line.project.dossier.number, sort=("dossier__number",), is_shown=False),
    Column("address", _("Address"), lambda line: line.project.address, width=40, is_shown=False),
)

PROJECTS = ListPage(
    key="supervised-projects",
    title=_("Projects"),
    caption=_("Projects, those with the most missed terms first"),
    right=WATCH,
    url_name="supervision:projects",
    rows=projects,
    filterset=ProjectFilters,
    lines=project_lines,
    columns=PROJECT_COLUMNS,
    sort="-missed",
    quick="cover",
    empty=Empty(_("No projects yet"), _("A project appears here once it is entered in your area."), icon="building"),
    template=TEMPLATE,
)
