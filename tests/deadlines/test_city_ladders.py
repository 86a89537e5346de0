"""A city's own ladders: drafted by one, put in force by another; what begins follows, the most special speaks."""

from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from idi_platform.accounts.public import Membership, Role, WholeCityOnly
from idi_platform.audit.public import PlatformEvent
from idi_platform.deadlines.errors import (
    LadderTooLong,
    MissNotTold,
    NobodyTold,
    NothingToGiveUp,
    RungTwice,
    UnknownScope,
)
from idi_platform.deadlines.ladder import MOST_RUNGS, Rung, When, default_rungs
from idi_platform.deadlines.models import CityLadder, Deadline, DeadlinePlan, LadderState, Recomputation
from idi_platform.deadlines.public import Audience, RecomputationState, replay, run_recomputation
from idi_platform.deadlines.services.laddering import (
    Scope,
    ask_for_ladder,
    drop_rung,
    put_in_force,
    put_rung,
    refuse_ladder,
    start_ladder,
    withdraw_ladder,
)
from idi_platform.deadlines.services.sweep import sweep
from idi_platform.deadlines.standing import ladder_for, planned_by
from idi_platform.tenancy.public import DomainError, MovedOn, NotTheAsker, SamePerson, tenant_work
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, RECEIVED, StatedRules, received, start, started
from tests.threads import at_once
from tests.world import CityWorld, World, member

AT = datetime.fromisoformat("2026-09-01T09:00+08:00")
CITY_AFTER_TWO = Rung(When.CALENDAR_AFTER, 2, time(10), Audience.CITY)
QUARTER = Rung(When.SHARE, 25, None, Audience.CHARGED | Audience.MANAGERS)


@pytest.fixture
def officers(here: CityWorld) -> tuple[Membership, Membership]:
    return here.officer, member("second-officer", role=Role.BUREAU, city=here.city, organisation=here.bureau)


def drafted(who: Membership, *rungs: Rung, scope: Scope | None = None) -> CityLadder:
    """A draft of the ladder that speaks now, with `rungs` besides."""
    with tenant_work(who.actor()) as by:
        row = start_ladder(scope=scope or Scope(), by=by, at=AT)
        for rung in rungs:
            put_rung(ladder_id=row.pk, rung=rung, instead_of="", by=by, at=AT)
        row.refresh_from_db()
        return row


def asked(who: Membership, *rungs: Rung, scope: Scope | None = None, running: bool = False) -> CityLadder:
    row = drafted(who, *rungs, scope=scope)
    with tenant_work(who.actor()) as by:
        ask_for_ladder(ladder_id=row.pk, reason="演练", reaches_running=running, by=by, at=AT)
    return row


def emptied(who: Membership, scope: Scope) -> CityLadder:
    """Asked for without a rung; the miss goes last."""
    row = drafted(who, scope=scope)
    with tenant_work(who.actor()) as by:
        for rung in sorted(row.steps, key=lambda rung: rung.when == When.MISS):
            drop_rung(ladder_id=row.pk, key=rung.key, by=by, at=AT)
        ask_for_ladder(ladder_id=row.pk, reason="x", reaches_running=False, by=by, at=AT)
    return row


def decide(who: Membership, row: CityLadder) -> CityLadder:
    with tenant_work(who.actor()) as by:
        return put_in_force(ladder_id=row.pk, by=by, at=AT)


def in_force(officers: tuple[Membership, Membership], *rungs: Rung, scope: Scope | None = None) -> CityLadder:
    return decide(officers[1], asked(officers[0], *rungs, scope=scope))


def plan_of(deadline: Deadline) -> DeadlinePlan:
    deadline.refresh_from_db()
    return DeadlinePlan.objects.get(deadline=deadline, version=deadline.plan_version)


@pytest.mark.attacks("deadlines.decide_ladders")
def test_one_officer_drafts_and_another_person_puts_it_in_force(
    here: CityWorld, officers: tuple[Membership, Membership]
) -> None:
    first, second = officers
    row = asked(first, QUARTER)
    again = Membership.objects.create(
        user=first.user, role=Role.BUREAU, city=here.city, organisation=here.insurer, valid_from=first.valid_from
    )
    for hat in (first, again):
        with tenant_work(hat.actor()) as by, pytest.raises(SamePerson):
            put_in_force(ladder_id=row.pk, by=by, at=AT)
    assert decide(second, row).number == 1
    for deed in (put_in_force, partial(refuse_ladder, reason="迟")):
        with tenant_work(second.actor()) as by, pytest.raises(MovedOn):
            deed(ladder_id=row.pk, by=by, at=AT)
    later = in_force(officers, CITY_AFTER_TWO)
    row.refresh_from_db()
    assert (row.state, row.ended_at, later.number) == (LadderState.REPLACED, AT, 2)
    assert [rung.key for rung in later.steps if rung.key in (QUARTER.key, CITY_AFTER_TWO.key)] == [
        QUARTER.key,
        CITY_AFTER_TWO.key,
    ]
    codes = PlatformEvent.objects.filter(subject_id=row.pk).order_by("id").values_list("code", flat=True)
    assert list(codes) == ["ladder_drafted", "ladder_changed", "ladder_asked", "ladder_put_in_force"]


