"""What the insurance contract agrees: within the text's bounds it counts, outside them it is set aside and said."""

from datetime import date
from typing import Any

import pytest

from idi_platform.deadlines.public import Basis, Deadline
from idi_platform.tenancy.public import acting_as, tenant_work
from policies.public import reasoning
from tests.claims.path import Path, manager_of
from tests.claims.reports import filed
from tests.realisation.cities import insured_city
from tests.realisation.steps import FILED, agreed
from tests.underwriting.policies import agree

pytestmark = pytest.mark.usefixtures("governed")


@pytest.mark.parametrize(
    ("city", "agreed_term", "component", "rule"),
    [
        pytest.param(
            "440700",
            {"parameter": "defect_liability_period.max", "value": 30, "unit": "month"},
            "structure",
            "JM-025",
            marks=pytest.mark.shows("JM-025"),
        ),
        pytest.param(
            "330100",
            {"parameter": "coverage.additional.period", "value": 1, "unit": "year"},
            "additional",
            "HZ-029",
            marks=pytest.mark.shows("HZ-029"),
        ),
    ],
)
def test_what_a_contract_agrees_out_of_bounds_is_set_aside(
    city: str, agreed_term: dict[str, Any], component: str, rule: str
) -> None:
    _city, desk, policy = insured_city(city)
    agree(desk, policy, **agreed_term)
    with acting_as(desk.underwriter.actor()):
        window = policy.cover_windows.get(component=component)
        told = [reasoning(hashed) or {} for hashed in (window.trace_hash, window.wait_trace_hash)]
    took = {layer["took"] for each in told if each["rule"] == rule for layer in each["layers"]}
    assert "non_conforming" in took


def claim_under(city: str, **term: Any) -> Path:
    """A claim of a home whose policy agrees the term."""
    here, desk, policy = insured_city(city)
    agree(desk, policy, obliged="insurer", evidence="第十二条", **term)
    claim = filed(here, at=FILED, photographs=1, noticed_on=date(2026, 7, 1))
    return Path(here, claim, manager_of(here))


def started(path: Path, duty: str) -> Deadline:
    with tenant_work(path.city.system):
        return Deadline.objects.get(dossier_id=path.claim.pk, duty=duty)


@pytest.mark.shows("JM-051", "NAT-016")
def test_a_term_of_the_contract_runs_instead_of_a_longer_one() -> None:
    path = claim_under("440700", parameter="claims.performance", value=5, unit="day")
    agreed(path)
    running = started(path, "claims.performance")
    assert (running.term_value, running.term_unit, running.basis) == (5, "day", Basis.CONTRACT)


@pytest.mark.shows("SH-101")
def test_a_survey_as_agreed_runs_as_the_contract_says() -> None:
    path = claim_under("310000", parameter="claims.survey", value=2, unit="day")
    running = started(path, "claims.survey")
    assert (running.term_value, running.term_unit, running.basis) == (2, "day", Basis.CONTRACT)
