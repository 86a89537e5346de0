"""A guideline is annexed to versions by name: what becomes of it when its text, or it itself, gets a successor."""

from datetime import date

import pytest

from policies.rules.regime import CompiledVersion
from policies.rules.replay import replay
from policies.rules.resolve import Resolution, resolve
from tests.policies.regimes import regime, rule, version

FREQUENCY = "inspection.frequency"
OLD = version("old", date(2024, 1, 1), date(2026, 1, 1))
NEW = version("new", date(2026, 1, 1))


def guideline(
    code: str, begins: int, ends: int | None, days: int, *parents: str, mode: str = "pinned"
) -> CompiledVersion:
    last = date(ends, 1, 1) if ends else None
    rules = [rule(f"AA-{days:03d}", FREQUENCY, days=days, mode=mode)]
    return version(code, date(begins, 1, 1), last, rules=rules, layer="guideline", parents=parents)


def answer(
    *guidelines: CompiledVersion, on: int, pinned: str | None, since: int = 2024
) -> tuple[tuple[int | None, str], ...]:
    """Days and basis of each answer in the middle of the year; each replays to the byte."""
    where = regime(OLD, NEW, *guidelines)
    day = date(on, 6, 1)
    found = resolve(where, parameter=FREQUENCY, on=day, facts={}, pinned=pinned, since=date(since, 6, 1))
    by_hash = {each.pack_hash: each for each in where.versions}
    bodies = [each.trace(day).body for each in found]
    assert all(body in replay(body, by_hash.__getitem__) for body in bodies)
    return tuple(_told(each) for each in found)


def _told(found: Resolution) -> tuple[int | None, str]:
    return (found.term.value if found.term else None, found.basis or found.outcome)


@pytest.mark.parametrize("mode", ["pinned", "event"])
def test_one_that_names_the_old_version_governs_no_project_of_the_new(mode: str) -> None:
    """Its own end is open, yet it ends with its text: silent for the new project, carried on for the old one."""
    lasting = guideline("g", 2024, None, 5, "old", mode=mode)
    assert answer(lasting, on=2026, pinned="new", since=2026) == ((None, "no_rule"),)
    assert answer(lasting, on=2025, pinned="old") == ((5, "in_force"),)
    assert answer(lasting, on=2026, pinned="old") == ((5, "carried"),)
    assert answer(lasting, on=2026, pinned=None) == ((None, "no_rule"),)


def test_its_successor_governs_the_projects_of_the_version_that_it_names() -> None:
    both = guideline("g1", 2024, 2026, 5, "old"), guideline("g2", 2026, None, 3, "new")
    assert answer(*both, on=2026, pinned="new", since=2026) == ((3, "in_force"),)
    assert answer(*both, on=2026, pinned="old") == ((5, "carried"),)


@pytest.mark.parametrize(
    ("mode", "since", "expected"),
    [
        ("pinned", 2024, ((5, "carried"),)),
        ("pinned", 2025, ((3, "in_force"),)),
        ("event", 2024, ((3, "in_force"),)),
        ("dual", 2024, ((3, "in_force"), (5, "carried"))),
    ],
)
def test_renewed_under_the_same_text_it_is_pinned_as_it_stood_on_the_projects_day(
    mode: str, since: int, expected: tuple[tuple[int, str], ...]
) -> None:
    both = guideline("g1", 2024, 2025, 5, "old", mode=mode), guideline("g2", 2025, None, 3, "old", mode=mode)
    assert answer(*both, on=2025, pinned="old", since=since) == expected


def test_annexed_to_both_versions_it_goes_on_with_each() -> None:
    lasting = guideline("g", 2024, None, 5, "old", "new", mode="event")
    assert answer(lasting, on=2026, pinned="new", since=2026) == ((5, "in_force"),)
    assert answer(lasting, on=2026, pinned="old") == ((5, "in_force"),)
