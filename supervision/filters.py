"""What a regulator's lists can be narrowed by: their pages, their files and the API."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from claims.public import Claim, ClaimState
from idi_platform.accounts.public import Organisation
from idi_platform.deadlines.public import Basis, DeadlineQuerySet
from idi_platform.lists.public import ListFilter, SearchFilter, VisibleChoiceFilter
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, District
from policies.public import parameter_label
from riskmgmt.public import DEFECT_RISKS, Finding, Risk
from supervision.cases import aged, claim_standing, determined_lately, districts, is_serious, terms_of_project
from supervision.constants import AgeBand, ClaimStanding, Coverage, TermStatus
from supervision.selectors import duties_owed, obliged_bodies, terms_of_district, with_status

DETERMINED = [("lately", _("In the last 12 months"))]
GRAVITY = [("serious", _("Serious (D or E)"))]


def projects_of(viewer: Actor) -> QuerySet[Project]:
    return Project.objects.visible_to(viewer).order_by("name_zh")


def insurers_of(viewer: Actor) -> QuerySet[Organisation]:
    """The lead insurers of the claims the viewer may see."""
    return Organisation.objects.filter(pk__in=Claim.objects.visible_to(viewer).values("insurer"))


class TermFilters(ListFilter):
    status = ChoiceFilter(
        label=_("Status"), choices=TermStatus.choices, empty_label=_("All terms"), method="having_status"
    )
    obliged = VisibleChoiceFilter(label=_("Obliged party"), chosen_from=obliged_bodies, empty_label=_("All bodies"))
    basis = ChoiceFilter(label=_("Basis"), choices=Basis.choices, empty_label=_("All bases"))
    duty = ChoiceFilter(label=_("Duty"), choices=(), empty_label=_("All duties"))
    district = VisibleChoiceFilter(
        label=_("District"), chosen_from=districts, empty_label=_("All districts"), method="in_district"
    )
    project = VisibleChoiceFilter(
        label=_("Project"), chosen_from=projects_of, empty_label=_("All projects"), method="of_project"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only duties that stand in the list: the vocabulary knows hundreds of questions.
        self.filters["duty"].extra["choices"] = [(duty, parameter_label(duty)) for duty in duties_owed(self.viewer)]

    def having_status(self, terms: DeadlineQuerySet, _name: str, status: str) -> DeadlineQuerySet:
        return with_status(terms, TermStatus(status), at=self.at)

    def in_district(self, terms: DeadlineQuerySet, _name: str, district: District) -> DeadlineQuerySet:
        return terms_of_district(terms, district)

    def of_project(self, terms: DeadlineQuerySet, _name: str, project: Project) -> DeadlineQuerySet:
        return terms.filter(terms_of_project(project.pk))


class ClaimFilters(ListFilter):
    q = SearchFilter(label=_("Number or address"), method="with_text")
    standing = ChoiceFilter(
        label=_("Progress"), choices=ClaimStanding.choices, empty_label=_("All claims"), method="standing_so"
    )
    state = ChoiceFilter(label=_("State"), choices=ClaimState.choices, empty_label=_("All states"))
    determined = ChoiceFilter(
        label=_("Determined"), choices=DETERMINED, empty_label=_("At any time, or not yet"), method="determined_then"
    )
    insurer = VisibleChoiceFilter(label=_("Lead insurer"), chosen_from=insurers_of, empty_label=_("All insurers"))
    district = VisibleChoiceFilter(
        label=_("District"), chosen_from=districts, empty_label=_("All districts"), field_name="project__district"
    )
    project = VisibleChoiceFilter(label=_("Project"), chosen_from=projects_of, empty_label=_("All projects"))

    def with_text(self, claims: QuerySet[Claim], _name: str, text: str) -> QuerySet[Claim]:
        return claims.filter(Q(dossier__number__icontains=text) | Q(dossier__title__icontains=text))

    def standing_so(self, claims: QuerySet[Claim], _name: str, standing: str) -> QuerySet[Claim]:
        return claims.filter(claim_standing(ClaimStanding(standing)))

    def determined_then(self, claims: QuerySet[Claim], _name: str, _value: str) -> QuerySet[Claim]:
        return claims.filter(determined_lately(self.at))


class FindingFilters(ListFilter):
    gravity = ChoiceFilter(label=_("Gravity"), choices=GRAVITY, empty_label=_("All defects"), method="as_grave")
    risk = ChoiceFilter(
        label=_("Risk code"),
        choices=[(risk.value, risk.label) for risk in Risk if risk in DEFECT_RISKS],
        empty_label=_("All risk codes"),
    )
    age = ChoiceFilter(label=_("Open for"), choices=AgeBand.choices, empty_label=_("Any time"), method="that_old")
    district = VisibleChoiceFilter(
        label=_("District"), chosen_from=districts, empty_label=_("All districts"), field_name="project__district"
    )
    project = VisibleChoiceFilter(label=_("Project"), chosen_from=projects_of, empty_label=_("All projects"))

    def as_grave(self, findings: QuerySet[Finding], _name: str, _value: str) -> QuerySet[Finding]:
        return findings.filter(is_serious())

    def that_old(self, findings: QuerySet[Finding], _name: str, age: str) -> QuerySet[Finding]:
        return findings.filter(aged(AgeBand(age), self.at))


class ProjectFilters(ListFilter):
    q = SearchFilter(label=_("Number, name or address"), method="with_text")
    district = VisibleChoiceFilter(label=_("District"), chosen_from=districts, empty_label=_("All districts"))
    cover = ChoiceFilter(
        label=_("Insurance policy"), choices=Coverage.choices, empty_label=_("All"), field_name="policy_state"
    )

    def with_text(self, projects: QuerySet[Project], _name: str, text: str) -> QuerySet[Project]:
        wanted = Q(dossier__number__icontains=text) | Q(address__icontains=text)
        return projects.filter(wanted | Q(name_zh__icontains=text) | Q(name_en__icontains=text))
