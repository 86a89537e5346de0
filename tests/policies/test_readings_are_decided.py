"""Two officers of a city decide how unclear words are read: what begins then follows, running terms wait."""

import json
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import PlatformEvent, record
from idi_platform.deadlines.models import Deadline, Move
from idi_platform.deadlines.public import run_recomputation, start_duties
from idi_platform.deadlines.services.deciding import approve_recomputation, ask_recomputation
from idi_platform.tenancy.public import MovedOn, NotTheAsker, OneWaits, SamePerson, tenant_work
from policies.constants import ProposalState
from policies.deciding import decided_in
from policies.errors import ReadSoAlready, UnknownOption
from policies.models import ReadingDecision, ReadingProposal, Trace
from policies.public import explanation
from policies.register import compiled_revision, regime_of
from policies.resolver import PolicyResolver, resolve_on
from policies.rules.readings import DEFAULT
from policies.rules.replay import replay
from policies.services.deciding_readings import (
    Proposed,
    decide_reading,
    propose_reading,
    refuse_reading,
    withdraw_reading,
)
from tests.claims.reports import signed_in
from tests.policies.test_corrections_and_running_terms import RECEIVED, running
from tests.world import ZONE, CityWorld, build_world, member

ROLL, DEDUCTION = "AMB-03", "AMB-04"
NORMAL, COMPLEX = "claims.determination.normal", "claims.determination.complex"
ON = date(2026, 11, 8)


@pytest.fixture
def city(in_force: None) -> CityWorld:
    return build_world().here


@pytest.fixture
def officers(city: CityWorld) -> tuple[Membership, Membership]:
    return tuple(
        member(name, role=Role.BUREAU, city=city.city, organisation=city.bureau) for name in ("reader-a", "reader-b")
    )  # type: ignore[return-value]  # two of them


def proposed(who: Membership, option: str, *, reading: str = ROLL, parameter: str = "") -> UUID:
    told = Proposed(reading, option, parameter, "会议纪要", "住建函〔2026〕1号")
    with tenant_work(who.actor()) as by:
        return propose_reading(proposed=told, by=by, at=RECEIVED).pk


def decided(officers: tuple[Membership, Membership], option: str, **about: str) -> ReadingDecision:
    proposal = proposed(officers[0], option, **about)
    with tenant_work(officers[1].actor()) as by:
        return decide_reading(proposal_id=proposal, by=by, at=RECEIVED)


def rolls(parameter: str, jurisdiction: str = "440700", on: date = ON) -> bool:
    ((found, _hash),) = resolve_on(
        jurisdiction=jurisdiction, parameter=parameter, on=on, facts={"complexity": parameter.rpartition(".")[2]}
    )
    assert found.term is not None
    return found.term.roll


def due_on(deadline: Deadline, city: CityWorld) -> date:
    with tenant_work(city.system):
        deadline.refresh_from_db()
    return deadline.due_at.astimezone(ZONE).date()


def waiting(city: CityWorld) -> UUID:
    with tenant_work(city.system):
        return ReadingProposal.objects.get(city=city.city, state=ProposalState.ASKED).pk


@pytest.mark.attacks("policies.decide_readings")
def test_one_proposes_and_another_person_decides(officers: tuple[Membership, Membership], city: CityWorld) -> None:
    first, second = officers
    proposal = proposed(first, "no_roll")
    other_hat = Membership.objects.create(
        user=first.user, role=Role.BUREAU, city=city.city, organisation=city.insurer, valid_from=first.valid_from
    )
    for hat in (first, other_hat):
        with tenant_work(hat.actor()) as by, pytest.raises(SamePerson):
            decide_reading(proposal_id=proposal, by=by, at=RECEIVED)
    with pytest.raises(OneWaits):
        proposed(second, DEFAULT)
    with tenant_work(second.actor()) as by, pytest.raises(NotTheAsker):
        withdraw_reading(proposal_id=proposal, by=by, at=RECEIVED)
    assert rolls(NORMAL)
    with tenant_work(second.actor()) as by:
        decision = decide_reading(proposal_id=proposal, by=by, at=RECEIVED)
        with pytest.raises(MovedOn):
            refuse_reading(proposal_id=proposal, by=by, at=RECEIVED)
    assert (decision.body_zh, decision.option, decision.jurisdiction) == (city.bureau.name_zh, "no_roll", "440700")
    with pytest.raises(ReadSoAlready):
        proposed(second, "no_roll")
    assert list(PlatformEvent.objects.filter(subject_id=proposal).values_list("code", flat=True).order_by("id")) == [
        "reading_proposed",
        "reading_decided",
    ]
    with pytest.raises(ProgrammingError), transaction.atomic():
        ReadingDecision.objects.create(
            pk=city.project.pk, jurisdiction="440700", reading_id=ROLL, option=DEFAULT, decided_at=RECEIVED
        )