def test_what_was_decided_is_never_changed_again(here: CityWorld, officers: tuple[Membership, Membership]) -> None:
    row = in_force(officers)
    changes: tuple[dict[str, Any], ...] = (
        {"rungs": []},
        {"reason": "x"},
        {"state": LadderState.DRAFT},
        {"number": 9},
    )
    for change in changes:
        with pytest.raises(ProgrammingError), transaction.atomic():
            CityLadder.objects.filter(pk=row.pk).update(**change)
    with tenant_work(officers[0].actor()) as by, pytest.raises(MovedOn):
        put_rung(ladder_id=row.pk, rung=QUARTER, instead_of="", by=by, at=AT)
    (deadline,) = start(here, received(here))
    with pytest.raises(ProgrammingError), transaction.atomic():
        DeadlinePlan.objects.filter(deadline=deadline).update(tells=[15])


def test_only_its_officer_changes_withdraws_or_asks_and_only_the_whole_citys_officers_draft(
    here: CityWorld, officers: tuple[Membership, Membership]
) -> None:
    first, second = officers
    row = drafted(first)
    for deed in (
        partial(put_rung, rung=QUARTER, instead_of=""),
        partial(ask_for_ladder, reason="x", reaches_running=False),
        withdraw_ladder,
    ):
        with tenant_work(second.actor()) as by, pytest.raises(NotTheAsker):
            deed(ladder_id=row.pk, by=by, at=AT)
    district = member("of-district", role=Role.BUREAU, city=here.city, organisation=here.bureau, district=here.district)
    with tenant_work(district.actor()) as by, pytest.raises(WholeCityOnly):
        start_ladder(scope=Scope(), by=by, at=AT)
    with tenant_work(first.actor()) as by:
        with pytest.raises(UnknownScope):
            start_ladder(scope=Scope("in_force", DUTY), by=by, at=AT)
        withdraw_ladder(ladder_id=row.pk, by=by, at=AT)
        with pytest.raises(MovedOn):
            ask_for_ladder(ladder_id=row.pk, reason="x", reaches_running=False, by=by, at=AT)


def test_a_ladder_holds_to_its_limits(officers: tuple[Membership, Membership]) -> None:
    first, _second = officers
    row = drafted(first)
    silent = Rung(When.SHARE, 30, None, Audience(0))
    secret_miss = Rung(When.MISS, 0, None, Audience.CITY)
    wrong: list[tuple[Rung, str, type[DomainError]]] = [
        (silent, "", NobodyTold),
        (default_rungs()[0], "", RungTwice),
        (secret_miss, "miss-0", MissNotTold),
        (QUARTER, "share-99", MovedOn),
    ]
    with tenant_work(first.actor()) as by:
        for rung, instead_of, refusal in wrong:
            with pytest.raises(refusal):
                put_rung(ladder_id=row.pk, rung=rung, instead_of=instead_of, by=by, at=AT)
        for days in range(MOST_RUNGS - len(default_rungs())):
            more = Rung(When.CALENDAR_AFTER, days + 1, time(8), Audience.CITY)
            put_rung(ladder_id=row.pk, rung=more, instead_of="", by=by, at=AT)
        with pytest.raises(LadderTooLong):
            put_rung(ladder_id=row.pk, rung=QUARTER, instead_of="", by=by, at=AT)
        with pytest.raises(MissNotTold):
            drop_rung(ladder_id=row.pk, key="miss-0", by=by, at=AT)


