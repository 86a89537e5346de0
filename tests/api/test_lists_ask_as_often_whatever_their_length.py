"""The number of queries of a list does not grow with its rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from idi_platform.accounts.public import Membership, Role
from idi_platform.registry.public import PartyRole, ProjectFacts, add_party, register_project, register_unit
from idi_platform.tenancy.public import tenant_work
from riskmgmt.constants import ReportKind, Risk
from tests.api.calling import caller
from tests.claims.reports import filed
from tests.riskmgmt.site import AT, Site, build_site, draft_report, submitted, with_finding
from tests.world import FOUNDED, SINCE, World, member
from underwriting.public import PolicyFacts, enter_policy

Grow = Callable[[], object]


@pytest.fixture
def site(world: World, settings: Settings, tmp_path: Path) -> Site:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return build_site(world.here)


@pytest.fixture
def underwriter(site: Site) -> Membership:
    here = site.city
    return member("here-underwriter", role=Role.UNDERWRITER, city=here.city, organisation=here.insurer)


def one_more(site: Site, underwriter: Membership) -> dict[str, tuple[Membership, Grow]]:
    """Each list with who reads it, and how to make one more row of it."""
    here, numbers = site.city, iter(range(1, 100))
    kinds = iter(ReportKind)

    def project() -> None:
        with tenant_work(here.system) as by:
            facts = ProjectFacts(f"项目{next(numbers)}", "", "一号路", here.district)
            made = register_project(facts=facts, by=by, at=FOUNDED)
            add_party(
                project=made, organisation=here.insurer, role=PartyRole.LEAD_INSURER, from_on=SINCE, by=by, at=FOUNDED
            )

    def home() -> None:
        with tenant_work(here.system) as by:
            number = f"{next(numbers):04d}"
            register_unit(project=here.project, building=here.building, number=number, floor=1, by=by, at=FOUNDED)

    def policy() -> None:
        with tenant_work(underwriter.actor()) as by:
            facts = PolicyFacts(policy_number=str(next(numbers)), contract_formed_on=date(2022, 9, 1))
            enter_policy(project=here.project, lead_insurer=here.insurer, facts=facts, by=by, at=AT)

    def report() -> None:
        draft = draft_report(site, kind=next(kinds), risk_analysis="评估")
        with_finding(site, draft, risk=Risk.OBSERVATION, photographs=0)
        submitted(site, draft)

    return {
        "projects": (underwriter, project),
        "homes": (underwriter, home),
        "insurance-policies": (underwriter, policy),
        "inspection-reports": (here.officer, report),
        "findings": (here.officer, report),
        "claims": (here.adjuster, lambda: filed(here)),
    }


@pytest.mark.parametrize(
    "name", ["projects", "homes", "insurance-policies", "inspection-reports", "findings", "claims"]
)
def test_three_rows_cost_what_one_costs(site: Site, underwriter: Membership, name: str) -> None:
    who, grow = one_more(site, underwriter)[name]

    def asked() -> tuple[int, int]:
        client = caller(who)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(f"/api/v1/{name}/").json()
        return len(answer["results"]), len(queries)

    grow()
    rows, queries = asked()
    grow()
    grow()
    assert asked() == (rows + 2, queries)
