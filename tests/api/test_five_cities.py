"""One report, five cities, through the API: five outcomes, each explained, on days reckoned by hand.

The calendar of 2026: rest 25-27 September (Mid-Autumn) and 1-7 October (National Day); Saturday 10 October is worked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from claims.constants import CONTRACT_CLAUSE
from idi_platform.accounts.public import Membership, Role
from idi_platform.registry.public import record_ownership
from idi_platform.tenancy.public import tenant_work
from tests.api.calling import at, caller, done, picture, send
from tests.underwriting.cities import desk_in
from tests.underwriting.policies import Desk, agree, issued
from tests.world import FOUNDED, ZONE, member

FILED = "2026-09-24T10:00:00+08:00"
REPORT = {
    "place": "bathroom",
    "defect": "water",
    "description": "下雨后天花板滴水。",
    "noticed_on": "2026-09-20",
    "is_dangerous": False,
    "consent": True,
}
pytestmark = pytest.mark.usefixtures("governed", "attacked")
ACCEPTED, APPLIED = "completion_acceptance", "construction_permit_application"


@dataclass(frozen=True)
class Place:
    """What differs between the cities: contract, dated facts, what the contract supplies."""

    code: str
    contract: date
    facts: Mapping[str, date]
    agrees: Mapping[str, Any] | None = None


PLACES = {
    "beijing": Place("110000", date(2020, 5, 1), {ACCEPTED: date(2022, 6, 15)}),
    # 24 months of defects period in the contract: cover since 10 March 2026.
    "jiangmen": Place("440700", date(2022, 9, 1), {ACCEPTED: date(2024, 3, 10)}, agrees={}),
    # Accepted on a leap day: cover since 28 February 2026.
    "longgang": Place("330383", date(2022, 9, 1), {ACCEPTED: date(2024, 2, 29)}),
    "hangzhou": Place("330100", date(2024, 5, 10), {APPLIED: date(2024, 4, 10), ACCEPTED: date(2026, 1, 20)}),
    "shanghai": Place("310000", date(2025, 6, 10), {ACCEPTED: date(2026, 3, 10)}),
}


@dataclass
class Case:
    """A claim followed through the API, each step by the person whose step it is, at that person's moment."""

    desk: Desk
    manager: Membership
    developer: Membership
    evidence: str = ""
    claim: str = ""
    keys: int = field(default=0)

    def send(self, who: Membership, path: str, body: Mapping[str, Any], moment: str) -> Any:
        self.keys += 1
        with at(moment):
            answer: Any = caller(who).post(
                f"/api/v1/{path}", body, content_type="application/json", headers={"Idempotency-Key": f"k{self.keys}"}
            )
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def take(self, who: Membership, step: str, moment: str, **body: Any) -> Any:
        return self.send(who, f"claims/{self.claim}/{step}/", body, moment)

    def read(self, path: str, moment: str, who: Membership | None = None) -> Any:
        with at(moment):
            answer: Any = caller(who or self.desk.here.owner).get(path)
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def terms(self, moment: str) -> dict[str, Any]:
        """The claim's terms as its owner reads them, each with its explanation, by duty."""
        claim = self.read(f"/api/v1/claims/{self.claim}/", moment)
        return {term["duty"]: self.read(term["explanation"], moment) for term in claim["terms"]}


