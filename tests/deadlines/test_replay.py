"""Replay builds every term again from the record; what was changed past the services is named."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from idi_platform.audit.public import Event, record
from idi_platform.deadlines.models import Deadline, DeadlineTimer, Pause
from idi_platform.deadlines.public import (
    EventCode,
    Term,
    cancel,
    last_replays,
    meet,
    replay,
    replay_on_record,
    supersede,
)
from idi_platform.deadlines.services import replaying
from idi_platform.tenancy.public import uuid7
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start
from tests.world import CityWorld

LATER = "claims.determination.complex"


def names(city: CityWorld, *, since: datetime | None = None) -> set[tuple[str, str]]:
    return {(each.duty, each.column) for each in replay(by=city.system, since=since).differences}


def a_life(city: CityWorld, rules: StatedRules) -> Deadline:
    """Stopped, run on, replaced, and the one in its place met."""
    rules.stated["found_complex"] = (replace(duty(LATER, term=Term(30)), trace_hash="1" * 64),)
    rules.suspendable.add(LATER)
    start(city, received(city))
    request(city, china("2026-09-22T10:00"))
    answer(city, china("2026-09-24T10:00"))
    event = received(city, at=china("2026-09-25T09:00"))
    event.code = "found_complex"
    (longer,) = supersede(
        dossier=city.project.dossier,
        event=event,
        duties=(DUTY,),
        obliged={"insurer": city.insurer.pk},
        facts={},
        reason="复杂",
        by=city.system,
        at=china("2026-09-25T09:00"),
    )
    meet(dossier=city.project.dossier, duty=LATER, by=city.system, at=china("2026-10-09T09:00"))
    longer.refresh_from_db()
    return longer


def test_a_whole_life_is_told_by_its_events(here: CityWorld, rules: StatedRules) -> None:
    a_life(here, rules)
    (again,) = start(here, received(here, at=RECEIVED + timedelta(days=1)))
    replayed = replay(by=here.system)
    assert (replayed.checked, replayed.differences) == (3, ())
    request(here, china("2026-09-23T10:00"))
    assert names(here) == set()
    cancel(dossier=here.project.dossier, duties=None, reason="撤回", by=here.system, at=china("2026-09-24T10:00"))
    assert names(here) == set()
    again.refresh_from_db()
    assert again.closed_at is not None


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"due_at": china("2026-12-01T00:00")}, "due_at"),
        ({"basis": "contract"}, "basis"),
        ({"met_at": RECEIVED}, "met_at"),
        ({"trace_hash": "f" * 64}, "trace_hash"),
    ],
)
def test_a_row_edited_by_hand_is_named(here: CityWorld, change: dict[str, object], column: str) -> None:
    (deadline,) = start(here, received(here))
    Deadline.objects.filter(pk=deadline.pk).update(**change)
    assert (DUTY, column) in names(here)


def test_a_timer_a_pause_or_a_row_that_is_gone_is_named(here: CityWorld, rules: StatedRules) -> None:
    (deadline,) = start(here, received(here))
    request(here, china("2026-09-22T10:00"))
    Pause.objects.filter(deadline=deadline).update(from_at=china("2026-09-23T10:00"))
    DeadlineTimer.objects.filter(pk=deadline.pk).update(fire_at=RECEIVED)
    assert names(here) == {(DUTY, "pauses"), (DUTY, "timer")}
    begun = Event.objects.get(code=EventCode.STARTED)
    record(
        dossier_id=deadline.dossier_id,
        code=EventCode.STARTED,
        by=here.system,
        at=RECEIVED,
        payload={**begun.payload, "deadline": str(uuid7())},
    )
    assert (DUTY, "its row") in names(here)
    DeadlineTimer.objects.filter(pk=deadline.pk).update(plan=[RECEIVED, deadline.due_at], due_step=1)
    assert (DUTY, "plan") in names(here)
    assert names(here, since=RECEIVED + timedelta(days=1)) == set()


def test_rules_that_give_another_answer_now_are_named(here: CityWorld, rules: StatedRules) -> None:
    start(here, received(here))
    rules.stated[EVENT] = (duty(DUTY, term=Term(9)),)
    assert (DUTY, "term_value") in names(here)
    rules.stated.clear()
    assert names(here) == {(DUTY, "its reasoning")}


def test_the_figure_is_put_on_record_and_the_command_says_it(here: CityWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    (deadline,) = start(here, received(here))
    monkeypatch.setattr(replaying, "BATCH", 1)
    part = replay_on_record(by=here.system, at=RECEIVED)
    assert part.after == str(deadline.dossier_id)
    assert last_replays() == []
    replay_on_record(by=here.system, at=RECEIVED, so_far=part)
    (told,) = last_replays()
    assert (told.payload["checked"], told.payload["differences"], told.payload["named"]) == (1, 0, [])
    said = StringIO()
    call_command("deadlines", "replay", city=here.city.code, stdout=said)
    assert f"{here.city.code} 1 checked, 0 differences" in said.getvalue()
    Deadline.objects.filter(pk=deadline.pk).update(citation="by hand")
    with pytest.raises(CommandError, match="1 differences"):
        call_command("deadlines", "replay", since=RECEIVED.date(), stdout=said)
    assert "citation: row by hand" in said.getvalue()
