"""Written reasons before the ordinary day make a case complex; after it the miss stays."""

from datetime import date, datetime, timedelta

import pytest

from claims.constants import COMPLEX_DUTY, NORMAL_DUTY
from claims.errors import NotAllowedInState, NotYourStep, ReasonMissing
from claims.public import ComplexCase, Result, declare_complex
from tests.claims.path import Path, as_, begun, deadline, last_day, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)


def declare(path: Path, at: datetime, reasons: str = "须做检测") -> ComplexCase:
    return as_(path.city.adjuster, lambda by: declare_complex(claim=path.claim, reasons=reasons, by=by, at=at))


def test_seven_days_from_28_september_end_after_national_day(jiangmen: World) -> None:
    """The seventh day is 5 October, in the holidays of 1-7 October 2026: the last day is Thursday the 8th."""
    path = begun(jiangmen.here, FILED)
    assert last_day(path.claim, NORMAL_DUTY) == date(2026, 10, 8)


def test_reasons_in_time_replace_the_ordinary_term(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    case = declare(path, FILED + timedelta(days=10))
    assert (case.is_late, running(path.claim)) == (False, {COMPLEX_DUTY})
    assert deadline(path.claim, NORMAL_DUTY).closed_as == "superseded"
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 10, 28)


def test_reasons_after_the_ordinary_day_leave_the_miss(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    late = datetime(2026, 10, 9, 0, tzinfo=ZONE)  # the first instant after 8 October
    case = declare(path, late)
    assert (case.is_late, running(path.claim)) == (True, {NORMAL_DUTY, COMPLEX_DUTY})
    path.determine(Result.COVERED, late + timedelta(days=3))
    ordinary, longer = deadline(path.claim, NORMAL_DUTY), deadline(path.claim, COMPLEX_DUTY)
    assert ordinary.missed_at == ordinary.due_at
    assert (longer.met_at, longer.missed_at) == (late + timedelta(days=3), None)


@pytest.mark.shows("JM-046")
def test_a_case_is_declared_complex_once_with_reasons_by_its_adjuster(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    with pytest.raises(ReasonMissing):
        declare(path, FILED, reasons="  ")
    with pytest.raises(NotYourStep):
        as_(path.manager, lambda by: declare_complex(claim=path.claim, reasons="x", by=by, at=FILED))
    declare(path, FILED)
    with pytest.raises(NotAllowedInState):
        declare(path, FILED)


def test_where_the_city_sets_no_ordinary_term_the_national_complex_one_starts(world: World) -> None:
    path = begun(world.there, FILED)
    assert NORMAL_DUTY not in running(path.claim)
    assert declare(path, FILED + timedelta(days=40)).is_late is False
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 10, 28)
