"""Times to determination and findings, against a count by hand."""

from datetime import timedelta

import pytest
from django.test import Client

from claims.models import Determination
from idi_platform.tenancy.public import tenant_work
from riskmgmt.models import Finding, InspectionReport
from supervision.constants import SMALLEST_SAMPLE
from supervision.selectors import Overview, overview
from tests.supervision.cases import NOW, file_claim
from tests.world import CityWorld, World


def determine(city: CityWorld, *, days: int, ago: int = 1) -> None:
    """A claim determined so many days ago, so many days after it was filed."""
    made_at = NOW - timedelta(days=ago)
    claim = file_claim(city, at=made_at - timedelta(days=days), state="determined")
    with tenant_work(city.system):
        Determination.objects.create(
            city=city.city,
            claim=claim,
            result="covered",
            words="Covered.",
            prepared_by=city.officer.user,
            prepared_at=made_at,
            determined_at=made_at,
        )


def seen_by(world: World) -> Overview:
    with tenant_work(world.here.officer.actor()) as viewer:
        return overview(viewer, at=NOW)


def test_median_and_ninetieth_part_of_the_days_to_determination(world: World) -> None:
    for days in (1, 2, 3, 4, 10):
        determine(world.here, days=days)
    determine(world.here, days=99, ago=400)
    determine(world.there, days=50)
    waiting = seen_by(world).waiting
    assert (waiting.number, waiting.median, waiting.p90) == (5, 3.0, 7.6)


def test_of_too_few_claims_no_median_is_told(world: World) -> None:
    for _ in range(SMALLEST_SAMPLE - 1):
        determine(world.here, days=3)
    waiting = seen_by(world).waiting
    assert (waiting.number, waiting.median, waiting.p90) == (SMALLEST_SAMPLE - 1, None, None)


def test_the_list_of_determined_claims_is_as_long_as_the_figure(client: Client, world: World, now: None) -> None:
    determine(world.here, days=3)
    determine(world.here, days=3, ago=400)
    client.force_login(world.here.officer.user)
    (line,) = client.get("/supervision/claims/", {"determined": "lately"}).context["lines"]
    assert line.days == 3


@pytest.fixture
def findings(world: World) -> World:
    """One report with findings of each kind."""
    kinds = [("D", "open", 5), ("D", "answered", 60), ("B", "reopened", 200), ("R", "open", 5), ("O", "noted", 5)]
    with tenant_work(world.here.system):
        report = InspectionReport.objects.create(
            city=world.here.city,
            project=world.here.project,
            tis=world.here.insurer,
            kind="d5",
            stage="structure",
            state="submitted",
            number="TIS-1",
            inspected_on=NOW.date(),
            summary="All seen.",
            started_by=world.here.officer.user,
            started_at=NOW,
            prepared_by=world.here.officer.user,
            submitted_at=NOW,
        )
        for number, (risk, state, days) in enumerate(kinds, start=1):
            Finding.objects.create(
                city=world.here.city,
                report=report,
                project=world.here.project,
                number=number,
                risk=risk,
                state=state,
                description="A crack.",
                responsible=None if state == "noted" else world.here.insurer,
                raised_at=NOW - timedelta(days=days),
            )
    return world


def test_defects_are_counted_by_risk_and_age_without_what_is_none(findings: World) -> None:
    counted = {row.risk.value: list(row.ages.values()) for row in seen_by(findings).findings}
    assert counted == {"E": [0, 0, 0], "D": [1, 1, 0], "C": [0, 0, 0], "B": [0, 0, 1]}
    assert seen_by(findings).districts[0].serious == 2


def test_every_figure_of_findings_opens_into_as_many(client: Client, findings: World, now: None) -> None:
    client.force_login(findings.here.officer.user)
    tables = {table.key: table for table in client.get("/supervision/").context["tables"]}
    figures = [figure for row in tables["findings"].rows for figure in row.figures if figure.value]
    assert len(figures) == 5
    for figure in figures:
        assert len(client.get(figure.href).context["lines"]) == figure.value
