"""The clock that every term runs on counts as the Civil Code says."""

from datetime import datetime

import pytest

from idi_platform.deadlines.public import Term, Unit
from idi_platform.deadlines.services.reckoning import reckon
from tests.world import ZONE

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shows("NAT-031", "NAT-032", "NAT-033", "NAT-034", "NAT-035", "NAT-036"),
]


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("term", "since", "ends"),
    [
        pytest.param(Term(7), "2026-11-02 10:00", "2026-11-10 00:00", id="the day of the event is not counted"),
        pytest.param(Term(2, Unit.MONTH), "2026-12-31 09:00", "2027-03-02 00:00", id="month end, on a Sunday"),
        pytest.param(Term(24, Unit.HOUR), "2026-11-03 10:30", "2026-11-04 10:30", id="hours from the moment"),
        pytest.param(Term(3), "2026-09-29 10:00", "2026-10-09 00:00", id="a last day in the holidays rolls on"),
        pytest.param(Term(1, Unit.YEAR), "2025-11-05 10:00", "2026-11-06 00:00", id="a year by the calendar"),
    ],
)
def test_terms_are_counted_as_the_civil_code_says(term: Term, since: str, ends: str) -> None:
    """`ends` is the first moment after the term: the last day lasts until twenty-four o'clock."""
    assert reckon(term, moment(since)).due_at == moment(ends)
