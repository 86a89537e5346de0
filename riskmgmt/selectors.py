"""Reading reports and findings: the viewer first, always through visible_to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload
from idi_platform.organisations.public import charges_of, stood_in_for
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor

from .constants import DEFECT_RISKS, SERIOUS_RISKS, UNRESOLVED, FindingState, PhotographKind, ReportState
from .models import Finding, FindingPhotograph, InspectionReport, Rectification

_FINDING_RELATED = ("project", "building", "unit", "responsible", "report")


def open_findings(viewer: Actor, *, project_id: UUID) -> QuerySet[Finding]:
    """The findings of a project that still wait for somebody, as far as the viewer may see them."""
    return Finding.objects.visible_to(viewer).unresolved().filter(project_id=project_id)


def has_serious_open(viewer: Actor, *, project_id: UUID) -> bool:
    """Whether a serious finding (by default reading: D or E) of the project is not closed yet."""
    return open_findings(viewer, project_id=project_id).filter(risk__in=SERIOUS_RISKS).exists()


def my_drafts(viewer: Actor) -> QuerySet[InspectionReport]:
    """The viewer's unfinished reports on projects that they still inspect, newest first."""
    drafts = InspectionReport.objects.visible_to(viewer).unfinished().filter(started_by_id=viewer.user_id)
    return drafts.select_related("project").order_by("-started_at")


def drafts_to_take_over(viewer: Actor, *, on: date) -> QuerySet[InspectionReport]:
    """The unfinished reports of whom the viewer stands in for that day, to take over; not to read."""
    away = stood_in_for(viewer, on=on)
    drafts = InspectionReport.objects.filter(city_id=viewer.tenant_id, tis_id=viewer.organisation_id).unfinished()
    sites = Project.objects.visible_to(viewer)
    theirs = drafts.filter(started_by__in=away, project__in=sites)
    return theirs.select_related("project", "started_by").order_by("-started_at")


def submitted_reports(viewer: Actor) -> QuerySet[InspectionReport]:
    """Every submitted report that the viewer may see; `findings_count` and `open_count` as they see them."""
    seen = Finding.objects.visible_to(viewer).values("pk")
    return (
        InspectionReport.objects.visible_to(viewer)
        .filter(state=ReportState.SUBMITTED)
        .select_related("project__district", "tis", "prepared_by")
        .annotate(
            findings_count=Count("findings", filter=Q(findings__in=seen)),
            open_count=Count("findings", filter=Q(findings__in=seen, findings__state__in=UNRESOLVED)),
        )
    )


def raised_findings(viewer: Actor) -> QuerySet[Finding]:
    """Every finding of submitted reports that the viewer may see."""
    raised = Finding.objects.visible_to(viewer).exclude(state=FindingState.DRAFT)
    return raised.select_related(*_FINDING_RELATED, "project__district")


def draft_findings(viewer: Actor) -> QuerySet[Finding]:
    """The findings of the viewer's unfinished reports."""
    drafts = Finding.objects.visible_to(viewer).filter(state=FindingState.DRAFT)
    return drafts.select_related(*_FINDING_RELATED).order_by("pk")


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A project as its inspector sees it today: what is open, what waits for a second look, the last visit."""

    project: Project
    open_count: int
    serious_count: int
    waiting_count: int
    last_report: InspectionReport | None
    in_charge: User | None


def my_sites(viewer: Actor) -> list[SiteCard]:
    """The projects that the viewer's body takes part in, whatever waits most first. Four queries."""
    projects = list(Project.objects.visible_to(viewer).select_related("district"))
    unresolved = Q(state__in=UNRESOLVED)
    rows = Finding.objects.visible_to(viewer).order_by().values("project_id")
    counted = {
        row["project_id"]: row
        for row in rows.annotate(
            open=Count("pk", filter=unresolved),
            serious=Count("pk", filter=unresolved & Q(risk__in=SERIOUS_RISKS)),
            waiting=Count("pk", filter=Q(state=FindingState.ANSWERED)),
        )
    }
    last = {
        report.project_id: report
        for report in InspectionReport.objects.visible_to(viewer)
        .filter(state=ReportState.SUBMITTED)
        .order_by("inspected_on", "submitted_at")
    }
    charged = charges_of(viewer, (project.pk for project in projects))
    nothing = {"open": 0, "serious": 0, "waiting": 0}
    cards = [
        SiteCard(project, row["open"], row["serious"], row["waiting"], last.get(project.pk), charged.get(project.pk))
        for project in projects
        for row in [counted.get(project.pk, nothing)]
    ]
    return sorted(cards, key=lambda card: (-card.waiting_count, -card.serious_count, -card.open_count))


