"""The terms of Beijing and Hangzhou as a reader finds them in the texts, and which of them run as clocks."""

from datetime import date

import pytest

from policies.rules.pack import Span
from policies.rules.resolve import resolve_event
from tests.packs import pack_of
from tests.policies.regimes import hangzhou, nation, printed, regime

PACKED = ("beijing-2019", "hangzhou-2024", "hangzhou-2024-guideline")
RULES = {rule.code: (place.code, rule) for code in PACKED for place, rule in pack_of(code).rules}
BEIJING = regime(*nation(), printed("beijing-2019"))
HANGZHOU = regime(*nation(), *hangzhou())


def after(value: int, unit: str, *, roll: bool) -> Span:
    return Span(value, unit, "after", roll=roll)


@pytest.mark.parametrize(
    ("code", "article", "trigger", "term"),
    [
        ("BJ-021", "第五条", "liability_start", after(10, "year", roll=False)),
        ("BJ-022", "第五条", "liability_start", after(5, "year", roll=False)),
        ("BJ-023", "第五条", "completion_acceptance", after(2, "year", roll=False)),
        ("BJ-025", "第五条", "handover_planned", Span(15, "day", "before", roll=False)),
        ("BJ-029", "第五条", "handover", after(6, "month", roll=False)),
        ("BJ-080", "第二十条", "claim_received", after(2, "day", roll=True)),
        ("BJ-081", "第二十条", "claim_received", after(7, "day", roll=True)),
        ("BJ-082", "第二十条", "claim_received", after(30, "day", roll=True)),
        ("BJ-084", "第二十条", "compensation_agreement_reached", after(7, "day", roll=True)),
        ("BJ-085", "第二十条", "determination_made", after(3, "day", roll=True)),
        ("HZ-025", "第五条", "completion_acceptance", after(2, "year", roll=False)),
        ("HZ-026", "第五条", "liability_start", after(10, "year", roll=False)),
        ("HZ-027", "第五条", "liability_start", after(5, "year", roll=False)),
        ("HZ-028", "第五条", "liability_start", after(6, "year", roll=False)),
        ("HZ-029", "第五条", "liability_start", after(2, "year", roll=False)),
        ("HZ-070", "第十六条", "appraisal_result", after(10, "day", roll=True)),
        ("HZ-080", "第十九条", "handover", after(3, "month", roll=False)),
        ("HZ-081", "第十九条", "building_in_use", after(25, "year", roll=False)),
        ("HZ-083", "第二十条", "handover", after(3, "month", roll=False)),
        ("HZ-085", "第二十条", "first_repair_request", after(0, "day", roll=False)),
        ("HZ-086", "第二十条", "first_repair_request", after(3, "day", roll=True)),
        ("HZ-088", "第二十条", "first_repair_request", after(2, "month", roll=True)),
        ("HZ-131", "4.3", "claim_received", after(10, "day", roll=True)),
        ("HZ-132", "4.3", "claim_received", after(30, "day", roll=True)),
        ("HZ-134", "4.3", "compensation_agreement_reached", after(7, "day", roll=True)),
        ("HZ-135", "4.3", "determination_made", after(3, "day", roll=True)),
        ("HZ-136", "4.4", "repair_completed", after(180, "day", roll=False)),
    ],
)
def test_the_terms_are_those_a_reader_finds(code: str, article: str, trigger: str, term: Span) -> None:
    place, rule = RULES[code]
    assert (place, rule.trigger, rule.term) == (article, trigger, term)


@pytest.mark.parametrize(
    ("code", "op", "value", "unit"),
    [
        ("BJ-042", "at_most", "0.3", "ratio"),
        ("BJ-062", "at_least", "2", "company"),
        ("HZ-029", "at_least", "2", "year"),
        ("HZ-044", "at_least", "0.5", "ratio"),
        ("HZ-079", "equal", "0.0005", "ratio"),
        ("HZ-094", "at_most", "3", "times"),
        ("HZ-105", "at_least", "5000000000", "yuan"),
        ("HZ-106", "at_least", "1.5", "ratio"),
        ("HZ-110", "at_least", "0.0143", "ratio"),
        ("HZ-111", "at_least", "0.015", "ratio"),
        ("HZ-112", "at_least", "0.15", "ratio"),
        ("HZ-118", "at_least", "2", "occasion"),
    ],
)
def test_the_bounds_are_those_a_reader_finds(code: str, op: str, value: str, unit: str) -> None:
    _place, rule = RULES[code]
    assert [(limit.op, str(limit.value), limit.unit) for limit in rule.limits] == [(op, value, unit)]
    assert rule.merge == "bound"


ON_TIME = date(2022, 6, 1)
CASES = [
    ("claim_received", {}, [("claims.determination.normal", 7, "insurer"), ("claims.survey", 2, "insurer")]),
    (
        "claim_received",
        {"complexity": "complex"},
        [("claims.determination.complex", 30, "insurer"), ("claims.survey", 2, "insurer")],
    ),
    ("claim_reported", {}, []),
    ("compensation_agreement_reached", {}, [("claims.performance", 7, "insurer")]),
    ("determination_made", {"determination": "covered"}, []),
    ("determination_made", {"determination": "not_covered"}, [("claims.denial_notice", 3, "insurer")]),
    ("claim_and_documents_received", {}, [("claims.advance_payment", 60, "insurer")]),
    ("handover_planned", {}, []),
    ("handover_planned", {"handover_timing": "after_period"}, [("late_handover.notice", 15, "developer")]),
    ("handover", {"handover_timing": "after_period"}, []),
    ("completion_acceptance", {}, []),
    ("liability_start", {}, []),
]


@pytest.mark.parametrize(("event", "facts", "expected"), CASES)
def test_the_clocks_an_event_starts_in_beijing(
    event: str, facts: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    found = resolve_event(BEIJING, event=event, on=ON_TIME, facts=facts, pinned="beijing-2019")
    assert [(r.parameter, r.term.value if r.term else None, r.obliged) for r in found] == expected


@pytest.mark.parametrize(
    ("event", "facts", "expected"),
    [
        ("claim_received", {}, [("claims.determination.normal", 10, "insurer")]),
        ("claim_received", {"complexity": "complex"}, [("claims.determination.complex", 30, "insurer")]),
        ("claim_received", {"basic_living": "affected"}, [("claims.determination.normal", 10, "insurer")]),
        ("compensation_agreement_reached", {}, [("claims.performance", 7, "insurer")]),
        ("determination_made", {"determination": "partly_covered"}, [("claims.denial_notice", 3, "insurer")]),
        (
            "first_repair_request",
            {},
            [("interim.developer_visit", 3, "developer"), ("interim.notify_developer", 0, "insurer")],
        ),
        ("appraisal_result", {"appraisal": "covered"}, [("dispute.confirm", 10, "insurer")]),
        ("appraisal_result", {"appraisal": "inconclusive"}, []),
        ("repair_completed", {}, []),
        ("handover", {}, []),
    ],
)
def test_the_clocks_an_event_starts_in_hangzhou(
    event: str, facts: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    found = resolve_event(HANGZHOU, event=event, on=date(2025, 6, 1), facts=facts, pinned="hangzhou-2024")
    assert [(r.parameter, r.term.value if r.term else None, r.obliged) for r in found] == expected