def test_a_decision_holds_for_its_city_and_one_on_a_term_goes_before(officers: tuple[Membership, Membership]) -> None:
    decided(officers, "no_roll")
    assert (rolls(NORMAL), rolls(COMPLEX), rolls(NORMAL, "330100", date(2025, 3, 3))) == (False, False, True)
    decided(officers, DEFAULT, parameter=COMPLEX)
    assert (rolls(NORMAL), rolls(COMPLEX)) == (False, True)
    with pytest.raises(UnknownOption):
        proposed(officers[0], "no_roll", parameter="validity.from")
    known_before = regime_of("440700", known_at=datetime(2026, 11, 8, 9, tzinfo=ZONE))
    assert not known_before.decided


def test_the_reasoning_names_the_decision_and_replays_to_the_byte(officers: tuple[Membership, Membership]) -> None:
    ((_found, before),) = resolve_on(jurisdiction="440700", parameter=NORMAL, on=ON, facts={})
    decided(officers, "no_roll")
    ((_found, after),) = resolve_on(jurisdiction="440700", parameter=NORMAL, on=ON, facts={})
    bodies = {row.hash: row.body for row in Trace.objects.filter(pk__in=(before, after))}
    assert all(body in replay(body, compiled_revision) for body in bodies.values())
    assert "decided" not in json.loads(bodies[before])
    assert json.loads(bodies[after])["decided"] == {ROLL: {"option": "no_roll", "roll": False}}
    explained = explanation(after)
    assert explained is not None
    (reading,) = [reading for reading in explained.readings if reading.code == ROLL]
    assert (reading.is_decided, "不顺延" in reading.read_as) == (True, True)


def test_a_request_for_documents_stops_the_short_clock_once_decided(officers: tuple[Membership, Membership]) -> None:
    ((_found, trace_hash),) = resolve_on(jurisdiction="440700", parameter=NORMAL, on=ON, facts={})
    resolver = PolicyResolver()
    assert not resolver.is_suspendable(NORMAL, trace_hash)
    decided(officers, DEFAULT, reading=DEDUCTION)
    assert resolver.is_suspendable(NORMAL, trace_hash)
    decided(officers, "complex_only", reading=DEDUCTION)
    assert not resolver.is_suspendable(NORMAL, trace_hash)
    holding = decided_in("440700").option(DEDUCTION, NORMAL)
    assert holding is not None
    assert (holding.code, ReadingDecision.objects.count()) == ("complex_only", 2)


def test_running_terms_move_only_by_a_recomputation_of_two_officers(
    officers: tuple[Membership, Membership], city: CityWorld
) -> None:
    deadline: Deadline = running(city)
    assert deadline.due_at.astimezone(ZONE).date() == date(2026, 11, 17)
    decided(officers, "no_roll")
    assert due_on(deadline, city) == date(2026, 11, 17)
    (cause,) = PolicyResolver().corrected("440700")
    with tenant_work(officers[0].actor()) as by:
        row = ask_recomputation(corrected=cause, reason="按决定", only=None, by=by, at=RECEIVED)
    with tenant_work(officers[1].actor()) as by:
        approve_recomputation(row=row, by=by, at=RECEIVED)
    run_recomputation(recomputation_id=row.pk, by=city.system, at=RECEIVED)
    assert due_on(deadline, city) == date(2026, 11, 16)
    with tenant_work(city.system) as by:
        assert Move.objects.get(deadline=deadline).recomputation.reference == ROLL
        event = record(dossier_id=deadline.dossier_id, code="claim_received", by=by, at=RECEIVED, payload={})
        fresh = start_duties(
            dossier=deadline.dossier, event=event, obliged={"insurer": city.insurer.pk}, by=city.system
        )
    assert [one.term_rolls for one in fresh if one.duty == deadline.duty] == [False]


def test_officers_decide_on_the_pages_and_everybody_reads_both_decisions(
    officers: tuple[Membership, Membership], city: CityWorld
) -> None:
    first, second = (signed_in(officer, "en") for officer in officers)
    page, public = reverse("policies:propose_reading", args=[ROLL]), reverse("policies:reading", args=[ROLL])
    told = {"option": "no_roll", "parameter": "", "reason": "会议纪要", "document": "住建函〔2026〕1号"}
    assert first.post(page, {**told, "document": ""}).status_code == 422
    assert first.post(page, told).status_code == 302
    assert "Waits for the second officer" in second.get(page).content.decode()
    assert "Waits for a decision" in second.get(reverse("policies:reading_desk")).content.decode()
    assert "住建函" not in Client().get(public).content.decode()
    decide = reverse("policies:decide_reading", args=[waiting(city)])
    assert [first.post(decide, {"decision": "decide"}).status_code, second.post(decide).status_code] == [403, 422]
    assert [second.post(decide, {"decision": "decide"}).status_code for _ in range(2)] == [302, 409]
    assert second.post(page, {**told, "option": DEFAULT, "document": "住建函〔2026〕2号"}).status_code == 302
    again = reverse("policies:decide_reading", args=[waiting(city)])
    assert first.post(again, {"decision": "decide"}).status_code == 302
    shown = Client().get(public).content.decode()
    assert all(f"住建函〔2026〕{number}号" in shown for number in (1, 2))
    assert officers[0].user.full_name not in shown
    assert "没有作出决定" in Client().get(reverse("policies:readings")).content.decode()
