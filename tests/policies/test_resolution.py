"""What the rules answer: layers, temporal modes, basis, and honest silence."""

import json
from datetime import date

import pytest

from policies.rules.pack import OpenParent, Span
from policies.rules.regime import ContractTerm, Regime
from policies.rules.resolve import MissingFact, Resolution, resolve, resolve_event
from tests.policies.regimes import jiangmen, nation, regime, rule, version

ON = date(2026, 9, 24)
PIN = "jiangmen-2022"
NORMAL = "claims.determination.normal"
IN_FORCE = regime(*nation(), jiangmen(date(2022, 4, 1)))
ENDED = regime(*nation(), jiangmen(date(2022, 4, 1), date(2024, 4, 1)))
UNDATED = regime(*nation(), jiangmen(None))
BARE = regime(*nation())


def one(where: Regime, parameter: str, on: date = ON, pinned: str | None = PIN, **facts: str) -> Resolution:
    (found,) = resolve(where, parameter=parameter, on=on, facts=facts, pinned=pinned)
    return found


@pytest.mark.parametrize(
    ("event", "facts", "expected"),
    [
        ("claim_received", {}, [(NORMAL, 7, "in_force", "JM-045")]),
        ("claim_received", {"complexity": "complex"}, [("claims.determination.complex", 30, "in_force", "JM-047")]),
        ("claim_reported", {}, []),
        ("determination_made", {"determination": "covered"}, []),
        ("determination_made", {"determination": "not_covered"}, [("claims.denial_notice", 3, "national", "NAT-018")]),
        (
            "determination_made",
            {"determination": "partly_covered"},
            [("claims.denial_notice", 3, "national", "NAT-018")],
        ),
        ("compensation_agreement_reached", {}, [("claims.performance", 10, "in_force", "JM-049")]),
        ("claim_and_documents_received", {}, [("claims.advance_payment", 60, "national", "NAT-019")]),
        ("works_completed", {}, []),
        ("no_such_event", {}, []),
    ],
)
def test_the_duties_an_event_starts_in_jiangmen(
    event: str, facts: dict[str, str], expected: list[tuple[str, int, str, str]]
) -> None:
    found = resolve_event(IN_FORCE, event=event, on=ON, facts=facts, pinned=PIN)
    assert [(r.parameter, r.term.value if r.term else None, r.basis, r.rule) for r in found] == expected
    assert all(resolution.obliged == "insurer" for resolution in found)


def test_a_duty_that_hangs_on_an_untold_fact_is_refused_aloud() -> None:
    with pytest.raises(MissingFact) as refused:
        resolve_event(IN_FORCE, event="determination_made", on=ON, facts={}, pinned=PIN)
    assert refused.value.field == "determination"


@pytest.mark.parametrize(
    ("where", "parameter", "pinned", "outcome", "reason"),
    [
        (IN_FORCE, "claims.survey", PIN, "no_rule", "silence"),
        (IN_FORCE, "claims.survey", None, "no_rule", "silence"),
        (IN_FORCE, "claims.determination.complex", PIN, "no_rule", "not_applicable"),
        (ENDED, "coverage.structure.period", None, "not_in_force", "ended"),
        (UNDATED, "coverage.structure.period", None, "unknown_date", "unknown_date"),
        (BARE, "coverage.structure.period", None, "no_city_instrument", "not_loaded"),
        (IN_FORCE, "claims.denial_notice", PIN, "need_fact", "determination"),
        (IN_FORCE, "no.such.parameter", PIN, "no_rule", "silence"),
    ],
)
def test_an_answer_without_a_value_says_why(
    where: Regime, parameter: str, pinned: str | None, outcome: str, reason: str
) -> None:
    found = one(where, parameter, pinned=pinned)
    assert (found.outcome, found.reason, found.term, found.basis) == (outcome, reason, None, "")


def test_before_the_city_text_begins_it_is_not_in_force() -> None:
    found = one(IN_FORCE, "coverage.structure.period", on=date(2022, 3, 31), pinned=None)
    assert (found.outcome, found.reason) == ("not_in_force", "not_yet")


