"""Claims, findings and projects as a regulator reads them: the rows that lists show and figures count."""

from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from claims.public import Claim, Determination
from idi_platform.deadlines.public import Deadline
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, District
from riskmgmt.public import DEFECT_RISKS, SERIOUS_RISKS, Finding
from underwriting.public import InsurancePolicy, PolicyState

from .constants import AGE_LIMITS, DETERMINED_WITHIN, ENDED_CLAIMS, AgeBand, ClaimStanding, Coverage


def districts(viewer: Actor) -> QuerySet[District]:
    """The districts of the viewer's area."""
    found = District.objects.filter(city_id=viewer.tenant_id)
    return found.filter(pk=viewer.district_id) if viewer.district_id else found


def claims(viewer: Actor) -> QuerySet[Claim]:
    """The claims that the viewer may see; `determined_at` is null while nothing is determined."""
    made = Determination.objects.filter(claim=OuterRef("pk"), determined_at__isnull=False)
    return (
        Claim.objects.visible_to(viewer)
        .select_related("dossier", "insurer", "project", "project__district")
        .annotate(determined_at=Subquery(made.values("determined_at")[:1]))
    )


def claim_standing(standing: ClaimStanding) -> Q:
    has_ended = Q(state__in=ENDED_CLAIMS)
    return has_ended if standing is ClaimStanding.ENDED else ~has_ended


def determined_lately(at: datetime) -> Q:
    """Of rows with `determined_at`: those of the last twelve months."""
    return Q(determined_at__gt=at - DETERMINED_WITHIN, determined_at__lte=at)


def findings(viewer: Actor) -> QuerySet[Finding]:
    """The defects that still wait for somebody. A missing proof (R) and an observation (O) are none (LEGAL.md)."""
    defects = Finding.objects.visible_to(viewer).unresolved().filter(risk__in=DEFECT_RISKS)
    return defects.select_related("project__district", "responsible", "building")


def is_serious() -> Q:
    return Q(risk__in=SERIOUS_RISKS)


def aged(band: AgeBand, at: datetime) -> Q:
    """Findings of this age at that moment."""
    first, second = (at - limit for limit in AGE_LIMITS)
    match band:
        case AgeBand.MONTH:
            return Q(raised_at__gte=first)
        case AgeBand.QUARTER:
            return Q(raised_at__lt=first, raised_at__gte=second)
        case AgeBand.OLDER:
            return Q(raised_at__lt=second)


def terms_of_project(project: object) -> Q:
    """Terms of a project, its homes, policies and claims; `project` is a project, its key or an OuterRef of it."""
    return Q(dossier__parent_project=project) | Q(dossier=project)


def projects(viewer: Actor, at: datetime) -> QuerySet[Project]:
    """The projects of the viewer's area, each with what the viewer's own lists count of it, and its policy's state."""
    policies = InsurancePolicy.objects.visible_to(viewer).exclude(state=PolicyState.DRAFT)
    newest = policies.filter(project=OuterRef("pk")).order_by("-issued_on", "-pk")
    missed = Deadline.objects.visible_to(viewer).driving().missed_by(at).filter(terms_of_project(OuterRef("pk")))
    open_claims = Claim.objects.visible_to(viewer).filter(claim_standing(ClaimStanding.OPEN), project=OuterRef("pk"))
    serious = findings(viewer).filter(is_serious(), project=OuterRef("pk"))
    return (
        Project.objects.visible_to(viewer)
        .select_related("dossier", "district")
        .annotate(
            claims_open=_number_of(open_claims),
            missed=_number_of(missed),
            serious=_number_of(serious),
            policy_state=Coalesce(Subquery(newest.values("state")[:1]), Value(Coverage.NONE.value)),
        )
    )


def _number_of(rows: QuerySet[Claim] | QuerySet[Deadline] | QuerySet[Finding]) -> Coalesce:
    """How many of the rows there are, as a subquery; zero where there is none."""
    counted = rows.select_related(None).order_by().values("city").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