def test_the_most_special_ladder_speaks_and_one_without_rungs_gives_it_up(
    here: CityWorld, rules: StatedRules, officers: tuple[Membership, Membership]
) -> None:
    def speaks(code: str = DUTY, basis: str = "in_force") -> CityLadder | None:
        return ladder_for(city_id=here.city.pk, duty=code, basis=basis).row

    assert speaks() is None
    general = in_force(officers, QUARTER)
    of_contracts = in_force(officers, scope=Scope(basis="contract"))
    of_duty = in_force(officers, CITY_AFTER_TWO, scope=Scope(duty=DUTY))
    assert (speaks(), speaks("other"), speaks("other", "contract")) == (of_duty, general, of_contracts)
    with pytest.raises(NothingToGiveUp):
        emptied(officers[0], Scope(basis="carried"))
    decide(officers[1], emptied(officers[0], Scope(duty=DUTY)))
    assert speaks() == general


def test_what_begins_then_follows_and_running_terms_keep_their_plan_until_planned_anew(
    here: CityWorld, officers: tuple[Membership, Membership]
) -> None:
    (before,) = start(here, received(here))
    row = in_force(officers, QUARTER, CITY_AFTER_TWO)
    (after,) = start(here, received(here, at=RECEIVED + timedelta(minutes=1)))
    assert (plan_of(before).ladder, plan_of(after).ladder, planned_by(row)) == (None, row, 1)
    kept = plan_of(after)
    assert kept.audience(0) == Audience.CHARGED | Audience.MANAGERS
    assert (kept.audience(kept.due_step), kept.instants) == (
        ladder_for(city_id=here.city.pk).ladder.at_miss,
        after.timer.plan,
    )
    request(here, china("2026-09-22T10:00"))
    answer(here, china("2026-09-24T10:00"))
    assert (plan_of(before).ladder, plan_of(before).version, planned_by(row)) == (row, 2, 2)
    assert DeadlinePlan.objects.filter(deadline=before, version=1, ladder=None).exists()
    assert replay(by=here.system).differences == ()


def test_a_ladder_may_reach_running_terms_but_not_those_missed(
    here: CityWorld, officers: tuple[Membership, Membership]
) -> None:
    (missed,) = start(here, received(here, at=RECEIVED - timedelta(days=30)))
    (running,) = start(here, received(here))
    first, second, *_others = running.timer.plan
    sweep(now=first)
    decide(officers[1], asked(officers[0], CITY_AFTER_TWO, running=True))
    row = Recomputation.objects.get()
    assert (row.state, row.cause, row.total) == (RecomputationState.RUNNING, "ladder", 1)
    run_recomputation(recomputation_id=row.pk, by=here.system, at=first + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, row.done, row.moved) == (RecomputationState.DONE, 1, 0)
    assert (plan_of(missed).version, plan_of(running).version) == (1, 2)
    running.timer.refresh_from_db()
    assert running.timer.fire_at == second
    assert china("2026-09-30T10:00") in running.timer.plan
    assert replay(by=here.system).differences == ()


def test_of_two_who_decide_one_draft_at_once_one_does(committed_db: str, committed_world: World) -> None:
    city = committed_world.here
    others = [member(name, role=Role.BUREAU, city=city.city, organisation=city.bureau) for name in ("left", "right")]
    row = asked(city.officer)

    def force(who: Membership) -> str:
        try:
            decide(who, row)
        except MovedOn:
            return "late"
        return "done"

    assert sorted(at_once(committed_db, *[("idi_app", partial(force, who)) for who in others])) == ["done", "late"]
    rival = [asked(city.officer, QUARTER), asked(city.officer, CITY_AFTER_TWO)]

    def replace(chosen: CityLadder) -> str:
        try:
            decide(others[0], chosen)
        except MovedOn:
            return "late"
        return "done"

    # Where the machine let one end before the other began, that one is replaced in its turn.
    done = at_once(committed_db, *[("idi_app", partial(replace, each)) for each in rival]).count("done")
    assert done >= 1
    with tenant_work(city.system):
        assert [each.number for each in CityLadder.objects.in_force()] == [1 + done]


def test_a_term_that_starts_while_a_ladder_comes_into_force_is_planned_by_one_of_them_wholly(
    committed_db: str, committed_world: World, rules: StatedRules
) -> None:
    city = committed_world.here
    second = member("second", role=Role.BUREAU, city=city.city, organisation=city.bureau)
    row = asked(city.officer, QUARTER)

    def begin() -> UUID:
        return started(city).pk

    def force() -> UUID:
        return decide(second, row).pk

    begun, _row = at_once(committed_db, ("idi_app", begin), ("idi_app", force))
    with tenant_work(city.system):
        kept = DeadlinePlan.objects.get(deadline=begun)
        spoken = len(kept.instants)
        assert (kept.ladder_id, spoken) in ((None, len(default_rungs())), (row.pk, len(default_rungs()) + 1))
        assert replay(by=city.system).differences == ()
