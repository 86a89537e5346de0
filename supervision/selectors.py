"""What a regulator reads, viewer first: counts and lists of the same rows, so that a figure opens into its cases."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from claims.public import Claim, ClaimState
from idi_platform.accounts.public import Organisation
from idi_platform.deadlines.public import REGULATORY, Basis, Deadline, DeadlineQuerySet
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, District
from idi_platform.ui.public import near_until
from policies.public import parameter_label

from .constants import NEWLY, NEWLY_SHOWN, Coverage, TermStatus
from .statistics import (
    DistrictRow,
    FindingRow,
    PolicyCounts,
    Waiting,
    by_district,
    findings_by_risk_and_age,
    policy_counts,
    times_to_determination,
)

# A status within all visible terms, and one within those missed.
_AMONG_ALL = (TermStatus.RUNNING, TermStatus.SOON, TermStatus.STOPPED, TermStatus.MET)
_AMONG_MISSED = (TermStatus.MISSED, TermStatus.NEW, TermStatus.LATE, TermStatus.MET_LATE)


def terms(viewer: Actor) -> DeadlineQuerySet:
    """The terms that the viewer may see, ready for faces: where two texts set one duty's term, the one that drives."""
    return Deadline.objects.visible_to(viewer).driving().select_related("obliged", "dossier")


def with_status(terms: DeadlineQuerySet, status: TermStatus, *, at: datetime) -> DeadlineQuerySet:
    """Those of `terms` that a figure counts under this status."""
    return (terms.missed_by(at) if status in _AMONG_MISSED else terms).filter(_condition(status, at))


def obliged_bodies(viewer: Actor) -> QuerySet[Organisation]:
    """The bodies that owe, or owed, any term the viewer may see."""
    return Organisation.objects.filter(pk__in=Deadline.objects.visible_to(viewer).values("obliged"))


def terms_of_district(terms: DeadlineQuerySet, district: District) -> DeadlineQuerySet:
    """Those of `terms` whose project lies in the district."""
    projects = Project.objects.filter(city_id=district.city_id, district=district).values("pk")
    return terms.filter(Q(dossier__parent_project__in=projects) | Q(dossier__in=projects))


