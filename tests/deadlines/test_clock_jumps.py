"""A clock that jumps leaves every legal date where the law puts it: dates come from events, never from now."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Term, Unit, write_notice
from idi_platform.deadlines.services.sweep import sweep
from tests.deadlines.notices import NOTICE
from tests.deadlines.stated import DUTY, EVENT, StatedRules, duty, received, start
from tests.world import ZONE, CityWorld

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN = datetime(2026, 9, 24, 10, tzinfo=ZONE)
# Seven days end on 1 October, a holiday; the first working day after is the 8th.
DUE = datetime(2026, 10, 9, tzinfo=ZONE)


def dates(deadline: Deadline) -> tuple[datetime, datetime, datetime | None, bool]:
    deadline.refresh_from_db()
    return deadline.due_at, deadline.unrolled_at, deadline.missed_at, deadline.provisional


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 10 * DAY, -DAY], ids=["+1 h", "-1 h", "+10 d", "-1 d"])
def test_a_jump_of_the_clock_moves_no_legal_date(here: CityWorld, jump: timedelta) -> None:
    (deadline,) = start(here, received(here, at=BEGUN))
    before = dates(deadline)
    assert before[0] == DUE
    for now in (BEGUN + DAY, BEGUN + DAY + jump, BEGUN + 2 * DAY):
        sweep(now=now)
        assert dates(deadline)[:2] == before[:2]
    sweep(now=DUE + HOUR)
    assert dates(deadline)[2] == DUE
    sweep(now=DUE + HOUR + jump)
    assert dates(deadline) == (DUE, before[1], DUE, False)


def test_a_calendar_that_changes_while_a_term_runs_leaves_it_until_it_is_reckoned_anew(here: CityWorld) -> None:
    at = datetime(2027, 1, 28, 10, tzinfo=ZONE)
    (deadline,) = start(here, received(here, at=at))
    before = dates(deadline)
    write_notice(NOTICE, at=timezone.now())
    sweep(now=at + DAY)
    assert dates(deadline) == before
    (after,) = start(here, received(here, at=at))
    assert after.due_at == datetime(2027, 2, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("begun", "term", "last_day"),
    [
        ("2024-02-28T23:59:59", Term(1, roll=False), date(2024, 2, 29)),
        ("2024-02-29T00:00:00", Term(1, Unit.YEAR, roll=False), date(2025, 2, 28)),
        ("2024-01-31T10:00:00", Term(1, Unit.MONTH, roll=False), date(2024, 2, 29)),
        ("2025-01-31T10:00:00", Term(1, Unit.MONTH, roll=False), date(2025, 2, 28)),
        ("2025-12-31T23:59:59", Term(1, roll=False), date(2026, 1, 1)),
        ("2025-12-31T23:59:59", Term(1), date(2026, 1, 4)),
        ("2026-12-25T00:00:00", Term(7, roll=False), date(2027, 1, 1)),
    ],
)
def test_leap_days_and_year_ends(here: CityWorld, rules: StatedRules, begun: str, term: Term, last_day: date) -> None:
    rules.stated[EVENT] = (duty(DUTY, term=term),)
    (deadline,) = start(here, received(here, at=datetime.fromisoformat(begun).replace(tzinfo=ZONE)))
    assert (deadline.due_at.astimezone(ZONE) - DAY).date() == last_day
    assert deadline.due_at.astimezone(ZONE).time().isoformat() == "00:00:00"
