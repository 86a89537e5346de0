"""Reading insurance policies, shares and cover: the viewer first, always through visible_to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from uuid import UUID

from django.db.models import F, Q, QuerySet

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.documents.public import Upload
from idi_platform.organisations.public import bodies_at_work
from idi_platform.privacy.public import retention
from idi_platform.registry.public import Building, Party, PartyRole, Project, Unit
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import term_words
from policies.public import cover_terms, parameter_label

from .constants import INSURANCE_RECORDS, Phase, PolicyState
from .models import CoverWindow, InsurancePolicy, Share
from .rules.phases import phase_of
from .wording import PHASES, PhaseWords


def insurers_here(viewer: Actor, *, on: date) -> QuerySet[Organisation]:
    """Who may bear a share in the viewer's city: insurers at work there that day, and those who bear one already."""
    bearing = Share.objects.filter(city_id=viewer.tenant_id).values("organisation")
    here = Q(pk__in=bodies_at_work(viewer.tenant_id, on=on).values("pk")) | Q(pk__in=bearing)
    return Organisation.objects.filter(here, kind=OrganisationKind.INSURER)


@dataclass(frozen=True, slots=True)
class ShareView:
    """What an insurer bears, exactly, and as a percentage for reading; `before` is what those above it bear."""

    organisation: Organisation
    role: str
    role_label: str
    fraction: Fraction
    from_on: date
    to_on: date | None
    before: Fraction = Fraction(0)

    @property
    def last_on(self) -> date | None:
        """The last day of these shares; none while they run on."""
        return self.to_on - timedelta(days=1) if self.to_on else None

    @property
    def begins_at(self) -> str:
        """Where its part of a bar of 100 begins."""
        return f"{float(self.before * 100):.3f}"

    @property
    def width(self) -> str:
        return f"{float(self.fraction * 100):.3f}"

    @property
    def percent(self) -> str:
        return f"{float(self.fraction * 100):.2f}%"


@dataclass(frozen=True, slots=True)
class CoverWindowView:
    """One component's cover: `first_on` and `last_on` govern (printed, else computed), both days covered.

    `computed_first_on` and `computed_last_on` stand beside printed days. `is_boundary`: `on` is the first or last day.
    `is_open`: the texts leave it to the contract, which has not supplied it.
    """

    id: UUID
    component: str
    label: str
    building: str
    building_id: UUID | None
    anchor_kind: str
    anchor_label: str
    anchor_on: date | None
    first_on: date | None
    last_on: date | None
    computed_first_on: date | None
    computed_last_on: date | None
    is_printed: bool
    is_open: bool
    is_covered: bool
    is_boundary: bool
    clipped_first: bool
    clipped_last: bool
    trace_hash: str
    citation: str
    wait_trace_hash: str
    wait_citation: str
    on: date

    @property
    def has_ended(self) -> bool:
        return self.last_on is not None and self.last_on < self.on

    @property
    def is_coming(self) -> bool:
        return self.first_on is not None and self.on < self.first_on


@dataclass(frozen=True, slots=True)
class Cover:
    """Where a home stands on a day. `developer` is whom to call in the years before cover begins, and `bureau` when
    nobody comes (None in any other phase)."""

    phase: Phase
    policy: InsurancePolicy | None
    developer: Organisation | None
    insurer: Organisation | None
    bureau: Organisation | None = None
    windows: list[CoverWindowView] = field(default_factory=list)

    @property
    def words(self) -> PhaseWords:
        """The phase as a traffic light with a word and a sentence."""
        return PHASES[self.phase]

    @property
    def begins_on(self) -> date | None:
        """The first day any component is covered."""
        return min((window.first_on for window in self.windows if window.first_on), default=None)


def policy_of(project_id: UUID, *, on: date) -> InsurancePolicy | None:
    """The project's policy issued by that day; of several the one issued last. For services: it asks no viewer."""
    issued = InsurancePolicy.objects.filter(project_id=project_id, issued_on__lte=on).exclude(state=PolicyState.DRAFT)
    return issued.select_related("lead_insurer", "dossier").order_by("-issued_on", "-pk").first()


def shares_of(policy: InsurancePolicy, *, on: date) -> list[ShareView]:
    """The insurers' shares in force that day, the lead first. Whoever holds the policy may see them."""
    return _share_views(Share.objects.filter(policy=policy).in_force(on).order_by("role", "pk"))