def duties_owed(viewer: Actor) -> list[str]:
    """The duties of all terms the viewer may see."""
    visible = Deadline.objects.visible_to(viewer).driving()
    return list(visible.order_by("duty").values_list("duty", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One obliged body and its terms by status, its missed ones by basis.

    `late_breaches` are those of LATE that may be called breaches.
    """

    organisation: Organisation
    counts: dict[str, int]
    missed: dict[str, int]
    late_breaches: int


@dataclass(frozen=True, slots=True)
class BasisRow:
    """The missed terms of one basis; only those of a regulatory one may be called breaches."""

    basis: Basis
    missed: int
    is_breach: bool


@dataclass(frozen=True, slots=True)
class DutyRow:
    duty: str
    counts: dict[str, int]

    @property
    def label(self) -> str:
        return parameter_label(self.duty)


@dataclass(frozen=True, slots=True)
class StateRow:
    state: ClaimState
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of one moment: claims by state, terms by status (`totals`), by basis, by obliged body, by duty."""

    at: datetime
    states: list[StateRow]
    totals: dict[str, int]
    bases: list[BasisRow]
    bodies: list[BodyRow]
    duties: list[DutyRow]
    waiting: Waiting
    findings: list[FindingRow]
    districts: list[DistrictRow]
    policies: PolicyCounts
    newly_late: list[Deadline] = field(default_factory=list)

    @property
    def claims(self) -> int:
        return sum(row.count for row in self.states)

    @property
    def projects(self) -> int:
        return sum(row.projects for row in self.districts)

    @property
    def projects_covered(self) -> int:
        return sum(row.coverage[Coverage.ISSUED] for row in self.districts)

    @property
    def breaches(self) -> int:
        return sum(row.missed for row in self.bases if row.is_breach)


def overview(viewer: Actor, *, at: datetime) -> Overview:
    """Everything the overview shows: a constant number of queries, each figure counted by the database."""
    tally = _Tally([*_cells(viewer, _AMONG_ALL, at), *_cells(viewer, _AMONG_MISSED, at)])
    return Overview(
        at=at,
        states=_claims_by_state(viewer),
        totals={status: sum(body[status] for body in tally.bodies.values()) for status in TermStatus.values},
        bases=[BasisRow(basis, tally.missed_by_basis(basis), basis in REGULATORY) for basis in Basis],
        bodies=_body_rows(tally),
        duties=_duty_rows(tally),
        waiting=times_to_determination(viewer, at=at),
        findings=findings_by_risk_and_age(viewer, at=at),
        districts=by_district(viewer, at=at),
        policies=policy_counts(viewer),
        newly_late=_newly_late(viewer, at),
    )


def _condition(status: TermStatus, at: datetime) -> Q:
    match status:
        case TermStatus.MISSED:
            return Q()
        case TermStatus.NEW:
            return Q(due_at__gte=datetime.combine(at.astimezone(CIVIL_ZONE).date(), time.min, CIVIL_ZONE))
        case TermStatus.LATE:
            return Q(closed_at=None)
        case TermStatus.MET_LATE:
            return Q(met_at__isnull=False)
        case TermStatus.RUNNING:
            # A term that stands still runs, if not now: it is open and nobody is late by it.
            return Q(closed_at=None) & (Q(due_at__gt=at) | Q(suspended_since__isnull=False))
        case TermStatus.SOON:
            return Q(closed_at=None, suspended_since=None, due_at__gt=at, due_at__lte=near_until(at))
        case TermStatus.STOPPED:
            return Q(closed_at=None, suspended_since__isnull=False)
        case TermStatus.MET:
            return Q(met_at__lt=F("due_at"))


@dataclass(frozen=True, slots=True)
class _Cell:
    """Counts of one obliged body, basis and duty, by status."""

    obliged: UUID
    basis: str
    duty: str
    counts: dict[str, int]


def _cells(viewer: Actor, statuses: Sequence[TermStatus], at: datetime) -> list[_Cell]:
    """Counts of statuses that share a base. One query."""
    figures = {status.name: Count("pk", filter=_condition(status, at)) for status in statuses}
    visible = Deadline.objects.visible_to(viewer).driving()
    base = visible.missed_by(at) if statuses[0] in _AMONG_MISSED else visible
    rows = base.order_by().values_list("obliged", "basis", "duty").annotate(**figures)
    return [
        _Cell(obliged, basis, duty, dict(zip((status.value for status in statuses), counted, strict=True)))
        for obliged, basis, duty, *counted in rows
    ]


class _Tally:
    """The cells added up along each side."""

    def __init__(self, cells: Iterable[_Cell]) -> None:
        self.bodies: dict[UUID, dict[str, int]] = {}
        self.duties: dict[str, dict[str, int]] = {}
        self.missed: Counter[tuple[UUID, str]] = Counter()
        self.late_breaches: Counter[UUID] = Counter()
        for cell in cells:
            self._add(cell)

    def _add(self, cell: _Cell) -> None:
        body = self.bodies.setdefault(cell.obliged, dict.fromkeys(TermStatus.values, 0))
        duty = self.duties.setdefault(cell.duty, dict.fromkeys(TermStatus.values, 0))
        for status, count in cell.counts.items():
            body[status] += count
            duty[status] += count
        self.missed[cell.obliged, cell.basis] += cell.counts.get(TermStatus.MISSED, 0)
        if cell.basis in REGULATORY:
            self.late_breaches[cell.obliged] += cell.counts.get(TermStatus.LATE, 0)

    def missed_by_basis(self, basis: str) -> int:
        return sum(self.missed[body, basis] for body in self.bodies)


def _body_rows(tally: _Tally) -> list[BodyRow]:
    bodies = Organisation.objects.in_bulk(tally.bodies)
    rows = [
        BodyRow(
            bodies[body],
            counts,
            {basis: tally.missed[body, basis] for basis in Basis.values},
            tally.late_breaches[body],
        )
        for body, counts in tally.bodies.items()
    ]
    return sorted(rows, key=lambda row: (-row.counts[TermStatus.MISSED], row.organisation.name_zh))


def _duty_rows(tally: _Tally) -> list[DutyRow]:
    rows = [DutyRow(duty, counts) for duty, counts in tally.duties.items()]
    return sorted(rows, key=lambda row: (-row.counts[TermStatus.MISSED], row.duty))


def _claims_by_state(viewer: Actor) -> list[StateRow]:
    counted = dict(Claim.objects.visible_to(viewer).order_by().values_list("state").annotate(count=Count("pk")))
    return [StateRow(state, counted.get(state, 0)) for state in ClaimState]


def _newly_late(viewer: Actor, at: datetime) -> list[Deadline]:
    missed = with_status(terms(viewer), TermStatus.MISSED, at=at).filter(due_at__gt=at - NEWLY)
    return list(missed.order_by("-due_at", "pk")[:NEWLY_SHOWN])
