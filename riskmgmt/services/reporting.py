"""Writing a report on the site: each step is kept as soon as it is taken."""

from datetime import date, datetime, time
from typing import IO, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import Organisation, User
from idi_platform.documents.public import Upload, discard_upload, store_upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Building, Project, Unit
from idi_platform.tenancy.public import Actor
from riskmgmt.constants import MOST_PHOTOGRAPHS, FindingState, PhotographKind
from riskmgmt.errors import (
    InspectedInFuture,
    NotResponsible,
    NotYourProject,
    PlaceElsewhere,
    ReportSubmitted,
    TimesReversed,
    TooManyPhotographs,
)
from riskmgmt.models import Finding, FindingPhotograph, InspectionReport
from riskmgmt.parties import is_inspector_of, possibly_responsible


class ReportFacts(TypedDict, total=False):
    """What an inspector writes about the visit; absent means "as it was"."""

    stage: str
    inspected_on: date | None
    from_time: time | None
    to_time: time | None
    weather: str
    inspectors: str
    parts: str
    summary: str
    risk_analysis: str


class FindingFacts(TypedDict, total=False):
    """What an inspector writes about a finding; absent means "as it was"."""

    building: Building | None
    floor: int | None
    unit: Unit | None
    spot: str
    element: str
    risk: str
    description: str
    advice: str
    standard: str
    responsible: Organisation | None
    due_on: date | None


@transaction.atomic
def start_report(*, project: Project, kind: str, by: Actor, at: datetime) -> InspectionReport:
    """The unfinished report of this inspector, project and kind, or a new one. NotYourProject for anybody else."""
    today = at.astimezone(CIVIL_ZONE).date()
    if by.organisation_id is None or not is_inspector_of(by, project.pk, on=today):
        raise NotYourProject(field="project")
    report, _is_new = InspectionReport.objects.get_or_create(
        city_id=by.tenant_id,
        started_by_id=by.person_id,
        project=project,
        kind=kind,
        state="draft",
        defaults={
            "tis_id": by.organisation_id,
            "started_at": at,
            "inspected_on": today,
            "inspectors": User.objects.get(pk=by.person_id).full_name,
        },
    )
    return report


@transaction.atomic
def save_report(*, report: InspectionReport, by: Actor, at: datetime, **facts: Unpack[ReportFacts]) -> None:
    """Keeps what is known of the visit. InspectedInFuture, TimesReversed, ReportSubmitted. "Today" is civil."""
    locked = _unfinished(report, by=by)
    for name, value in facts.items():
        setattr(locked, name, value)
    check_visit(locked, at=at)
    locked.save(update_fields=list(facts))


def check_visit(report: InspectionReport, *, at: datetime) -> None:
    """What holds for the day and the hours of a visit whether they are saved or submitted."""
    today = at.astimezone(CIVIL_ZONE).date()
    if report.inspected_on is not None and report.inspected_on > today:
        raise InspectedInFuture(field="inspected_on", rule=f"≤ {today.isoformat()}")
    if report.from_time and report.to_time and report.to_time < report.from_time:
        raise TimesReversed(field="to_time", rule=f"≥ {report.from_time:%H:%M}")


@transaction.atomic
def add_finding(*, report: InspectionReport, by: Actor) -> Finding:
    """An empty finding of the draft; the one that was added before and is still untouched is given again."""
    locked = _unfinished(report, by=by)
    untouched = locked.findings.filter(risk="", description="", spot="", element="", photographs=None)
    return untouched.order_by("pk").first() or Finding.objects.create(
        city_id=by.tenant_id, report=locked, project_id=locked.project_id
    )


@transaction.atomic
def save_finding(*, finding: Finding, by: Actor, at: datetime, **facts: Unpack[FindingFacts]) -> None:
    """Keeps what is known of a finding. PlaceElsewhere, NotResponsible, ReportSubmitted."""
    locked = _draft_finding(finding, by=by)
    for name, value in facts.items():
        setattr(locked, name, value)
    names = set(facts)
    if locked.unit is not None:
        locked.building, locked.floor = locked.unit.building, locked.unit.floor
        names |= {"building", "floor"}
    check_place(locked)
    if "responsible" in facts:
        locked.responsible_role = _role_of(locked, on=at.astimezone(CIVIL_ZONE).date())
        names.add("responsible_role")
    locked.save(update_fields=sorted(names))


def check_place(finding: Finding) -> None:
    """Building and home belong to the finding's own project."""
    places = [("building", finding.building), ("unit", finding.unit)]
    for field, place in places:
        if place is not None and place.project_id != finding.project_id:
            raise PlaceElsewhere(field=field)


def _role_of(finding: Finding, *, on: date) -> str:
    """As what the responsible body takes part; NotResponsible when it does not."""
    if finding.responsible is None:
        return ""
    for party in possibly_responsible(finding.city_id, finding.project_id, on=on):
        if party.organisation_id == finding.responsible_id:
            return party.role
    raise NotResponsible(field="responsible")


@transaction.atomic
def remove_finding(*, finding: Finding, by: Actor) -> None:
    """Takes a finding out of the draft, with its photographs, for good."""
    locked = _draft_finding(finding, by=by)
    for photograph in locked.photographs.select_related("upload"):
        discard_upload(upload=photograph.upload, by=by)
    locked.delete()


@transaction.atomic
def add_photograph(*, finding: Finding, file: IO[bytes], filename: str, by: Actor, at: datetime) -> Upload:
    """Keeps one photograph with a draft's finding. TooManyPhotographs, ReportSubmitted, or a refusal of the file."""
    locked = _draft_finding(finding, by=by)
    if locked.photographs.count() >= MOST_PHOTOGRAPHS:
        raise TooManyPhotographs(field="photo", rule=f"≤ {MOST_PHOTOGRAPHS}")
    upload = store_upload(dossier=None, file=file, filename=filename, by=by, at=at)
    FindingPhotograph.objects.create(city_id=by.tenant_id, finding=locked, upload=upload, kind=PhotographKind.EVIDENCE)
    return upload


@transaction.atomic
def remove_photograph(*, finding: Finding, upload_id: UUID, by: Actor) -> None:
    """Takes a photograph out of a draft's finding, for good. Nothing for a photograph of another finding."""
    locked = _draft_finding(finding, by=by)
    photograph = locked.photographs.filter(upload_id=upload_id).select_related("upload").first()
    if photograph is not None:
        discard_upload(upload=photograph.upload, by=by)


def _unfinished(report: InspectionReport, *, by: Actor) -> InspectionReport:
    """The draft, locked: a report that is being submitted is not changed under the writer's hands."""
    drafts = InspectionReport.objects.filter(pk__in=InspectionReport.objects.visible_to(by).values("pk"))
    locked = drafts.unfinished().select_for_update().filter(city_id=by.tenant_id, pk=report.pk).first()
    if locked is None:
        raise ReportSubmitted(field="report")
    return locked


def _draft_finding(finding: Finding, *, by: Actor) -> Finding:
    """The finding of a draft, its report locked."""
    report = _unfinished(finding.report, by=by)
    found = Finding.objects.select_related("building", "unit__building", "responsible").filter(
        city_id=by.tenant_id, pk=finding.pk, report=report, state=FindingState.DRAFT
    )
    if (locked := found.first()) is None:
        raise ReportSubmitted(field="report")
    return locked
