"""A project of any city with an underwriter at work, in the regime of that city."""

from datetime import date

from idi_platform.accounts.public import Organisation, OrganisationKind, Role
from idi_platform.registry.public import (
    Building,
    PartyRole,
    ProjectFacts,
    add_party,
    record_milestone,
    register_project,
    register_unit,
)
from idi_platform.tenancy.public import City, District, system_actor, tenant_work
from tests.underwriting.policies import Desk, build_desk
from tests.world import FOUNDED, SINCE, CityWorld, World, member


def desk_in(code: str, **milestones: date) -> Desk:
    """The city's desk; `milestones` are dated facts of its project by kind."""
    city = City.objects.get(code=code)
    place = District.objects.filter(city=city, valid_to=None).first()
    assert place is not None
    bodies = {
        kind: Organisation.objects.create(kind=kind, name_zh=f"{code}{kind.label}", name_en=f"{code} {kind.value}")
        for kind in (OrganisationKind.INSURER, OrganisationKind.BUREAU, OrganisationKind.DEVELOPER)
    }
    insurer, bureau, developer = bodies.values()
    with tenant_work(system_actor(city.pk)) as by:
        facts = ProjectFacts(f"{code}项目", f"{code} project", "一号路 1 号", place)
        project = register_project(facts=facts, by=by, at=FOUNDED)
        for organisation, role in ((insurer, PartyRole.LEAD_INSURER), (developer, PartyRole.DEVELOPER)):
            add_party(project=project, organisation=organisation, role=role, from_on=SINCE, by=by, at=FOUNDED)
        for kind, on in milestones.items():
            record_milestone(project=project, kind=kind, on=on, evidence="test", by=by, at=FOUNDED)
        building = Building.objects.create(city=city, project=project, number="1 幢")
        unit = register_unit(project=project, building=building, number="0301", floor=3, by=by, at=FOUNDED)
    here = CityWorld(
        city=city,
        district=place,
        insurer=insurer,
        bureau=bureau,
        developer=developer,
        owner=member("here-owner", role=Role.OWNER, city=city),
        adjuster=member("here-adjuster", role=Role.ADJUSTER, city=city, organisation=insurer),
        officer=member("here-officer", role=Role.BUREAU, city=city, organisation=bureau),
        project=project,
        building=building,
        unit=unit,
    )
    return build_desk(World(here=here, there=here, operator=member("operator", role=Role.OPERATOR)))
