"""What a page says of a term: state, word, debtor, clause."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from idi_platform.deadlines.constants import Basis
from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.selectors import visible_deadline
from idi_platform.ui.clock_face import LATE_STATES
from idi_platform.ui.public import ClockState
from tests.deadlines.stated import DUTY, started
from tests.world import CityWorld

BEFORE, AFTER = -timedelta(days=1), timedelta(days=1)
NOT = None


@pytest.mark.parametrize(
    ("basis", "met", "closed", "seen", "state", "word"),
    [
        (Basis.IN_FORCE, NOT, NOT, 6 * BEFORE, ClockState.RUNNING, "Running"),
        (Basis.IN_FORCE, NOT, NOT, BEFORE, ClockState.RUNNING, "Due soon"),
        (Basis.IN_FORCE, NOT, NOT, timedelta(), ClockState.BREACH, "Breach"),
        (Basis.NATIONAL, NOT, NOT, AFTER, ClockState.BREACH, "Breach"),
        (Basis.CONTRACT, NOT, NOT, AFTER, ClockState.MISSED_TERM, "Contract term missed"),
        (Basis.CARRIED, NOT, NOT, AFTER, ClockState.MISSED_CARRIED, "Carried-over term missed"),
        (Basis.SERVICE_NORM, NOT, NOT, AFTER, ClockState.MISSED_TARGET, "Service target missed"),
        (Basis.IN_FORCE, BEFORE, BEFORE, AFTER, ClockState.MET, "Met in time"),
        (Basis.IN_FORCE, timedelta(), timedelta(), AFTER, ClockState.MET_LATE, "Met late"),
        (Basis.SERVICE_NORM, AFTER, AFTER, 2 * AFTER, ClockState.MET_LATE, "Met late"),
        (Basis.IN_FORCE, NOT, BEFORE, BEFORE, ClockState.CANCELLED, "No longer owed"),
        (Basis.IN_FORCE, NOT, BEFORE, AFTER, ClockState.CANCELLED, "No longer owed"),
        (Basis.IN_FORCE, NOT, AFTER, 2 * AFTER, ClockState.BREACH, "Breach"),
    ],
)
def test_the_state_follows_dates_and_basis(
    here: CityWorld,
    basis: str,
    met: timedelta | None,
    closed: timedelta | None,
    seen: timedelta,
    state: ClockState,
    word: str,
) -> None:
    due_at = started(here).due_at
    met_at, closed_at = (None if moment is None else due_at + moment for moment in (met, closed))
    Deadline.objects.filter(duty=DUTY).update(basis=basis, met_at=met_at, closed_at=closed_at)
    deadline = Deadline.objects.get(duty=DUTY)
    with translation.override("en"):
        shown = face(deadline, due_at + seen)
        assert (shown.state, str(shown.word)) == (state, word)
    is_missed = state in LATE_STATES | {ClockState.MET_LATE}
    assert Deadline.objects.missed_by(due_at + seen).exists() is is_missed


def test_it_names_who_owes_what_by_which_clause_and_opens_the_reason(here: CityWorld) -> None:
    deadline = started(here)
    with translation.override("en"):
        shown = face(visible_deadline(here.system, deadline.pk), deadline.started_at)
        assert shown.label == f"label of {DUTY}"
        assert (shown.debtor, str(shown.creditor)) == (here.insurer.name, "Housing bureau")
        assert (shown.clause, str(shown.basis)) == ("a test's article", "Regime in force")
        assert (shown.amount, shown.unit, shown.due_at) == (7, "day", deadline.due_at)
    assert shown.why_url == reverse("deadlines:why", args=[deadline.pk])
