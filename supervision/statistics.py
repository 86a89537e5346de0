"""Figures of the overview beside the terms: times to determination, findings, districts, policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, Expression, ExpressionWrapper, F, Q, Sum

from claims.public import Claim, Determination
from idi_platform.tenancy.public import Actor, District
from riskmgmt.public import DEFECT_RISKS, Risk
from underwriting.public import InsurancePolicy, PolicyState

from .cases import aged, determined_lately, districts, findings, projects
from .constants import SMALLEST_SAMPLE, AgeBand, Coverage

_DAY = timedelta(days=1)


class Percentile(Aggregate):
    """PostgreSQL's percentile_cont: between two values it takes the part between them."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Expression, *, fraction: float) -> None:
        super().__init__(expression, fraction=fraction, output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Waiting:
    """Days from filing to determination. Without median and p90 where they would speak of too few claims."""

    number: int
    median: float | None
    p90: float | None


def times_to_determination(viewer: Actor, *, at: datetime) -> Waiting:
    """Over the claims determined in the last twelve months. One query."""
    made = Determination.objects.filter(determined_lately(at), claim__in=Claim.objects.visible_to(viewer))
    lasted = ExpressionWrapper(F("determined_at") - F("claim__filed_at"), DurationField())
    found = made.order_by().aggregate(
        number=Count("pk"), median=Percentile(lasted, fraction=0.5), p90=Percentile(lasted, fraction=0.9)
    )
    if found["number"] < SMALLEST_SAMPLE:
        return Waiting(found["number"], None, None)
    return Waiting(found["number"], _days(found["median"]), _days(found["p90"]))


def _days(lasted: timedelta) -> float:
    return round(lasted / _DAY, 1)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """The defects of one risk code that wait for somebody, by how long they have."""

    risk: Risk
    ages: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.ages.values())


def findings_by_risk_and_age(viewer: Actor, *, at: datetime) -> list[FindingRow]:
    """One query; the worst code first, and those without a finding as well."""
    ages = {band.name: Count("pk", filter=aged(band, at)) for band in AgeBand}
    rows = findings(viewer).select_related(None).order_by().values_list("risk").annotate(**ages)
    counted = {risk: dict(zip(AgeBand.values, numbers, strict=True)) for risk, *numbers in rows}
    worst_first = sorted((risk for risk in Risk if risk in DEFECT_RISKS), reverse=True)
    return [FindingRow(risk, counted.get(risk, dict.fromkeys(AgeBand.values, 0))) for risk in worst_first]


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district's projects, by cover, and what their rows in the list of projects add up to."""

    district: District
    projects: int
    coverage: dict[str, int]
    claims_open: int
    missed: int
    serious: int


def by_district(viewer: Actor, *, at: datetime) -> list[DistrictRow]:
    """The districts with a project, in the order of their codes. Two queries."""
    figures = (Count("pk"), Sum("claims_open"), Sum("missed"), Sum("serious"))
    covers = [Count("pk", filter=Q(policy_state=cover.value)) for cover in Coverage]
    names = ("number", "all_claims", "all_missed", "all_serious", *Coverage.names)
    rows = (
        projects(viewer, at)
        .select_related(None)
        .order_by()
        .values_list("district")
        .annotate(**dict(zip(names, (*figures, *covers), strict=True)))
    )
    counted = {district: numbers for district, *numbers in rows}
    return [
        _district_row(district, counted[district.pk])
        for district in districts(viewer).order_by("code").filter(pk__in=counted)
    ]


def _district_row(district: District, numbers: Sequence[int]) -> DistrictRow:
    number, open_claims, missed, serious, *covers = numbers
    return DistrictRow(district, number, dict(zip(Coverage.values, covers, strict=True)), open_claims, missed, serious)


@dataclass(frozen=True, slots=True)
class PolicyCounts:
    """Insurance policies that were issued, and of them those that have ended since."""

    issued: int
    ended: int


def policy_counts(viewer: Actor) -> PolicyCounts:
    visible = InsurancePolicy.objects.visible_to(viewer)
    counted = dict(visible.order_by().values_list("state").annotate(number=Count("pk")))
    return PolicyCounts(counted.get(PolicyState.ISSUED, 0), counted.get(PolicyState.ENDED, 0))
