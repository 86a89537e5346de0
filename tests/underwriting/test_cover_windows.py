"""Cover runs on the days that the city's text and the milestones give, reckoned by hand."""

from datetime import date, timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.registry.public import Building, MilestoneKind, record_milestone
from tests.underwriting.policies import AT, Desk, agree, at_work, issued, paper
from underwriting.public import InsurancePolicy, PolicyEvent, enter_milestone, record_printed_cover

LATER = AT.replace(year=2024, month=4, day=1)


def windows(policy: InsurancePolicy) -> dict[str, tuple[date | None, date | None]]:
    return {row.component: (row.starts_on, row.ends_on) for row in policy.cover_windows.filter(building=None)}


def accepted(desk: Desk, on: date, building: Building | None = None) -> None:
    with at_work(desk) as by:
        enter_milestone(
            project=desk.here.project,
            building=building,
            kind=MilestoneKind.COMPLETION_ACCEPTANCE,
            on=on,
            evidence="竣工验收报告",
            by=by,
            at=LATER,
        )


@pytest.mark.parametrize(
    ("months", "first_on", "structure", "waterproofing", "additional"),
    [
        (24, date(2026, 3, 10), date(2036, 3, 10), date(2031, 3, 10), date(2028, 3, 10)),
        (12, date(2025, 3, 10), date(2035, 3, 10), date(2030, 3, 10), date(2027, 3, 10)),
    ],
)
def test_jiangmen_waits_as_the_contract_agrees_then_ten_five_and_two_years(
    desk: Desk, months: int, first_on: date, structure: date, waterproofing: date, additional: date
) -> None:
    policy = issued(desk)
    agree(desk, policy, value=months)
    found = windows(policy)
    assert found["structure"] == (first_on, structure)
    assert found["insulation_waterproofing"] == (first_on, waterproofing)


def test_an_open_wait_gives_no_day_until_the_contract_supplies_it(desk: Desk) -> None:
    policy = issued(desk)
    assert set(windows(policy).values()) == {(None, None)}
    assert all(row.is_open for row in policy.cover_windows.all())
    agree(desk, policy)
    assert windows(policy)["structure"] == (date(2026, 3, 10), date(2036, 3, 10))


@pytest.mark.parametrize(
    ("accepted_on", "months", "first_on", "last_on", "clipped"),
    [
        (date(2024, 2, 29), 24, date(2026, 2, 28), date(2036, 2, 28), True),
        (date(2024, 3, 31), 1, date(2024, 4, 30), date(2034, 4, 30), True),
        (date(2024, 3, 31), 24, date(2026, 3, 31), date(2036, 3, 31), False),
    ],
)
def test_leap_day_and_month_end_clip(
    desk: Desk, accepted_on: date, months: int, first_on: date, last_on: date, clipped: bool
) -> None:
    policy = issued(desk)
    agree(desk, policy, value=months)
    accepted(desk, accepted_on)
    row = policy.cover_windows.get(component="structure", building=None)
    assert (row.first_on, row.last_on, row.clipped_first) == (first_on, last_on, clipped)


def test_a_buildings_own_acceptance_beats_the_projects(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    accepted(desk, date(2023, 6, 30), building=desk.here.building)
    own = policy.cover_windows.get(component="structure", building=desk.here.building)
    assert (own.first_on, own.last_on) == (date(2025, 6, 30), date(2035, 6, 30))
    assert windows(policy)["structure"] == (date(2026, 3, 10), date(2036, 3, 10))


def test_filing_of_completion_is_never_taken_for_acceptance(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    before = windows(policy)
    with at_work(desk) as by:
        record_milestone(
            project=desk.here.project,
            kind=MilestoneKind.COMPLETION_FILING,
            on=date(2023, 1, 1),
            evidence="备案表",
            by=by,
            at=LATER,
        )
    assert windows(policy) == before


def test_a_new_milestone_moves_the_days_and_keeps_both_values_on_record(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    accepted(desk, date(2024, 3, 20))
    with at_work(desk):
        last = Event.objects.filter(dossier_id=policy.pk, code=PolicyEvent.COVER_RECOMPUTED).order_by("pk").last()
    assert last is not None
    told = next(change for change in last.payload["windows"] if change["component"] == "structure")
    assert told["before"] == ["2026-03-10", "2036-03-10"]
    assert told["after"] == ["2026-03-20", "2036-03-20"]


def test_printed_days_govern_and_the_computed_stay_beside_them(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    row = policy.cover_windows.get(component="structure", building=None)
    with at_work(desk) as by:
        record_printed_cover(
            window=row,
            first_on=date(2026, 3, 11),
            last_on=date(2036, 3, 10),
            document=paper(by),
            by=by,
            at=AT + timedelta(days=1),
        )
    row.refresh_from_db()
    assert (row.starts_on, row.ends_on) == (date(2026, 3, 11), date(2036, 3, 10))
    assert (row.first_on, row.last_on) == (date(2026, 3, 10), date(2036, 3, 10))


def test_a_second_computation_changes_and_tells_nothing(desk: Desk) -> None:
    policy = issued(desk)
    agree(desk, policy)
    agree(desk, policy)
    with at_work(desk):
        told = Event.objects.filter(dossier_id=policy.pk, code=PolicyEvent.COVER_RECOMPUTED)
        assert told.count() == 1
