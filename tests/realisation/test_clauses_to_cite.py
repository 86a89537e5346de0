"""What the text says of cover is on the page of whoever decides: each clause is there to be chosen, word for word."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from idi_platform.tenancy.public import business_now
from tests.claims.path import Path, manager_of
from tests.claims.reports import filed, signed_in
from tests.realisation.cities import pinned_city
from tests.realisation.register import each_city, resting_on

SELF = "test_whoever_decides_a_claim_is_offered_each_clause_of_the_text"


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("jurisdiction", each_city(SELF))
def test_whoever_decides_a_claim_is_offered_each_clause_of_the_text(jurisdiction: str) -> None:
    city, now = pinned_city(jurisdiction), business_now()
    claim = filed(city, at=now - timedelta(hours=5), photographs=1, noticed_on=date(2026, 7, 1))
    Path(city, claim, manager_of(city)).survey(now - timedelta(hours=4))
    answer = signed_in(city.adjuster).get(reverse("claims:case", args=[claim.pk]))
    body = answer.content.decode()
    for rule in resting_on(SELF, city=jurisdiction):
        assert f'value="{rule.code}"' in body, rule.code
        assert rule.quote in body, rule.code
