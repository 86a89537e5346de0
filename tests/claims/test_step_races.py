"""Many at once on one claim: of every move one wins, and nothing is done twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from claims.errors import AskedBefore, DeterminedAlready, NotAllowedInState
from claims.models import Claim, ComplexCase, Determination, DocumentRequest, Performance
from claims.public import (
    Result,
    apply_for_claim,
    declare_complex,
    record_application,
    record_call,
    send_back,
    withdraw_claim,
)
from idi_platform.accounts.public import Role
from idi_platform.audit.public import Event
from idi_platform.documents.public import Letter
from idi_platform.tenancy.public import tenant_work, uuid7
from tests.claims.calls import call, called
from tests.claims.path import as_, begun, picture, pin_scheme, publish, surveyed
from tests.threads import at_once
from tests.world import ZONE, World, member

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
AT = FILED + timedelta(days=1)
REFUSED = (NotAllowedInState, DeterminedAlready, AskedBefore)


@pytest.fixture
def city(committed_db: str, committed_world: World) -> World:
    publish(committed_db)
    pin_scheme(committed_world.here)
    return committed_world


def outcomes(database: str, *works: Callable[[], object]) -> list[object]:
    """What each of these gave at once: its result, or its refusal."""

    def tried(work: Callable[[], object]) -> object:
        try:
            return work()
        except REFUSED as refused:
            return refused

    return at_once(database, *[("idi_app", lambda work=work: tried(work)) for work in works])


def won(results: list[object]) -> int:
    return sum(not isinstance(result, REFUSED) for result in results)


def test_of_six_adjusters_one_determines_and_the_others_are_told_who(committed_db: str, city: World) -> None:
    path = surveyed(city.here, FILED)
    six = [
        member(f"adjuster-{n}", role=Role.ADJUSTER, city=city.here.city, organisation=city.here.insurer)
        for n in range(6)
    ]
    results = outcomes(committed_db, *[lambda by=by: path.determine(Result.COVERED, AT, by=by) for by in six])
    refused = [result for result in results if isinstance(result, DeterminedAlready)]
    assert (won(results), len(refused)) == (1, 5)
    assert all("adjuster-" in str(result) and "2026-09-29" in str(result) for result in refused)
    with tenant_work(city.here.system):
        assert Determination.objects.count() == 1


def test_one_request_for_documents(committed_db: str, city: World) -> None:
    path = begun(city.here, FILED)
    assert won(outcomes(committed_db, *[lambda: path.ask(AT)] * 3)) == 1
    with tenant_work(city.here.system):
        assert DocumentRequest.objects.count() == 1


def test_an_application_is_received_once(committed_db: str, city: World) -> None:
    claim = called(city.here, at=FILED, called_at=FILED, noticed_on=FILED.date())
    owner, adjuster = city.here.owner, city.here.adjuster

    def send() -> None:
        as_(owner, lambda by: apply_for_claim(claim=claim, consented_at=AT, file=None, filename="", by=by, at=AT))

    def write_down() -> None:
        paper = picture()
        as_(
            adjuster,
            lambda by: record_application(claim=claim, received_at=AT, file=paper, filename="a.jpg", by=by, at=AT),
        )

    assert won(outcomes(committed_db, send, send, write_down)) == 1
    with tenant_work(city.here.system):
        assert Event.objects.filter(dossier_id=claim.pk, code="claim_received").count() == 1


def test_a_call_sent_at_once_from_one_form_is_one_claim(committed_db: str, city: World) -> None:
    told, key, unit = call(city.here, called_at=FILED, noticed_on=FILED.date()), uuid7(), city.here.unit

    def send() -> object:
        return as_(city.here.adjuster, lambda by: record_call(unit=unit, call=told, key=key, by=by, at=AT).dossier_id)

    assert len(set(outcomes(committed_db, *[send] * 3))) == 1
    with tenant_work(city.here.system):
        assert Claim.objects.count() == 1


def test_one_complex_case(committed_db: str, city: World) -> None:
    path = begun(city.here, FILED)

    def declare() -> None:
        as_(city.here.adjuster, lambda by: declare_complex(claim=path.claim, reasons="检测", by=by, at=AT))

    assert won(outcomes(committed_db, *[declare] * 3)) == 1
    with tenant_work(city.here.system):
        assert ComplexCase.objects.count() == 1


def test_approved_or_sent_back_never_both(committed_db: str, city: World) -> None:
    path = surveyed(city.here, FILED)
    path.determine(Result.NOT_COVERED, AT)

    def back() -> None:
        as_(path.manager, lambda by: send_back(claim=path.claim, reason="证据不足", by=by, at=AT))

    assert won(outcomes(committed_db, lambda: path.approve(AT), back)) == 1


def test_one_denial_letter(committed_db: str, city: World) -> None:
    path = surveyed(city.here, FILED)
    path.determine(Result.PARTLY, AT)
    path.approve(AT)
    assert won(outcomes(committed_db, *[lambda: path.deny(AT)] * 3)) == 1
    with tenant_work(city.here.system):
        assert Letter.objects.filter(kind="claim_denial").count() == 1


def test_agreed_or_withdrawn_never_both(committed_db: str, city: World) -> None:
    path = surveyed(city.here, FILED)
    path.determine(Result.COVERED, AT)
    path.offer(AT)

    def withdraw() -> None:
        as_(city.here.owner, lambda by: withdraw_claim(claim=path.claim, reason="x", by=by, at=AT))

    assert won(outcomes(committed_db, lambda: path.accept(AT), withdraw)) == 1
    assert path.state() in ("agreed", "withdrawn")


def test_one_offer_one_start_one_end(committed_db: str, city: World) -> None:
    path = surveyed(city.here, FILED)
    path.determine(Result.COVERED, AT)
    assert won(outcomes(committed_db, *[lambda: path.offer(AT)] * 2)) == 1
    path.accept(AT)
    assert won(outcomes(committed_db, *[lambda: path.start(AT)] * 2)) == 1
    assert won(outcomes(committed_db, *[lambda: path.complete(AT)] * 2)) == 1
    with tenant_work(city.here.system):
        assert (Performance.objects.count(), Claim.objects.get().state) == (1, "closed")
