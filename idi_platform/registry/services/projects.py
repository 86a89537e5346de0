"""Entering a project, its buildings and homes, its parties and milestones."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import record
from idi_platform.dossiers.public import DossierKind, next_number, open_dossier, project_grants
from idi_platform.registry.errors import DistrictElsewhere
from idi_platform.registry.listeners import tell_of_milestone
from idi_platform.registry.models import Building, Milestone, Ownership, Party, Project, Unit
from idi_platform.tenancy.public import Actor, District


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is written on a project's registration form."""

    name_zh: str
    name_en: str
    address: str
    district: District
    project_type: str = "commodity_housing"


@transaction.atomic
def register_project(*, facts: ProjectFacts, by: Actor, at: datetime) -> Project:
    """Opens the project's dossier and enters it. Raises DistrictElsewhere."""
    check_district(facts.district, by=by)
    dossier = open_dossier(
        kind=DossierKind.PROJECT,
        number=next_number(series="PRJ", by=by, at=at),
        title=facts.name_zh,
        by=by,
        at=at,
    )
    return Project.objects.create(
        dossier=dossier,
        city_id=by.tenant_id,
        name_zh=facts.name_zh,
        name_en=facts.name_en,
        address=facts.address,
        district=facts.district,
        project_type=facts.project_type,
    )


def check_district(district: District, *, by: Actor) -> None:
    """Raises DistrictElsewhere: districts stand outside the wall."""
    if district.city_id != by.tenant_id:
        raise DistrictElsewhere(field="district")


@transaction.atomic
def register_building(*, project: Project, number: str, floors: int | None, by: Actor, at: datetime) -> Building:
    """Enters a building of a project. IntegrityError for a number that the project has already."""
    building = Building.objects.create(city_id=by.tenant_id, project=project, number=number, floors=floors)
    record(
        dossier_id=project.pk,
        code="building_registered",
        by=by,
        at=at,
        payload={"building": str(building.pk), "number": number, "floors": floors},
    )
    return building


@transaction.atomic
def register_unit(
    *,
    project: Project,
    building: Building,
    number: str,
    floor: int | None,
    by: Actor,
    at: datetime,
    is_common: bool = False,
) -> Unit:
    """Opens the home's dossier (一户一档) and enters it. `is_common`: the common parts of the building."""
    title = f"{project.name_zh} {building.number} {number}"
    dossier = open_dossier(
        kind=DossierKind.UNIT,
        number=next_number(series="UNIT", by=by, at=at),
        title=title,
        by=by,
        at=at,
        parent_project=project.dossier,
    )
    return Unit.objects.create(
        dossier=dossier,
        city_id=by.tenant_id,
        project=project,
        building=building,
        number=number,
        floor=floor,
        is_common=is_common,
    )


@transaction.atomic
def add_party(
    *, project: Project, organisation: Organisation, role: str, from_on: date, by: Actor, at: datetime
) -> Party:
    """Records that a body takes part in the project from a day on."""
    party = Party.objects.create(
        city_id=by.tenant_id, project=project, organisation=organisation, role=role, from_on=from_on
    )
    project_grants(dossier_id=project.pk, by=by)
    record(
        dossier_id=project.pk,
        code="party_joined",
        by=by,
        at=at,
        payload={"organisation": str(organisation.pk), "role": role, "from_on": from_on.isoformat()},
    )
    return party


@transaction.atomic
def end_party(*, party: Party, to_on: date, by: Actor, at: datetime) -> None:
    """Records that a body no longer takes part from `to_on` on; one that had not begun is ended on its second day."""
    party.to_on = max(to_on, party.from_on + timedelta(days=1))
    party.save(update_fields=["to_on"])
    project_grants(dossier_id=party.project_id, by=by)
    record(
        dossier_id=party.project_id,
        code="party_left",
        by=by,
        at=at,
        payload={"organisation": str(party.organisation_id), "role": party.role, "to_on": party.to_on.isoformat()},
    )


@transaction.atomic
def record_milestone(
    *, project: Project, kind: str, on: date, evidence: str, by: Actor, at: datetime, building: Building | None = None
) -> Milestone:
    """Records a dated fact with its evidence; what is counted from it reads it from here."""
    milestone = Milestone.objects.create(
        city_id=by.tenant_id, project=project, building=building, kind=kind, on=on, evidence=evidence
    )
    record(
        dossier_id=project.pk,
        code="milestone_recorded",
        by=by,
        at=at,
        payload={
            "kind": kind,
            "on": on.isoformat(),
            "evidence": evidence,
            "building": str(building.pk) if building else None,
        },
    )
    tell_of_milestone(milestone, by=by, at=at)
    return milestone


@transaction.atomic
def record_ownership(*, unit: Unit, owner: User, from_on: date, by: Actor, at: datetime) -> Ownership:
    """Records that a person owns the home from a day on."""
    ownership = Ownership.objects.create(city_id=by.tenant_id, unit=unit, owner=owner, from_on=from_on)
    record(
        dossier_id=unit.pk,
        code="ownership_recorded",
        by=by,
        at=at,
        payload={"owner": str(owner.pk), "from_on": from_on.isoformat()},
    )
    return ownership
