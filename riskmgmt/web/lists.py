"""The lists of findings and of reports: their columns, as every reader sees them."""

from django.utils.translation import gettext_lazy as _

from idi_platform.lists.public import Column, Empty, ListPage
from riskmgmt.filters import FindingFilters, ReportFilters
from riskmgmt.models import Finding, InspectionReport
from riskmgmt.rights import READ
from riskmgmt.selectors import raised_findings, submitted_reports

FINDING_COLUMNS: tuple[Column[Finding], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.reference,
        sort=("number", "project__name_zh"),
        template="riskmgmt/cells/number.html",
        css="text-nowrap",
        width=10,
    ),
    Column(
        "risk",
        _("Risk code"),
        lambda line: line.get_risk_display(),
        sort=("risk",),
        template="riskmgmt/cells/risk.html",
        width=18,
    ),
    Column(
        "state",
        _("State"),
        lambda line: line.get_state_display(),
        sort=("state",),
        template="riskmgmt/cells/state.html",
        width=18,
    ),
    Column("project", _("Project"), lambda line: line.project.name, sort=("project__name_zh",), width=28),
    Column("building", _("Building"), lambda line: line.building.number if line.building else "", width=10),
    Column("spot", _("Axis, room or place"), lambda line: line.spot, width=24),
    Column("element", _("Part of the building"), lambda line: line.get_element_display(), sort=("element",), width=20),
    Column(
        "responsible",
        _("Who must put it right?"),
        lambda line: line.responsible.name if line.responsible else "",
        sort=("responsible__name_zh",),
        width=28,
    ),
    Column("due", _("Put right by (suggestion)"), lambda line: line.due_on, sort=("due_on",), is_shown=False),
    Column(
        "raised",
        _("Raised on"),
        lambda line: line.raised_at,
        sort=("raised_at",),
        template="riskmgmt/cells/raised.html",
    ),
    Column("report", _("Inspection report"), lambda line: line.report.number, is_shown=False),
    Column("description", _("Description"), lambda line: line.description, width=60, is_shown=False),
)

FINDINGS = ListPage(
    key="findings",
    title=_("Inspection findings"),
    caption=_("Findings, the newest first"),
    right=READ,
    url_name="riskmgmt:findings",
    rows=lambda viewer, _at: raised_findings(viewer),
    filterset=FindingFilters,
    lines=lambda rows, _viewer, _at: list(rows),
    columns=FINDING_COLUMNS,
    sort="-raised",
    quick="progress",
    empty=Empty(
        _("No findings yet"),
        _("A finding appears here the moment an inspector submits a report with it."),
        icon="clipboard-check",
    ),
)

REPORT_COLUMNS: tuple[Column[InspectionReport], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.number,
        sort=("number",),
        template="riskmgmt/cells/report_number.html",
        css="text-nowrap",
        width=18,
    ),
    Column("kind", _("Kind of report"), lambda line: line.get_kind_display(), sort=("kind",), width=24),
    Column("project", _("Project"), lambda line: line.project.name, sort=("project__name_zh",), width=28),
    Column("stage", _("Stage of the works"), lambda line: line.get_stage_display(), sort=("stage",), width=16),
    Column(
        "inspected",
        _("Inspected on"),
        lambda line: line.inspected_on,
        sort=("inspected_on",),
        template="riskmgmt/cells/inspected.html",
        css="text-nowrap",
    ),
    Column("tis", _("Technical inspection service"), lambda line: line.tis.name, width=28),
    Column(
        "findings",
        _("Inspection findings"),
        lambda line: line.findings_count,  # type: ignore[attr-defined]  # annotated by the selector
        sort=("findings_count",),
        css="number",
    ),
    Column(
        "open",
        _("Not closed"),
        lambda line: line.open_count,  # type: ignore[attr-defined]  # annotated by the selector
        sort=("open_count",),
        css="number",
    ),
)

REPORTS = ListPage(
    key="inspection-reports",
    title=_("Inspection reports"),
    caption=_("Inspection reports, the newest first"),
    right=READ,
    url_name="riskmgmt:reports",
    rows=lambda viewer, _at: submitted_reports(viewer),
    filterset=ReportFilters,
    lines=lambda rows, _viewer, _at: list(rows),
    columns=REPORT_COLUMNS,
    sort="-inspected",
    empty=Empty(
        _("No inspection reports yet"),
        _("A report appears here the moment an inspector submits it."),
        icon="report-search",
    ),
)
