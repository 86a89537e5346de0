"""Dual: each text has its own date, the owner-better one speaks, one act ends both (LEGAL.md, basis)."""

from dataclasses import replace

import pytest

from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import (
    Basis,
    Closing,
    Term,
    deadlines_of,
    foresee,
    meet,
    other_sides,
)
from tests.deadlines.pauses import china, request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start
from tests.world import CityWorld

CARRIED = duty(DUTY, term=Term(7), basis=Basis.CARRIED)
IN_FORCE = replace(duty(DUTY, term=Term(10)), rule_id="T-002", citation="the newer article", drives_service=False)


@pytest.fixture
def both(here: CityWorld, rules: StatedRules) -> list[Deadline]:
    rules.stated[EVENT] = (CARRIED, IN_FORCE)
    event = received(here)
    assert start(here, event) == start(here, event)
    return list(Deadline.objects.order_by("due_at"))


def test_both_texts_run_and_the_better_one_for_the_owner_speaks(both: list[Deadline]) -> None:
    better, other = both
    assert (better.basis, better.drives_service, better.due_at) == (Basis.CARRIED, True, china("2026-09-29"))
    # The tenth day is 1 October: the holiday passes it to the 8th.
    assert (other.basis, other.drives_service, other.due_at) == (Basis.IN_FORCE, False, china("2026-10-09"))
    assert len(DeadlineTimer.objects.get(pk=better.pk).plan) > 1
    # No second reminder: the other side tells its miss and nothing else.
    assert DeadlineTimer.objects.get(pk=other.pk).plan == [other.due_at]


def test_lists_show_the_one_that_speaks_and_its_page_the_other(here: CityWorld, both: list[Deadline]) -> None:
    better, other = both
    assert list(deadlines_of(here.system, [here.project.dossier_id])) == [better]
    assert list(other_sides(here.system, better)) == [other]
    assert list(other_sides(here.system, other)) == [better]


@pytest.mark.parametrize(
    ("on", "missed"),
    [("2026-09-28T23:59", []), ("2026-10-08T10:00", [Basis.CARRIED]), ("2026-10-09", [Basis.CARRIED, Basis.IN_FORCE])],
)
def test_one_act_ends_both_each_in_time_or_late_by_its_own_date(
    here: CityWorld, both: list[Deadline], on: str, missed: list[str]
) -> None:
    met = meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=china(on))
    assert met == both[0]
    assert set(Deadline.objects.values_list("closed_as", flat=True)) == {Closing.MET}
    late = Deadline.objects.exclude(missed_at=None).order_by("due_at")
    assert list(late.values_list("basis", flat=True)) == missed
    assert not DeadlineTimer.objects.exists()


def test_one_act_ends_the_duty_of_one_event_only(here: CityWorld, both: list[Deadline]) -> None:
    start(here, received(here))
    meet(dossier=here.project.dossier, duty=DUTY, by=here.system, at=RECEIVED)
    assert Deadline.objects.open().count() == 2


def test_a_request_stops_both(here: CityWorld, both: list[Deadline]) -> None:
    assert request(here, china("2026-09-25T15:00")) == both


def test_what_is_foreseen_is_what_then_starts(here: CityWorld, rules: StatedRules) -> None:
    rules.stated[EVENT] = (IN_FORCE, CARRIED, duty("claims.survey", term=Term(2)))
    foreseen = foresee(
        project_dossier_id=here.project.dossier_id, event_code=EVENT, at=RECEIVED, facts={"complexity": "normal"}
    )
    assert not Deadline.objects.exists()
    begun = sorted(start(here, received(here)), key=lambda deadline: deadline.due_at)
    shared = ("duty", "due_at", "unrolled_at", "basis", "citation", "term_value", "term_unit")
    flags = ("provisional", "drives_service")
    assert [[getattr(each, name) for name in (*shared, *flags)] for each in foreseen] == [
        [getattr(each, name) for name in (*shared, *flags)] for each in begun
    ]
    assert [(each.label, each.obliged) for each in foreseen] == [(f"label of {d.duty}", "insurer") for d in begun]