def filed_in(name: str, moment: str = FILED) -> Case:
    """The city's insured project, and the one report filed on its home."""
    place = PLACES[name]
    desk = desk_in(place.code, **place.facts)
    contracted = datetime.combine(place.contract, datetime.min.time(), ZONE).replace(hour=15)
    policy = issued(desk, at=contracted, contract_formed_on=place.contract)
    if place.agrees is not None:
        agree(desk, policy)
    here = desk.here
    with tenant_work(here.system) as by:
        record_ownership(unit=here.unit, owner=here.owner.user, from_on=date(2024, 6, 1), by=by, at=FOUNDED)
    case = Case(
        desk,
        member("manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer),
        member("builder", role=Role.PARTICIPANT, city=here.city, organisation=here.developer),
    )
    with at(moment):
        case.evidence = done(send(here.owner, f"homes/{here.unit.pk}/photographs/", {"photo": picture()}))["id"]
    case.claim = case.send(here.owner, f"homes/{here.unit.pk}/claims/", REPORT, moment)["id"]
    return case


def told(term: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """Rule, article, basis, and both ends: as counted, and after the rest days at the end."""
    clause = term["explanation"]["clause"]
    return (term["rule"], clause["article"], term["basis"], day(term["unrolled_at"]), day(term["due_at"]))


def day(moment: str) -> str:
    """An end is the first instant after a day: midnight, on the civil clock."""
    assert moment.endswith("T00:00:00+08:00")
    return moment[:10]


AT_FILING = {
    # The text ended on 30 April 2024 and is carried for the contract of 2020.
    # Two days: 24 + 2 = Saturday 26 September, in the holiday: Monday 28. Seven days: 1 October, holiday: Thursday 8.
    "beijing": {
        "claims.survey": ("BJ-080", "第二十条", "carried", "2026-09-27", "2026-09-29"),
        "claims.determination.normal": ("BJ-081", "第二十条", "carried", "2026-10-02", "2026-10-09"),
    },
    # No number of days for the survey; seven days as above.
    "jiangmen": {"claims.determination.normal": ("JM-045", "四(八)", "in_force", "2026-10-02", "2026-10-09")},
    # "In time", says the nation's law where the city is silent: a duty without a number, so no clock.
    "longgang": {},
    # The text ended on 28 February 2026 and is carried.
    # Developer's years: told the same day; the visit in three days, Sunday 27 September, holiday: Monday 28.
    "hangzhou": {
        "interim.notify_developer": ("HZ-085", "第二十条", "carried", "2026-09-25", "2026-09-25"),
        "interim.developer_visit": ("HZ-086", "第二十条", "carried", "2026-09-28", "2026-09-29"),
    },
    # The survey is "as agreed", and this contract agrees none.
    "shanghai": {},
}


@pytest.mark.parametrize("name", PLACES)
def test_the_same_report_has_the_terms_of_its_city(name: str) -> None:
    case = filed_in(name)
    terms = case.terms(FILED)
    assert {duty: told(term) for duty, term in terms.items()} == AT_FILING[name]
    for term in terms.values():
        assert term["explanation"]["clause"]["quote"]
        assert term["steps"]
        assert not term["provisional"]


# Why the other terms of a fresh claim do not run: outcome, reason, and the clause that asks without a number.
IN_TIME = ("value", "no_number", "《中华人民共和国保险法》第二十三条")
NO_WORD = ("no_rule", "silence", "")
SILENT_AT_FILING = {
    "beijing": {},
    "jiangmen": {"claims.survey": NO_WORD},
    "longgang": {"claims.survey": NO_WORD, "claims.determination.normal": IN_TIME},
    "hangzhou": {},
    # "As agreed", and this contract agrees nothing.
    "shanghai": {
        "claims.survey": ("value", "no_number", "《上海市住宅工程质量潜在缺陷保险实施细则》第十三条"),
        "claims.determination.normal": IN_TIME,
    },
}


@pytest.mark.parametrize("name", PLACES)
def test_a_term_that_does_not_run_says_why(name: str) -> None:
    case = filed_in(name)
    told = case.read(f"/api/v1/claims/{case.claim}/", FILED)["silences"]
    assert {one["duty"]: (one["outcome"], one["reason"], one["citation"]) for one in told} == SILENT_AT_FILING[name]
    for one in told:
        assert one["explanation"]["hash"] == one["trace_hash"]
        assert one["explanation"]["outcome"] == one["outcome"]


# Filed on Monday 5 March 2029, when every city's cover has begun: no holiday near, and no calendar announced.
IN_2029 = {
    "beijing": {
        "claims.survey": ("BJ-080", "第二十条", "carried", "2029-03-08", "2029-03-08"),
        "claims.determination.normal": ("BJ-081", "第二十条", "carried", "2029-03-13", "2029-03-13"),
    },
    "jiangmen": {"claims.determination.normal": ("JM-045", "四(八)", "in_force", "2029-03-13", "2029-03-13")},
    "longgang": {},
    "hangzhou": {"claims.determination.normal": ("HZ-131", "4.3", "carried", "2029-03-16", "2029-03-16")},
    "shanghai": {},
}


@pytest.mark.parametrize("name", PLACES)
def test_in_2029_every_city_is_the_insurers_and_the_days_are_provisional(name: str) -> None:
    moment = "2029-03-05T10:00:00+08:00"
    terms = filed_in(name, moment).terms(moment)
    assert {duty: told(term) for duty, term in terms.items()} == IN_2029[name]
    assert all(term["provisional"] for term in terms.values())


def surveyed(case: Case) -> None:
    moment = "2026-09-28T09:00:00+08:00"
    case.take(case.desk.here.adjuster, "survey", moment, surveyed_at=moment, present="业主", findings="渗漏")


# Agreed on 29 September: seven days end on 6 October, holiday: Thursday 8; ten end on Friday 9 October, a workday.
AFTER_AGREEMENT = {
    "beijing": ("BJ-084", "第二十条", "carried", "2026-10-07", "2026-10-09"),
    "jiangmen": ("JM-049", "四(八)", "in_force", "2026-10-10", "2026-10-10"),
    "longgang": ("NAT-015", "第二十三条", "national", "2026-10-10", "2026-10-10"),
    "shanghai": ("SH-102", "第十三条", "in_force", "2026-10-10", "2026-10-10"),
}


@pytest.mark.parametrize("name", AFTER_AGREEMENT)
def test_an_agreement_is_performed_within_the_days_of_the_city(name: str) -> None:
    case = filed_in(name)
    surveyed(case)
    adjuster = case.desk.here.adjuster
    case.take(adjuster, "determination", "2026-09-28T10:00:00+08:00", result="covered", words="我们来修。")
    offer = {"form": "repair", "words": "重做防水", "start_on": "2026-10-05"}
    case.take(adjuster, "offer", "2026-09-28T11:00:00+08:00", **offer)
    agreed = "2026-09-29T10:00:00+08:00"
    case.take(case.desk.here.owner, "acceptance", agreed)
    assert told(case.terms(agreed)["claims.performance"]) == AFTER_AGREEMENT[name]


# Approved on 28 September: three days end on 1 October, holiday: Thursday 8.
AFTER_DENIAL = {
    "beijing": ("BJ-085", "第二十条", "carried", "2026-10-02", "2026-10-09"),
    "jiangmen": ("NAT-018", "第二十四条", "national", "2026-10-02", "2026-10-09"),
    "longgang": ("NAT-018", "第二十四条", "national", "2026-10-02", "2026-10-09"),
    "shanghai": ("SH-103", "第十三条", "in_force", "2026-10-02", "2026-10-09"),
}
DENIAL = {
    "result": "not_covered",
    "words": "不在保险范围内。",
    "denied_part": "天花板",
    "reasons": "业主自行改动管道。",
    "clause": CONTRACT_CLAUSE,
    "contract_article": "第九条",
    "contract_quote": "业主自行改动造成的损坏，保险人不负责赔偿。",
}


@pytest.mark.parametrize("name", AFTER_DENIAL)
def test_a_denial_goes_out_within_the_days_of_the_city(name: str) -> None:
    case = filed_in(name)
    surveyed(case)
    told_by = {**DENIAL, "evidence": [case.evidence]}
    case.take(case.desk.here.adjuster, "determination", "2026-09-28T10:00:00+08:00", **told_by)
    approved = "2026-09-28T16:00:00+08:00"
    case.take(case.manager, "approval", approved, reason="属实")
    assert told(case.terms(approved)["claims.denial_notice"]) == AFTER_DENIAL[name]


def test_in_longgang_a_complex_case_has_the_nations_thirty_days() -> None:
    """From 24 September thirty days end on Saturday 24 October: Monday 26."""
    case, moment = filed_in("longgang"), "2026-09-29T10:00:00+08:00"
    case.take(case.desk.here.adjuster, "complexity", moment, reasons="需要第三方检测。")
    found = told(case.terms(moment)["claims.determination.complex"])
    assert found == ("NAT-013", "第二十三条", "national", "2026-10-25", "2026-10-27")


def test_hangzhous_developer_has_looked_in_time() -> None:
    case, moment = filed_in("hangzhou"), "2026-09-26T15:00:00+08:00"
    case.take(case.developer, "repair-visit", moment, visited_at=moment, note="已查看")
    assert case.terms(moment)["interim.developer_visit"]["met_at"] == moment