def share_history(policy: InsurancePolicy) -> list[ShareView]:
    """Every version of the shares, the newest first."""
    return _share_views(Share.objects.filter(policy=policy).order_by("-from_on", "role", "pk"))


def _share_views(shares: QuerySet[Share]) -> list[ShareView]:
    rows = list(shares.select_related("organisation"))
    before = accumulate((row.fraction for row in rows), initial=Fraction(0))
    return [
        ShareView(row.organisation, row.role, row.get_role_display(), row.fraction, row.from_on, row.to_on, begin)
        for row, begin in zip(rows, before, strict=False)
    ]


def cover_of(viewer: Actor, unit: Unit, *, on: date) -> Cover:
    """A home's cover on a day, as far as the viewer may see the home: unknown without a policy, never guessed."""
    windows = [
        row
        for row in CoverWindow.objects.visible_to(viewer)
        .filter(policy__project=unit.project_id)
        .exclude(policy__state=PolicyState.DRAFT)
        .select_related("policy__lead_insurer", "policy__dossier", "building")
        if row.policy.is_issued_by(on)
    ]
    policy = max((row.policy for row in windows), key=lambda policy: (policy.issued_on, policy.pk), default=None)
    own = home_windows([row for row in windows if policy and row.policy_id == policy.pk], unit.building_id)
    phase = phase_of(own, on)
    return Cover(
        phase=phase,
        policy=policy,
        developer=developer_of(unit.project_id, city_id=unit.city_id, on=on),
        insurer=policy.lead_insurer if policy else None,
        bureau=bureau_of(unit.city_id, on=on) if phase == Phase.DEVELOPER else None,
        windows=window_views(own, on=on),
    )


def cover_ends_on(project_id: UUID, *, city_id: int) -> date | None:
    """The last day of the last cover of a project's policies, printed days first; None while one is not known.

    For records that the law keeps so long after the contract has ended: it asks no viewer.
    """
    windows = CoverWindow.objects.filter(city_id=city_id, policy__project=project_id)
    issued = windows.exclude(policy__state=PolicyState.DRAFT).values_list("printed_last_on", "last_on")
    days = [printed or computed for printed, computed in issued]
    return max(day for day in days if day) if days and all(days) else None


def records_kept_until(project_id: UUID, *, city_id: int) -> date | None:
    """The last day that a project's insurance records are kept (Insurance Law 87); None while not known."""
    ends_on = cover_ends_on(project_id, city_id=city_id)
    return retention(INSURANCE_RECORDS).last_day(ends_on) if ends_on else None


def home_windows(windows: Sequence[CoverWindow], building_id: UUID) -> list[CoverWindow]:
    """The windows of a home: its building's own, else those of the whole project."""
    own = {row.component for row in windows if row.building_id == building_id}
    return [
        row
        for row in windows
        if row.building_id == building_id or (row.building_id is None and row.component not in own)
    ]


def window_views(windows: Sequence[CoverWindow], *, on: date) -> list[CoverWindowView]:
    """Windows in words, in the order of the regime's catalogue."""
    if not windows:
        return []
    policy = windows[0].policy
    terms = cover_terms(project_dossier_id=policy.project_id, on=policy.contract_formed_on or on)
    labels = {term.component: term.label for term in terms}
    order = {component: number for number, component in enumerate(labels)}
    ranked = sorted(windows, key=lambda row: (order.get(row.component, len(order)), row.component))
    return [_view(row, labels.get(row.component, row.component), on) for row in ranked]


def _view(row: CoverWindow, label: str, on: date) -> CoverWindowView:
    first_on, last_on = row.starts_on, row.ends_on
    return CoverWindowView(
        id=row.pk,
        component=row.component,
        label=label,
        building=row.building.number if row.building else "",
        building_id=row.building_id,
        anchor_kind=row.anchor_kind,
        anchor_label=row.get_anchor_kind_display() if row.anchor_kind else "",
        anchor_on=row.anchor_on,
        first_on=first_on,
        last_on=last_on,
        computed_first_on=row.first_on,
        computed_last_on=row.last_on,
        is_printed=row.is_printed,
        is_open=row.is_open,
        is_covered=bool(first_on and last_on and first_on <= on <= last_on),
        is_boundary=on in (first_on, last_on),
        clipped_first=row.clipped_first,
        clipped_last=row.clipped_last,
        trace_hash=row.trace_hash,
        citation=row.citation,
        wait_trace_hash=row.wait_trace_hash,
        wait_citation=row.wait_citation,
        on=on,
    )


