"""The agreed dates again, this time with the number taken from the packs: event, rule, legal clock, due day."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.cover import cover_window
from idi_platform.deadlines.rules.legal_clock import Direction, Due, Term, Unit, compute
from policies.rules.pack import Span
from policies.rules.regime import Regime
from policies.rules.resolve import Resolution, resolve, resolve_event
from tests.packs import packs
from tests.policies.regimes import hangzhou, jiangmen, nation, printed, regime

VECTORS: dict[str, dict[str, Any]] = {
    vector["id"]: vector
    for vector in json.loads((Path(__file__).parents[1] / "deadlines" / "golden_vectors.json").read_text("utf-8"))
}
RULES = {rule.code: rule for pack in packs() for _article, rule in pack.rules}
DEADLINES = [id_ for id_, vector in VECTORS.items() if vector.get("rule_id") in RULES]
BEIJING = regime(*nation(), printed("beijing-2019"))
HANGZHOU = regime(*nation(), *hangzhou())
JIANGMEN = regime(*nation(), jiangmen(date(2022, 4, 1)))
CALENDAR = load_calendars()
DENIED = {"determination": "not_covered"}


def due_of(term: Span, event: str) -> Due:
    legal = Term(term.value, Unit(term.unit), Direction(term.direction), roll=term.roll)
    return compute(legal, datetime.fromisoformat(event).replace(tzinfo=CHINA), CALENDAR)


@pytest.mark.parametrize("vector_id", DEADLINES)
def test_the_pack_holds_the_term_of_the_vector(vector_id: str) -> None:
    vector = VECTORS[vector_id]
    term = RULES[vector["rule_id"]].term
    assert term == Span(vector["value"], vector["unit"], vector["direction"], roll=vector["roll_if_legal_holiday"])


@pytest.mark.parametrize(
    ("vector_id", "where", "pinned", "event", "facts"),
    [
        ("GV-01", BEIJING, "beijing-2019", "claim_received", {}),
        ("GV-02", BEIJING, "beijing-2019", "claim_received", {}),
        ("GV-04", JIANGMEN, "jiangmen-2022", "claim_received", {}),
        ("GV-06", BEIJING, "beijing-2019", "determination_made", DENIED),
        ("GV-18", HANGZHOU, "hangzhou-2024", "claim_and_documents_received", {}),
        ("GV-19", HANGZHOU, "hangzhou-2024", "claim_received", {}),
    ],
)
def test_the_event_leads_to_the_agreed_day(
    vector_id: str, where: Regime, pinned: str, event: str, facts: dict[str, str]
) -> None:
    vector = VECTORS[vector_id]
    on = date.fromisoformat(vector["event"])
    started = {found.rule: found for found in resolve_event(where, event=event, on=on, facts=facts, pinned=pinned)}
    term = started[vector["rule_id"]].term
    assert term is not None
    due = due_of(term, vector["event"])
    assert due.due_on.isoformat() == vector["due"]
    assert due.provisional is (vector["calendar_status"] == "provisional")


@pytest.mark.parametrize(("vector_id", "parameter"), [("GV-08", "fund.advance.wait"), ("GV-17", "repair_warranty")])
def test_waiting_times_and_warranties_end_on_the_agreed_day_and_start_no_clock(vector_id: str, parameter: str) -> None:
    vector = VECTORS[vector_id]
    on = date.fromisoformat(vector["event"])
    found = hangzhou_answer(parameter, on)
    assert found.term is not None
    assert due_of(found.term, vector["event"]).due_on.isoformat() == vector["due"]
    started = resolve_event(HANGZHOU, event=found.trigger, on=on, facts={}, pinned="hangzhou-2024")
    assert parameter not in {each.parameter for each in started}


def test_a_term_of_the_same_day_ends_with_that_day() -> None:
    term = hangzhou_answer("interim.notify_developer", date(2026, 10, 1)).term
    assert term is not None
    due = due_of(term, "2026-10-01T09:30:00")
    assert due.due_at == datetime(2026, 10, 1, tzinfo=CHINA) + timedelta(days=1)


def test_beijing_cover_is_computed_from_acceptance_by_the_packs_alone() -> None:
    vector = VECTORS["GW-01"]
    anchor = date.fromisoformat(vector["anchor"])
    periods = {
        "structure": "coverage.structure.period",
        "insulation_waterproofing": "coverage.insulation_waterproofing.period",
    }
    months = {name: 12 * value(BEIJING, "beijing-2019", parameter) for name, parameter in periods.items()}
    wait = 12 * value(BEIJING, "beijing-2019", "liability_start")
    for component, last_day in vector["coverage_last_day"].items():
        window = cover_window(anchor, wait, period_months=months[component])
        assert (window.first_on.isoformat(), window.last_on.isoformat()) == (vector["liability_start"], last_day)


def hangzhou_answer(parameter: str, on: date) -> Resolution:
    (found,) = resolve(HANGZHOU, parameter=parameter, on=on, facts={}, pinned="hangzhou-2024")
    return found


def value(where: Regime, pinned: str, parameter: str) -> int:
    (found,) = resolve(where, parameter=parameter, on=date(2026, 11, 21), facts={}, pinned=pinned)
    assert found.term is not None
    assert found.term.unit == "year"
    assert found.term.value is not None
    return found.term.value