def test_a_rule_without_a_number_is_a_value_without_a_term() -> None:
    found = one(IN_FORCE, "claims.documents.supplement")
    assert (found.outcome, found.term, found.basis, found.rule) == ("value", None, "national", "NAT-011")


def test_an_ended_text_carries_on_for_its_own_projects() -> None:
    found = one(ENDED, NORMAL)
    assert (found.basis, found.rule) == ("carried", "JM-045")
    assert one(ENDED, NORMAL, on=date(2024, 3, 31)).basis == "in_force"
    assert one(ENDED, NORMAL, on=date(2024, 4, 1)).basis == "carried"


def test_without_a_city_text_the_nation_answers_and_asks_without_a_number() -> None:
    found = one(BARE, NORMAL, pinned=None)
    assert (found.outcome, found.basis, found.term, found.rule) == ("value", "national", None, "NAT-012")
    (complex_case,) = resolve(BARE, parameter="claims.determination.complex", on=ON, facts={"complexity": "complex"})
    assert (complex_case.basis, complex_case.term) == ("national", Span(30, "day", "after", roll=True))


OLD = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", days=10)])
NEW = version("new", date(2024, 1, 1), rules=[rule("NEW-001", days=7)])


def test_a_dual_rule_of_two_versions_gives_both_and_the_owner_better_first() -> None:
    found = resolve(regime(OLD, NEW), parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old")
    assert [(r.rule, r.basis) for r in found] == [("NEW-001", "in_force"), ("OLD-001", "carried")]
    kinder_old = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", days=5)])
    found = resolve(regime(kinder_old, NEW), parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old")
    assert [(r.rule, r.basis) for r in found] == [("OLD-001", "carried"), ("NEW-001", "in_force")]


def test_a_dual_rule_with_one_side_missing_is_set_by_the_other() -> None:
    silent = version("new", date(2024, 1, 1))
    assert one(regime(OLD, silent), NORMAL, on=date(2025, 1, 1), pinned="old").rule == "OLD-001"
    assert one(regime(OLD, NEW), NORMAL, on=date(2025, 1, 1), pinned=None).rule == "NEW-001"


def test_a_pinned_rule_never_moves_to_a_newer_text() -> None:
    old = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", mode="pinned")])
    new = version("new", date(2024, 1, 1), rules=[rule("NEW-001", mode="pinned")])
    found = one(regime(old, new), NORMAL, on=date(2025, 1, 1), pinned="old")
    assert (found.rule, found.basis) == ("OLD-001", "carried")


def test_an_event_rule_follows_the_law_of_the_day_and_carries_on_only_without_one() -> None:
    old = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", mode="event")])
    new = version("new", date(2024, 6, 1), rules=[rule("NEW-001", mode="event")])
    between = one(regime(old, new), NORMAL, on=date(2024, 3, 1), pinned="old")
    after = one(regime(old, new), NORMAL, on=date(2024, 6, 1), pinned="old")
    assert (between.rule, between.basis) == ("OLD-001", "carried")
    assert (after.rule, after.basis) == ("NEW-001", "in_force")


@pytest.mark.parametrize(
    ("city_days", "merge", "winner"),
    [(2, "floor", "CTY-001"), (3, "floor", "CTY-001"), (5, "floor", "NTN-001"), (5, "override", "CTY-001")],
)
def test_a_city_may_only_improve_a_national_floor(city_days: int, merge: str, winner: str) -> None:
    law = version("law", date(2015, 1, 1), layer="nation", rules=[rule("NTN-001", days=3, mode="event", merge=merge)])
    city = version("city", date(2020, 1, 1), rules=[rule("CTY-001", days=city_days)])
    assert one(regime(law, city), NORMAL, pinned="city").rule == winner


def contract(days: int, parameter: str = NORMAL) -> tuple[ContractTerm, ...]:
    return (ContractTerm(parameter, "insurer", Span(days, "day", "after", roll=True), "policy-7.pdf"),)


@pytest.mark.parametrize(
    ("merge", "agreed", "days", "basis", "took"),
    [
        ("override", 5, 5, "contract", "taken"),
        ("override", 9, 9, "contract", "taken_worse_than_text"),
        ("floor", 5, 5, "contract", "taken"),
        ("floor", 9, 7, "in_force", "non_conforming"),
    ],
)
def test_a_contract_term_replaces_improves_or_is_flagged(
    merge: str, agreed: int, days: int, basis: str, took: str
) -> None:
    where = regime(version("city", date(2020, 1, 1), rules=[rule("CTY-001", days=7, merge=merge)]))
    (found,) = resolve(where, parameter=NORMAL, on=ON, facts={}, pinned="city", contract=contract(agreed))
    assert found.term is not None
    assert (found.term.value, found.basis) == (days, basis)
    assert f'"took":"{took}"' in found.trace(ON).body


def test_where_the_texts_are_silent_the_contract_sets_the_term() -> None:
    (found,) = resolve_event(
        IN_FORCE, event="claim_reported", on=ON, facts={}, pinned=PIN, contract=contract(2, "claims.survey")
    )
    assert (found.parameter, found.basis, found.obliged, found.rule) == ("claims.survey", "contract", "insurer", "")


LAW = version("law", date(2015, 1, 1), layer="nation", rules=[rule("NTN-001", days=30, mode="event", merge="override")])
ENDED_CITY = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", days=45)])


def test_a_text_that_carries_on_does_not_hide_the_nations_different_term() -> None:
    where = regime(LAW, ENDED_CITY)
    found = resolve(where, parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old")
    assert [(r.rule, r.basis) for r in found] == [("NTN-001", "national"), ("OLD-001", "carried")]
    while_in_force = resolve(where, parameter=NORMAL, on=date(2023, 1, 1), facts={}, pinned="old")
    assert [(r.rule, r.basis) for r in while_in_force] == [("OLD-001", "in_force")]


def test_a_text_that_carries_on_with_the_nations_own_term_is_one_answer() -> None:
    same = version("old", date(2020, 1, 1), date(2024, 1, 1), rules=[rule("OLD-001", days=30)])
    assert one(regime(LAW, same), NORMAL, on=date(2025, 1, 1), pinned="old").rule == "OLD-001"


def test_a_contract_term_answers_alone_where_the_nation_lets_it() -> None:
    (found,) = resolve(
        regime(LAW, ENDED_CITY), parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old", contract=contract(20)
    )
    assert (found.term, found.basis) == (Span(20, "day", "after", roll=True), "contract")


def test_of_two_equal_terms_the_one_in_force_comes_first() -> None:
    same = version("new", date(2024, 1, 1), rules=[rule("NEW-001", days=10)])
    found = resolve(regime(OLD, same), parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old")
    assert [(r.rule, r.basis) for r in found] == [("NEW-001", "in_force"), ("OLD-001", "carried")]


def test_the_other_side_of_a_dual_rule_stands_beside_it_in_the_reasoning() -> None:
    first, second = resolve(regime(OLD, NEW), parameter=NORMAL, on=date(2025, 1, 1), facts={}, pinned="old")
    for found, other in ((first, "OLD-001"), (second, "NEW-001")):
        layers = json.loads(found.trace(date(2025, 1, 1)).body)["layers"]
        assert [layer["took"] for layer in layers if layer["rule"] == other] == ["beside"]


@pytest.mark.parametrize(
    ("parameter", "outcome", "reason"),
    [
        ("coverage.structure.period", "parent_not_loaded", "母法〔2024〕4号"),
        ("coverage", "parent_not_loaded", "母法〔2024〕4号"),
        ("coverages", "no_rule", "silence"),
        (NORMAL, "no_rule", "silence"),
    ],
)
def test_silence_on_what_a_text_not_loaded_governs_says_so(parameter: str, outcome: str, reason: str) -> None:
    leaning = version("city", date(2020, 1, 1), open_parents=(OpenParent("母法〔2024〕4号", ("coverage",)),))
    found = one(regime(leaning), parameter, pinned="city")
    assert (found.outcome, found.reason, found.term) == (outcome, reason, None)
