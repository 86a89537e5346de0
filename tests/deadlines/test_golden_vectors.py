"""The vectors agreed with the legal reading (shared/rules): a due date or a window each, by hand."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.cover import cover_window
from idi_platform.deadlines.rules.legal_clock import Direction, Term, Unit, compute

VECTORS = json.loads((Path(__file__).parent / "golden_vectors.json").read_text(encoding="utf-8"))
DEADLINES = [pytest.param(vector, id=vector["id"]) for vector in VECTORS if vector["kind"] == "deadline"]
WINDOWS = [
    pytest.param(vector, component, id=f"{vector['id']}-{component}")
    for vector in VECTORS
    if vector["kind"] == "window"
    for component in vector["coverage_last_day"]
]
# What the vectors leave to the packs: how long each component is covered, in months.
PERIODS = {
    "structure": 120,
    "insulation_waterproofing": 60,
    "waterproofing": 72,
    "hvac_mep_decoration": 24,
    "additional_default": 24,
}
CALENDAR = load_calendars()


@pytest.mark.parametrize("vector", DEADLINES)
def test_due_date_is_the_one_agreed(vector: dict[str, Any]) -> None:
    term = Term(
        vector["value"], Unit(vector["unit"]), Direction(vector["direction"]), roll=vector["roll_if_legal_holiday"]
    )
    due = compute(term, datetime.fromisoformat(vector["event"]).replace(tzinfo=CHINA), CALENDAR)
    expected = datetime.fromisoformat(vector["due"]).replace(tzinfo=CHINA)
    if term.unit is Unit.HOUR:
        assert due.due_at == expected, vector["why"]
    else:
        assert due.due_on == expected.date(), vector["why"]
        assert due.due_at == expected + timedelta(days=1)
    assert due.provisional is (vector["calendar_status"] == "provisional")


@pytest.mark.parametrize(("vector", "component"), WINDOWS)
def test_cover_window_is_the_one_agreed(vector: dict[str, Any], component: str) -> None:
    window = cover_window(date.fromisoformat(vector["anchor"]), vector["wait_months"], period_months=PERIODS[component])
    assert window.first_on.isoformat() == vector["liability_start"]
    assert window.last_on.isoformat() == vector["coverage_last_day"][component]


def test_all_vectors_of_terms_and_windows_are_here() -> None:
    assert len(DEADLINES) == 12
    assert len(WINDOWS) == 8
