"""The terms of Shanghai and Longgang as a reader finds them, which of them run as clocks, and who fills a silence."""

from datetime import date, datetime

import pytest

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.public import Direction, Term, Unit
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.legal_clock import compute
from policies.rules.pack import Span
from policies.rules.regime import ContractTerm, Regime
from policies.rules.resolve import MissingFact, resolve, resolve_event
from tests.packs import pack_of
from tests.policies.regimes import compiled, hangzhou, jiangmen, nation, printed, regime

PACKED = ("shanghai-2025", "longgang-trial")
RULES = {rule.code: (place.code, rule) for code in PACKED for place, rule in pack_of(code).rules}
SHANGHAI = regime(*nation(), printed("shanghai-2025"))
LONGGANG = regime(*nation(), compiled(pack_of("longgang-trial"), date(2021, 6, 1)))
JIANGMEN = regime(*nation(), jiangmen(date(2022, 4, 1)))
HANGZHOU = regime(*nation(), *hangzhou())
WHERE = {
    "shanghai-2025": SHANGHAI,
    "longgang-trial": LONGGANG,
    "jiangmen-2022": JIANGMEN,
    "hangzhou-2024": HANGZHOU,
}
ON = date(2026, 9, 24)
PARENT = "沪建规范联〔2024〕4号"
CALENDAR = load_calendars()


def after(value: int, unit: str, *, roll: bool) -> Span:
    return Span(value, unit, "after", roll=roll)


def before(value: int, unit: str) -> Span:
    return Span(value, unit, "before", roll=False)


@pytest.mark.parametrize(
    ("code", "article", "actor", "trigger", "term"),
    [
        ("SH-029", "第六条", "insurer", "policy_issued", after(3, "working_day", roll=False)),
        ("SH-035", "第七条(二)", "insurer", "briefing_held", after(3, "working_day", roll=False)),
        ("SH-039", "第七条(四)", "insurer", "final_report_issued", after(3, "working_day", roll=False)),
        ("SH-042", "第七条(五)", "insurer", "notice_delivered_to_developer", after(3, "working_day", roll=False)),
        ("SH-044", "第七条(七)", "insurer", "liability_start", before(2, "month")),
        ("SH-045", "第七条(七)", "contractor", "completion_filing", after(2, "year", roll=False)),
        ("SH-054", "第八条(三)", "rmo", "report_completed", after(3, "working_day", roll=False)),
        ("SH-061", "第九条(一)4", "developer", "unit_acceptance_or_preview", before(10, "working_day")),
        ("SH-065", "第九条(一)6", "developer", "liability_start", before(2, "month")),
        ("SH-068", "第九条(一)7", "developer", "liability_start", before(1, "month")),
        ("SH-084", "第九条(五)2", "laboratory", "test_result_obtained", after(24, "hour", roll=False)),
        ("SH-085", "第九条(五)2", "laboratory", "test_result_obtained", after(12, "hour", roll=False)),
        ("SH-102", "第十三条", "insurer", "compensation_agreement_reached", after(10, "day", roll=True)),
        ("SH-103", "第十三条", "insurer", "determination_made", after(3, "day", roll=True)),
        ("SH-104", "第十四条", "insurer", "repair_completed", after(180, "day", roll=False)),
        ("LG-010", "三(一)", "insurer", "liability_start", after(10, "year", roll=False)),
        ("LG-011", "三(一)", "insurer", "liability_start", after(6, "year", roll=False)),
        ("LG-012", "三(一)", "insurer", "liability_start", after(2, "year", roll=False)),
        ("LG-013", "三(一)", "insurer", "completion_acceptance", after(2, "year", roll=False)),
        ("LG-014", "三(一)", "contractor", "completion_acceptance", after(2, "year", roll=False)),
    ],
)
def test_the_terms_are_those_a_reader_finds(code: str, article: str, actor: str, trigger: str, term: Span) -> None:
    place, rule = RULES[code]
    assert (place, rule.actors, rule.trigger, rule.term) == (article, (actor,), trigger, term)


@pytest.mark.parametrize(
    ("code", "op", "value", "unit"),
    [
        ("SH-014", "at_least", "10", "year"),
        ("SH-015", "at_least", "5", "year"),
        ("SH-016", "at_least", "10", "person"),
        ("SH-017", "at_least", "5", "year"),
        ("SH-082", "at_least", "0.05", "ratio"),
        ("SH-100", "equal", "24", "hour"),
        ("LG-035", "equal", "24", "hour"),
    ],
)
def test_the_bounds_are_those_a_reader_finds(code: str, op: str, value: str, unit: str) -> None:
    (limit,) = RULES[code][1].limits
    assert (limit.op, str(limit.value), limit.unit) == (op, value, unit)


def started(where: Regime, pinned: str, event: str, **facts: str) -> set[str]:
    return {found.rule for found in resolve_event(where, event=event, on=ON, facts=facts, pinned=pinned)}


@pytest.mark.parametrize(
    ("event", "facts", "rules"),
    [
        ("policy_issued", {}, {"SH-029"}),
        ("briefing_held", {}, {"SH-035"}),
        ("final_report_issued", {}, {"SH-039"}),
        ("notice_delivered_to_developer", {}, {"SH-042"}),
        ("report_completed", {}, set()),
        ("report_completed", {"report_kind": "unit_acceptance"}, {"SH-054"}),
        ("report_completed", {"report_kind": "preview"}, {"SH-054"}),
        ("report_completed", {"report_kind": "d5"}, set()),
        ("unit_acceptance", {}, {"SH-061"}),
        ("preview", {}, {"SH-061"}),
        ("test_result_obtained", {"test_result": "passed"}, {"SH-084"}),
        ("test_result_obtained", {"test_result": "failed"}, {"SH-085"}),
        ("liability_start", {}, {"SH-044", "SH-065", "SH-068"}),
        ("claim_reported", {}, set()),
        ("claim_received", {}, set()),
        ("claim_received", {"complexity": "complex"}, {"NAT-013"}),
        ("determination_made", {"determination": "not_covered"}, {"SH-103"}),
        ("determination_made", {"determination": "covered"}, set()),
        ("compensation_agreement_reached", {}, {"SH-102"}),
        ("repair_completed", {}, set()),
    ],
)
def test_the_clocks_an_event_starts_in_shanghai(event: str, facts: dict[str, str], rules: set[str]) -> None:
    assert started(SHANGHAI, "shanghai-2025", event, **facts) == rules


