"""The bureau's overview, its workbook, and one project. The lists that figures open into are terms.py and lists.py."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.audit.public import AccessKind, log_access
from idi_platform.deadlines.public import term_lines
from idi_platform.tenancy.public import business_now, current_actor
from idi_platform.ui.public import NEAR_DAYS, legal_day, moment_words
from supervision.cases import projects
from supervision.constants import NEWLY, SMALLEST_SAMPLE
from supervision.project import project_file
from supervision.rights import WATCH
from supervision.selectors import overview

from .charts import claims_chart, findings_chart, terms_chart
from .lists import claim_lines, finding_lines, project_line
from .tables import overview_tables
from .workbook import CONTENT_TYPE, Line, workbook_of


@require_safe
@require_right(WATCH)
def dashboard(request: HttpRequest) -> HttpResponse:
    """What is overdue and whose, counted now; every figure is a link to its cases."""
    viewer, at = current_actor(), business_now()
    figures = overview(viewer, at=at)
    context = {
        "figures": figures,
        "claims_chart": claims_chart(figures),
        "terms_chart": terms_chart(figures),
        "findings_chart": findings_chart(figures),
        "tables": overview_tables(figures),
        "rows": term_lines(figures.newly_late, viewer, at),
        "near_days": NEAR_DAYS,
        "newly_days": NEWLY.days,
        "smallest": SMALLEST_SAMPLE,
        "at": at,
    }
    return render(request, "supervision/dashboard.html", context)


@require_safe
@require_right(WATCH)
def dashboard_excel(_request: HttpRequest) -> HttpResponse:
    """All tables of the overview in one file. Counts only, so it is small: no job."""
    viewer, at = current_actor(), business_now()
    figures = overview(viewer, at=at)
    rows = term_lines(figures.newly_late, viewer, at)
    late: list[Line] = [[_("Number"), _("Due"), _("Duty"), _("Obliged party"), _("Basis"), _("Clause")]]
    late += [
        [
            row.deadline.dossier.number,
            moment_words(row.deadline.due_at),
            str(row.face.label),
            str(row.face.debtor),
            str(row.face.basis),
            str(row.face.clause),
        ]
        for row in rows
    ]
    waiting = figures.waiting
    heading: list[Line] = [
        [_("Counted at"), moment_words(at)],
        [_("Claims"), figures.claims],
        [_("Missed terms"), figures.totals["missed"]],
        [_("Breaches of law"), figures.breaches],
        [_("Determined in the last 12 months"), waiting.number],
        [_("Median days to determination"), "–" if waiting.median is None else waiting.median],
        [_("Nine in ten within (days)"), "–" if waiting.p90 is None else waiting.p90],
        [_("Insurance policies in force"), figures.policies.issued],
    ]
    log_access(kind=AccessKind.EXPORT, subject="supervision.overview", subject_id="xlsx", by=viewer, at=timezone.now())
    content = workbook_of(_("Overview"), heading, overview_tables(figures), others={_("Newly late"): late})
    name = f"overview-{legal_day(at):%Y-%m-%d}.xlsx"
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_safe
@require_right(WATCH)
def project(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One project: its terms, claims, findings, reports and policies. 404 outside the officer's area."""
    viewer, at = current_actor(), business_now()
    found = get_object_or_404(projects(viewer, at), pk=pk)
    file = project_file(viewer, found)
    context = {
        "line": project_line(found),
        "file": file,
        "rows": term_lines(file.terms, viewer, at),
        "claims": claim_lines(file.claims, viewer, at),
        "findings": finding_lines(file.findings, viewer, at),
        "at": at,
    }
    return render(request, "supervision/project.html", context)
