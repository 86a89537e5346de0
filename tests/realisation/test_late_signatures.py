"""A contract signed after the day that the city's text names: the policy is issued, and the record says so."""

from datetime import datetime, timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.tenancy.public import acting_as
from policies.public import reasoning
from tests.realisation.cities import FORMED_ON
from tests.realisation.register import each_city, resting_on
from tests.underwriting.cities import desk_in
from tests.underwriting.policies import issued
from tests.world import ZONE
from underwriting.constants import PolicyEvent

SELF = "test_a_contract_signed_too_late_is_put_on_record_with_its_clause"


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("city", each_city(SELF))
def test_a_contract_signed_too_late_is_put_on_record_with_its_clause(city: str) -> None:
    (rule,) = resting_on(SELF, city=city)
    formed_on = FORMED_ON[city]
    passed = {
        "construction_permit_application": formed_on + timedelta(days=1),
        rule.trigger: formed_on - timedelta(days=1),
    }
    desk = desk_in(city, **passed)
    at = datetime.combine(formed_on, datetime.min.time(), ZONE) + timedelta(days=3, hours=10)
    policy = issued(desk, at=at, contract_formed_on=formed_on)
    with acting_as(desk.underwriter.actor()):
        told = Event.objects.get(dossier_id=policy.pk, code=PolicyEvent.IRREGULARITY)
        assert told.payload["milestone"] == rule.trigger
        assert (reasoning(str(told.payload["trace_hash"])) or {})["rule"] == rule.code
