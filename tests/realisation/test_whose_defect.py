"""The same defect in each city: the developer's to repair while its years last, the insurer's once cover runs."""

from datetime import date, datetime, timedelta

import pytest

from claims.constants import ClaimState
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import filed
from tests.realisation.cities import insured_city
from tests.realisation.register import each_city
from tests.world import ZONE

SELF = "test_a_defect_is_the_developers_before_cover_and_the_insurers_from_its_first_day"
# Two years after the acceptance of the small world.
FIRST_DAY = datetime(2026, 3, 10, 9, tzinfo=ZONE)


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("jurisdiction", each_city(SELF))
def test_a_defect_is_the_developers_before_cover_and_the_insurers_from_its_first_day(jurisdiction: str) -> None:
    city, _desk, _policy = insured_city(jurisdiction)
    states = {}
    for place, at in (("bathroom", FIRST_DAY - timedelta(days=2)), ("roof", FIRST_DAY)):
        claim = filed(city, at=at, photographs=1, noticed_on=date(2026, 3, 1), place=place)
        with tenant_work(city.system):
            claim.refresh_from_db()
            states[place] = (claim.state, claim.developer_id, claim.insurer_id)
    assert states["bathroom"] == (ClaimState.WITH_DEVELOPER, city.developer.pk, city.insurer.pk)
    assert states["roof"] == (ClaimState.FILED, None, city.insurer.pk)
