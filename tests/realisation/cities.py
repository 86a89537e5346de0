"""Each city with a day on which its text governs a new project."""

from datetime import date, datetime, time, timedelta

from idi_platform.registry.public import MilestoneKind, record_milestone
from idi_platform.tenancy.public import District, tenant_work
from policies.public import pin
from tests.underwriting.policies import Desk, agree, build_desk, issued
from tests.world import FOUNDED, ZONE, CityWorld, World, build_city
from underwriting.public import InsurancePolicy

# The day of the contract, and of the permit where that decides.
FORMED_ON = {
    "110000": date(2020, 5, 1),
    "330100": date(2024, 5, 1),
    "440700": date(2022, 9, 1),
    "330383": date(2022, 9, 1),
    "310000": date(2026, 6, 1),
}
SILENT = "330383"  # where the city's text has no term of a claim and the nation's law alone has


def small_city(code: str) -> CityWorld:
    """The city with its bodies, one project and one home."""
    district = District.objects.filter(city__code=code, valid_to=None).values_list("code", flat=True)[0]
    return build_city(code=code, district=district, prefix=f"c{code}")


def pinned_city(code: str) -> CityWorld:
    """The same, its project pinned to the city's text."""
    city, formed_on = small_city(code), FORMED_ON[code]
    with tenant_work(city.system) as by:
        anchors = {"contract_formed": formed_on, "construction_permit_application": formed_on}
        assert pin(project_dossier_id=city.project.pk, anchors=anchors, by=by, at=FOUNDED).is_pinned
    return city


def insured_city(code: str) -> tuple[CityWorld, Desk, InsurancePolicy]:
    """The same under a policy whose contract agrees 24 months of defects period, which counts where the text asks."""
    city, formed_on = small_city(code), FORMED_ON[code]
    with tenant_work(city.system) as by:
        permit = MilestoneKind.PERMIT_APPLICATION
        record_milestone(project=city.project, kind=permit, on=formed_on, evidence="test", by=by, at=FOUNDED)
    desk = build_desk(World(here=city, there=city, operator=city.officer))
    at = datetime.combine(formed_on, time(10), ZONE) + timedelta(days=3)
    policy = issued(desk, at=at, contract_formed_on=formed_on)
    agree(desk, policy, at=at)
    return city, desk, policy
