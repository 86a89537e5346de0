"""What lists of findings and reports can be narrowed by: the pages, their files and the API."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from idi_platform.lists.public import ListFilter, SearchFilter, VisibleChoiceFilter
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor

from .constants import DEFECT_RISKS, SERIOUS_RISKS, UNRESOLVED, Element, FindingState, ReportKind, Risk
from .models import Finding, InspectionReport

PROGRESS = [
    ("open", _("To be put right")),
    ("waiting", _("Waiting for verification")),
    ("serious", _("Serious and not closed")),
    ("closed", _("Closed out")),
]
_PROGRESS = {
    "open": Q(state__in=(FindingState.OPEN, FindingState.REOPENED)),
    "waiting": Q(state=FindingState.ANSWERED),
    "serious": Q(state__in=UNRESOLVED, risk__in=SERIOUS_RISKS),
    "closed": Q(state=FindingState.CLOSED),
}
# More digits than a finding has, and than its column holds.
LONGEST_NUMBER = 9
DEFECTS = [("yes", _("Defects only (B to E)")), ("no", _("Without defects (A, R, O)"))]


def projects_of(viewer: Actor) -> QuerySet[Project]:
    return Project.objects.visible_to(viewer).order_by("name_zh")


class FindingFilters(ListFilter):
    q = SearchFilter(label=_("Number or place"), method="with_text")
    progress = ChoiceFilter(
        label=_("Progress"), choices=PROGRESS, empty_label=_("All findings"), method="with_progress"
    )
    risk = ChoiceFilter(label=_("Risk code"), choices=Risk.choices, empty_label=_("All risk codes"))
    element = ChoiceFilter(label=_("Part of the building"), choices=Element.choices, empty_label=_("All parts"))
    defect = ChoiceFilter(label=_("Defect"), choices=DEFECTS, empty_label=_("All"), method="with_defect")
    project = VisibleChoiceFilter(label=_("Project"), chosen_from=projects_of, empty_label=_("All projects"))

    def with_text(self, findings: QuerySet[Finding], _name: str, text: str) -> QuerySet[Finding]:
        number = text.upper().removeprefix("F-").lstrip("0")
        wanted = Q(spot__icontains=text) | Q(project__name_zh__icontains=text)
        if number.isascii() and number.isdigit() and len(number) < LONGEST_NUMBER:
            wanted |= Q(number=int(number))
        return findings.filter(wanted)

    def with_progress(self, findings: QuerySet[Finding], _name: str, progress: str) -> QuerySet[Finding]:
        return findings.filter(_PROGRESS[progress])

    def with_defect(self, findings: QuerySet[Finding], _name: str, defect: str) -> QuerySet[Finding]:
        is_defect = Q(risk__in=DEFECT_RISKS)
        return findings.filter(is_defect if defect == "yes" else ~is_defect)


class ReportFilters(ListFilter):
    q = SearchFilter(label=_("Number or project"), method="with_text")
    kind = ChoiceFilter(label=_("Kind of report"), choices=ReportKind.choices, empty_label=_("All kinds"))
    project = VisibleChoiceFilter(label=_("Project"), chosen_from=projects_of, empty_label=_("All projects"))

    def with_text(self, reports: QuerySet[InspectionReport], _name: str, text: str) -> QuerySet[InspectionReport]:
        return reports.filter(Q(number__icontains=text) | Q(project__name_zh__icontains=text))
