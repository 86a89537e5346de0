"""A claim on its path in each city: its steps start the terms of the city's own text, with the days it names."""

import pytest

from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import tenant_work
from tests.realisation.cities import SILENT, pinned_city
from tests.realisation.register import NATION, each_city, resting_on
from tests.realisation.steps import agreed, declared_complex, denied, paths

SELF = "test_each_step_of_a_claim_starts_the_terms_of_its_city"


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("jurisdiction", each_city(SELF))
def test_each_step_of_a_claim_starts_the_terms_of_its_city(jurisdiction: str) -> None:
    city = pinned_city(SILENT if jurisdiction == NATION else jurisdiction)
    first, second, third = paths(city)
    agreed(first)
    denied(second)
    declared_complex(third)
    with tenant_work(city.system):
        started = {
            row.rule_id: (row.term_value, row.term_unit, row.term_direction, row.obliged_id)
            for row in Deadline.objects.filter(dossier__in=[path.claim.pk for path in (first, second, third)])
        }
    for rule in resting_on(SELF, city=jurisdiction):
        assert rule.term is not None
        term = (rule.term.value, rule.term.unit, rule.term.direction)
        assert started.get(rule.code) == (*term, city.insurer.pk), rule.code