def developer_of(project_id: UUID, *, city_id: int, on: date) -> Organisation | None:
    """The project's developer that day; in a gap of the register, the last one known."""
    parties = Party.objects.filter(
        city_id=city_id, project_id=project_id, role=PartyRole.DEVELOPER, from_on__lte=on
    ).select_related("organisation")
    last = parties.order_by(F("to_on").desc(nulls_first=True), "-from_on", "-pk").first()
    return last.organisation if last else None


def bureau_of(city_id: int, *, on: date) -> Organisation | None:
    """The city's housing bureau, by its officers of that day; a district's come after the whole city's."""
    officers = Membership.objects.valid_on(on).filter(city_id=city_id, role=Role.BUREAU).select_related("organisation")
    first = officers.order_by(F("district").asc(nulls_first=True), "pk").first()
    return first.organisation if first else None


def policies_of_project(viewer: Actor, project: Project) -> list[InsurancePolicy]:
    return list(
        InsurancePolicy.objects.visible_to(viewer)
        .filter(project=project)
        .select_related("dossier", "project", "lead_insurer")
        .order_by("-issued_on", "-pk")
    )


def parties_on(viewer: Actor, project: Project, *, on: date) -> list[Party]:
    """Who takes part in the project that day."""
    in_force = Q(to_on=None) | Q(to_on__gt=on)
    parties = Party.objects.visible_to(viewer).filter(in_force, project=project, from_on__lte=on)
    return list(parties.select_related("organisation").order_by("role", "organisation__name_zh"))


def policies_list(viewer: Actor) -> QuerySet[InsurancePolicy]:
    return InsurancePolicy.objects.visible_to(viewer).select_related("dossier", "project", "lead_insurer")


def projects_list(viewer: Actor) -> QuerySet[Project]:
    return Project.objects.visible_to(viewer).select_related("dossier", "district")


@dataclass(frozen=True, slots=True)
class BuildingCover:
    """A building in the list of its project: its homes share one cover, which is why it is told once for all."""

    building: Building
    homes: list[Unit]
    phase: Phase
    windows: list[CoverWindowView]

    @property
    def words(self) -> PhaseWords:
        return PHASES[self.phase]


def buildings_of(viewer: Actor, project: Project, *, on: date) -> list[BuildingCover]:
    """The project's buildings, their homes and their cover. A constant number of queries, however many homes."""
    buildings = list(Building.objects.visible_to(viewer).filter(project=project).order_by("number"))
    homes: dict[UUID, list[Unit]] = {building.pk: [] for building in buildings}
    for unit in Unit.objects.visible_to(viewer).filter(project=project).order_by("floor", "number"):
        homes[unit.building_id].append(unit)
    policy = policy_of(project.pk, on=on)
    visible = CoverWindow.objects.visible_to(viewer).filter(policy=policy) if policy else CoverWindow.objects.none()
    windows = list(visible.select_related("policy", "building"))
    views = window_views(windows, on=on)
    found = []
    for building in buildings:
        own = home_windows(windows, building.pk)
        shown = {row.pk for row in own}
        told = [view for view in views if view.id in shown]
        found.append(BuildingCover(building, homes[building.pk], phase_of(own, on), told))
    return found


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of the contract in words."""

    parameter: str
    label: str
    words: str
    anchor: str
    evidence: str
    document: Upload | None


def agreed_terms(policy: InsurancePolicy) -> list[TermView]:
    """What the contract agrees. Whoever holds the policy may see it."""
    return [
        TermView(
            row.parameter,
            parameter_label(row.parameter),
            term_words(row.value, row.unit),
            row.get_anchor_display() if row.anchor else "",
            row.evidence,
            row.document,
        )
        for row in policy.terms.select_related("document")
    ]


def offered_terms(policy: InsurancePolicy, *, on: date) -> list[tuple[str, str]]:
    """What a contract of this project may agree on cover, in words: the period of each component, and the wait."""
    terms = cover_terms(project_dossier_id=policy.project_id, on=policy.contract_formed_on or on)
    asked = dict.fromkeys(name for term in terms for name in (term.wait_parameter, term.parameter))
    return [(name, parameter_label(name)) for name in asked]
