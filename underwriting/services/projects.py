"""A project as an underwriter enters it: with its developer and itself as lead insurer, and its milestones."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.accounts.public import Organisation, OrganisationKind, Role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import (
    Building,
    Milestone,
    PartyRole,
    Project,
    ProjectFacts,
    add_party,
    record_milestone,
    register_building,
    register_project,
    register_unit,
)
from idi_platform.tenancy.public import Actor
from underwriting.errors import (
    BuildingElsewhere,
    BuildingTwice,
    DateInFuture,
    EvidenceMissing,
    MilestoneTwice,
    NotYourProject,
    NotYourStep,
)
from underwriting.rules.doors import doors_of


@dataclass(frozen=True, slots=True)
class DeveloperFacts:
    """The developer by its unified social credit code; the name is taken when the platform does not know it yet."""

    uscc: str
    name: str


@transaction.atomic
def enter_project(
    *, facts: ProjectFacts, developer: DeveloperFacts, lead_insurer: Organisation, by: Actor, at: datetime
) -> Project:
    """Registers a project with its developer and the underwriter's own insurer as parties from today on.

    Raises:
        NotYourStep: anybody but an underwriter of that insurer.
    """
    if not by.is_system and (by.role != Role.UNDERWRITER or by.organisation_id != lead_insurer.pk):
        raise NotYourStep(rule=_("Lead insurer's underwriter"))
    today = at.astimezone(CIVIL_ZONE).date()
    body, _is_new = Organisation.objects.get_or_create(
        uscc=developer.uscc,
        defaults={"kind": OrganisationKind.DEVELOPER, "name_zh": developer.name, "name_en": developer.name},
    )
    project = register_project(facts=facts, by=by, at=at)
    for organisation, role in ((lead_insurer, PartyRole.LEAD_INSURER), (body, PartyRole.DEVELOPER)):
        add_party(project=project, organisation=organisation, role=role, from_on=today, by=by, at=at)
    return project


@transaction.atomic
def enter_milestone(
    *, project: Project, building: Building | None, kind: str, on: date, evidence: str, by: Actor, at: datetime
) -> Milestone:
    """Records a dated fact of the project or of one building; cover that counts from it is computed anew.

    Raises:
        NotYourStep, NotYourProject, BuildingElsewhere, DateInFuture, EvidenceMissing, MilestoneTwice.
    """
    _require_writer(project, by)
    if building is not None and building.project_id != project.pk:
        raise BuildingElsewhere(field="building", rule=_("Buildings of the project"))
    if on > at.astimezone(CIVIL_ZONE).date():
        raise DateInFuture(field="on", rule=_("A milestone is recorded once it has happened"))
    if not evidence.strip():
        raise EvidenceMissing(field="evidence", rule=_("Document that shows it"))
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk, city_id=by.tenant_id)
    if Milestone.objects.filter(city_id=by.tenant_id, project=project, building=building, kind=kind, on=on).exists():
        raise MilestoneTwice(field="on", rule=_("One entry a day"))
    return record_milestone(
        project=project, building=building, kind=kind, on=on, evidence=evidence.strip(), by=by, at=at
    )


@transaction.atomic
def enter_building(*, project: Project, number: str, floors: int, doors: int, by: Actor, at: datetime) -> Building:
    """Enters a building and its homes, `doors` on each floor, each with a dossier of its own.

    Raises:
        NotYourStep, NotYourProject, BuildingTwice: the project has that number already.
    """
    _require_writer(project, by)
    locked = Project.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=project.pk)
    if Building.objects.filter(city_id=by.tenant_id, project=locked, number=number).exists():
        raise BuildingTwice(field="number", rule=_("One number a building"))
    building = register_building(project=locked, number=number, floors=floors, by=by, at=at)
    for door in doors_of(floors=floors, doors=doors):
        register_unit(project=locked, building=building, number=door.number, floor=door.floor, by=by, at=at)
    return building


def _require_writer(project: Project, by: Actor) -> None:
    if not by.is_system and by.role != Role.UNDERWRITER:
        raise NotYourStep(rule=_("An insurer's underwriter"))
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        raise NotYourProject(rule=_("Parties of the project"))
