"""A submitted inspection report starts the terms of the city where the site lies."""

import pytest

from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import tenant_work
from tests.realisation.cities import pinned_city
from tests.realisation.register import each_city, resting_on
from tests.riskmgmt.site import build_site, draft_report, submitted

SELF = "test_a_special_report_is_to_be_uploaded_in_its_term"


@pytest.mark.usefixtures("governed")
@pytest.mark.parametrize("jurisdiction", each_city(SELF))
def test_a_special_report_is_to_be_uploaded_in_its_term(jurisdiction: str) -> None:
    (rule,) = resting_on(SELF, city=jurisdiction)
    site = build_site(pinned_city(jurisdiction))
    for kind in ("d5", *(rule.when or {})["report_kind"]):
        report = submitted(site, draft_report(site, kind=kind))
        with tenant_work(site.city.system):
            events = Deadline.objects.filter(rule_id=rule.code, started_by__payload__report=str(report.pk))
            terms = {(row.term_value, row.term_unit, row.obliged_id) for row in events}
        assert rule.term is not None
        expected = set() if kind == "d5" else {(rule.term.value, rule.term.unit, site.tis.pk)}
        assert terms == expected, kind