def waiting_for_verification(viewer: Actor) -> QuerySet[Finding]:
    """Answered findings, the one that waits longest first."""
    answered = raised_findings(viewer).filter(state=FindingState.ANSWERED)
    return (
        answered.annotate(answered_at=F("rectifications__answered_at"))
        .filter(rectifications__verdict="", rectifications__answered_at__isnull=False)
        .order_by("answered_at", "pk")
    )


def evidence_of(viewer: Actor, finding: Finding) -> list[Upload]:
    """The photographs of the finding as it was found."""
    found = FindingPhotograph.objects.visible_to(viewer).filter(finding=finding, kind=PhotographKind.EVIDENCE)
    return [photograph.upload for photograph in found.select_related("upload")]


def photographs_seen(viewer: Actor) -> Q:
    """The condition on uploads: a photograph of a finding is seen with the finding, not with the whole project."""
    of_a_finding = FindingPhotograph.objects.filter(upload_id=OuterRef("pk"))
    return ~Exists(of_a_finding) | Exists(of_a_finding.visible_to(viewer))


@dataclass(frozen=True, slots=True)
class Round:
    """One answer with its pair of photographs and what the inspection service said to it."""

    rectification: Rectification
    before: list[Upload]
    after: list[Upload]


def rounds_of(viewer: Actor, finding: Finding) -> list[Round]:
    """The answers that were sent, newest first. Two queries."""
    answers = Rectification.objects.visible_to(viewer).filter(finding=finding, answered_at__isnull=False)
    return _with_pairs(viewer, answers.select_related("organisation", "answered_by", "verified_by").order_by("-round"))


def my_answer(viewer: Actor) -> QuerySet[Rectification]:
    """The viewer's unsent answers."""
    mine = Rectification.objects.visible_to(viewer).unsent().filter(started_by_id=viewer.user_id)
    return mine.select_related("finding__project", "finding__building", "finding__unit", "finding__report")


def pair_of(viewer: Actor, answer: Rectification) -> Round:
    """An unsent answer with its photographs."""
    return _with_pairs(viewer, [answer])[0]


def _with_pairs(viewer: Actor, answers: Iterable[Rectification]) -> list[Round]:
    answers = list(answers)
    found = FindingPhotograph.objects.visible_to(viewer).filter(rectification__in=[answer.pk for answer in answers])
    pairs: dict[tuple[UUID | None, str], list[Upload]] = {}
    for photograph in found.select_related("upload"):
        pairs.setdefault((photograph.rectification_id, photograph.kind), []).append(photograph.upload)
    return [
        Round(
            answer,
            pairs.get((answer.pk, PhotographKind.BEFORE), []),
            pairs.get((answer.pk, PhotographKind.AFTER), []),
        )
        for answer in answers
    ]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event of a finding and who did it."""

    event: Event
    organisation: Organisation | None
    person: User | None


def history_of(viewer: Actor, finding: Finding) -> list[HistoryEntry]:
    """What happened to a finding, newest first. Three queries."""
    events = list(
        Event.objects.visible_to(viewer)
        .filter(dossier_id=finding.project_id, payload__finding=str(finding.pk))
        .order_by("-occurred_at", "-pk")
    )
    bodies = Organisation.objects.in_bulk({e.actor_organisation_id for e in events if e.actor_organisation_id})
    people = User.objects.in_bulk({e.actor_user_id for e in events if e.actor_user_id})
    return [
        HistoryEntry(
            event,
            bodies.get(event.actor_organisation_id) if event.actor_organisation_id else None,
            people.get(event.actor_user_id) if event.actor_user_id else None,
        )
        for event in events
    ]


def defect_counts(viewer: Actor) -> dict[str, int]:
    """How many defects of each risk code the viewer sees; R and O are no defects and are not counted."""
    defects = Finding.objects.visible_to(viewer).filter(risk__in=DEFECT_RISKS).exclude(state=FindingState.DRAFT)
    return dict(defects.order_by().values_list("risk").annotate(Count("pk")))