def test_a_test_result_that_nobody_told_is_asked_for() -> None:
    with pytest.raises(MissingFact) as refused:
        started(SHANGHAI, "shanghai-2025", "test_result_obtained")
    assert refused.value.field == "test_result"


@pytest.mark.parametrize(
    ("event", "facts", "rules"),
    [
        ("claim_reported", {}, set()),
        ("claim_received", {}, set()),
        ("claim_received", {"complexity": "complex"}, {"NAT-013"}),
        ("determination_made", {"determination": "not_covered"}, {"NAT-018"}),
        ("compensation_agreement_reached", {}, {"NAT-015"}),
        ("claim_and_documents_received", {}, {"NAT-019"}),
    ],
)
def test_in_longgang_the_nations_law_alone_has_the_clocks_of_a_claim(
    event: str, facts: dict[str, str], rules: set[str]
) -> None:
    assert started(LONGGANG, "longgang-trial", event, **facts) == rules


@pytest.mark.parametrize(
    ("pinned", "parameter", "outcome", "reason", "rule"),
    [
        ("jiangmen-2022", "claims.survey", "no_rule", "silence", ""),
        ("longgang-trial", "claims.survey", "no_rule", "silence", ""),
        ("hangzhou-2024", "claims.survey", "no_rule", "silence", ""),
        ("shanghai-2025", "claims.survey", "value", "", "SH-101"),
        ("shanghai-2025", "claims.determination.normal", "value", "", "NAT-012"),
        ("longgang-trial", "claims.determination.normal", "value", "", "NAT-012"),
        ("longgang-trial", "claims.determination.notify", "value", "", "NAT-014"),
        ("longgang-trial", "repair_warranty", "no_rule", "silence", ""),
        ("longgang-trial", "gate.completion", "no_rule", "silence", ""),
        ("longgang-trial", "premium.rm_fee.max", "no_rule", "silence", ""),
        ("longgang-trial", "co_insurance.mode", "no_rule", "silence", ""),
        ("longgang-trial", "coverage.insulation.period", "no_rule", "silence", ""),
        ("shanghai-2025", "fund.rate", "no_rule", "silence", ""),
        ("shanghai-2025", "coverage.structure.period", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "liability_start", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "premium.base", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "premium.rm_fee.max", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "co_insurance.mode", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "contract.limit", "parent_not_loaded", PARENT, ""),
        ("shanghai-2025", "rmo.independence.affiliation", "parent_not_loaded", "沪住建规范〔2023〕12号", ""),
    ],
)
def test_where_a_city_is_silent_the_answer_says_who_speaks_instead(
    pinned: str, parameter: str, outcome: str, reason: str, rule: str
) -> None:
    (found,) = resolve(WHERE[pinned], parameter=parameter, on=ON, facts={}, pinned=pinned)
    assert (found.outcome, found.reason, found.rule, found.term) == (outcome, reason, rule, None)


def test_a_survey_as_agreed_takes_its_number_from_the_contract() -> None:
    agreed = (ContractTerm("claims.survey", "insurer", after(2, "day", roll=True), "保险合同 第 8 条"),)
    (found,) = resolve_event(SHANGHAI, event="claim_reported", on=ON, facts={}, pinned="shanghai-2025", contract=agreed)
    assert (found.rule, found.basis, found.term) == ("SH-101", "contract", agreed[0].term)


def test_a_contract_term_for_another_kind_of_case_starts_nothing() -> None:
    agreed = (ContractTerm("claims.determination.complex", "insurer", after(20, "day", roll=True), "保险合同"),)
    found = resolve_event(JIANGMEN, event="claim_received", on=ON, facts={}, pinned="jiangmen-2022", contract=agreed)
    assert [each.parameter for each in found] == ["claims.determination.normal"]


@pytest.mark.parametrize(
    ("event", "rule", "moment", "due"),
    [
        ("policy_issued", "SH-029", "2026-04-30", "2026-05-08T24"),
        ("unit_acceptance", "SH-061", "2026-10-20", "2026-09-30T24"),
        ("liability_start", "SH-065", "2026-04-30", "2026-02-28T24"),
        ("test_result_obtained", "SH-085", "2026-10-01T20:00:00", "2026-10-02T08"),
    ],
    ids=["GV-09", "GV-11", "GV-12", "GV-15"],
)
def test_the_event_leads_to_the_agreed_day(event: str, rule: str, moment: str, due: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=CHINA)
    found = resolve_event(SHANGHAI, event=event, on=at.date(), facts={"test_result": "failed"}, pinned="shanghai-2025")
    term = next(each.term for each in found if each.rule == rule)
    assert term is not None
    reckoned = compute(Term(term.value, Unit(term.unit), Direction(term.direction), roll=term.roll), at, CALENDAR)
    day, hour = due.split("T")
    if hour == "24":
        assert reckoned.due_on.isoformat() == day
    else:
        assert reckoned.due_at == datetime.fromisoformat(f"{day}T{hour}:00:00").replace(tzinfo=CHINA)
