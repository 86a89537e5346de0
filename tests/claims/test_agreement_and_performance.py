"""The offer, the owner's answer, the works or the money."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from claims.constants import ADVANCE_DUTY, PERFORMANCE_DUTY
from claims.errors import (
    AmountWrong,
    EvidenceMissing,
    NotAllowedInState,
    NotYourStep,
    ReasonMissing,
    ScheduleWrong,
    TimeOutOfOrder,
)
from claims.public import (
    Agreement,
    Begun,
    Form,
    Result,
    Terms,
    accept_offer,
    decline_offer,
    record_agreement,
    record_payment,
    start_works,
)
from idi_platform.tenancy.public import DomainError, tenant_work
from tests.claims.path import Path, as_, deadline, last_day, picture, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 23, 10, tzinfo=ZONE)
AGREED = datetime(2026, 9, 25, 15, tzinfo=ZONE)


def covered(world: World) -> Path:
    path = surveyed(world.here, FILED)
    path.determine(Result.COVERED, FILED + timedelta(hours=2))
    return path


def offered(world: World, terms: Terms | None = None) -> Path:
    path = covered(world)
    path.offer(FILED + timedelta(days=1), terms)
    return path


MONEY = Terms(Form.PAYMENT, Decimal("12000.00"), "按清单赔付", start_on=date(2026, 9, 28))


def test_the_owners_yes_starts_the_term_of_performance(jiangmen: World) -> None:
    """Ten days from 25 September end on 5 October, in the holidays: Thursday 8 October."""
    path = offered(jiangmen)
    path.accept(AGREED)
    assert (path.state(), last_day(path.claim, PERFORMANCE_DUTY)) == ("agreed", date(2026, 10, 8))
    assert ADVANCE_DUTY not in running(path.claim)


def test_a_signed_paper_counts_from_its_signature(jiangmen: World) -> None:
    path = offered(jiangmen)
    as_(
        jiangmen.here.adjuster,
        lambda by: record_agreement(
            claim=path.claim,
            file=picture(),
            filename="协议.jpg",
            agreed_at=AGREED,
            by=by,
            at=AGREED + timedelta(days=2),
        ),
    )
    assert last_day(path.claim, PERFORMANCE_DUTY) == date(2026, 10, 8)


def test_a_signed_agreement_needs_its_paper(jiangmen: World) -> None:
    path = offered(jiangmen)
    with pytest.raises(EvidenceMissing):
        as_(
            jiangmen.here.adjuster,
            lambda by: record_agreement(claim=path.claim, file=None, filename="", agreed_at=AGREED, by=by, at=AGREED),
        )
    assert path.state() == "determined"


def test_after_a_no_another_offer_follows(jiangmen: World) -> None:
    path = offered(jiangmen)
    as_(jiangmen.here.owner, lambda by: decline_offer(claim=path.claim, reason="太晚", by=by, at=AGREED))
    with pytest.raises(NotAllowedInState):
        path.accept(AGREED)
    path.offer(AGREED)
    path.accept(AGREED)
    with tenant_work(jiangmen.here.system):
        assert Agreement.objects.count() == 2
    assert path.state() == "agreed"


def test_one_offer_at_a_time(jiangmen: World) -> None:
    path = offered(jiangmen)
    with pytest.raises(NotAllowedInState):
        path.offer(AGREED)


@pytest.mark.parametrize(
    ("terms", "field", "error"),
    [
        (Terms(Form.PAYMENT, None, "x", date(2026, 10, 1)), "amount", AmountWrong),
        (Terms(Form.PAYMENT, Decimal(0), "x", date(2026, 10, 1)), "amount", AmountWrong),
        (Terms(Form.REPAIR, Decimal(5), "x", date(2026, 10, 1)), "amount", AmountWrong),
        (Terms(Form.REPAIR, None, "x", date(2026, 9, 23)), "start_on", ScheduleWrong),
        (Terms(Form.REPAIR, None, "x", date(2026, 10, 2), date(2026, 10, 1)), "finish_on", ScheduleWrong),
        (Terms(Form.REPAIR, None, "  ", date(2026, 10, 1)), "words", ReasonMissing),
    ],
)
def test_an_offer_is_complete(jiangmen: World, terms: Terms, field: str, error: type[DomainError]) -> None:
    with pytest.raises(error) as refused:
        offered(jiangmen, terms)
    assert refused.value.field == field


def test_the_start_of_the_works_meets_the_term_and_their_end_closes_the_claim(jiangmen: World) -> None:
    path = offered(jiangmen)
    path.accept(AGREED)
    path.start(AGREED + timedelta(days=3))
    assert (path.state(), deadline(path.claim, PERFORMANCE_DUTY).met_at) == ("performing", AGREED + timedelta(days=3))
    path.complete(AGREED + timedelta(days=30))
    assert (path.state(), running(path.claim)) == ("closed", set())


def test_works_that_start_after_the_last_day_are_late(jiangmen: World) -> None:
    path = offered(jiangmen)
    path.accept(AGREED)
    path.start(datetime(2026, 10, 9, 0, tzinfo=ZONE))
    late = deadline(path.claim, PERFORMANCE_DUTY)
    assert late.missed_at == late.due_at


def test_the_money_meets_the_term_and_closes_the_claim(jiangmen: World) -> None:
    path = offered(jiangmen, MONEY)
    path.accept(AGREED)
    with pytest.raises(NotAllowedInState):
        path.start(AGREED)
    paid = Begun(AGREED, "已汇款", picture(), "回单.jpg")
    as_(jiangmen.here.adjuster, lambda by: record_payment(claim=path.claim, begun=paid, by=by, at=AGREED))
    assert (path.state(), running(path.claim)) == ("closed", set())


@pytest.mark.parametrize(
    ("begun", "field", "error"),
    [
        (Begun(AGREED, " ", picture(), "x.jpg"), "note", ReasonMissing),
        (Begun(AGREED, "开工", None), "evidence", EvidenceMissing),
        (Begun(AGREED - timedelta(minutes=2), "开工", picture(), "x.jpg"), "started_at", TimeOutOfOrder),
        (Begun(AGREED + timedelta(days=1), "开工", picture(), "x.jpg"), "started_at", TimeOutOfOrder),
    ],
)
def test_works_begin_after_the_agreement_with_evidence(
    jiangmen: World, begun: Begun, field: str, error: type[DomainError]
) -> None:
    path = offered(jiangmen)
    path.accept(AGREED)
    with pytest.raises(error) as refused:
        as_(jiangmen.here.adjuster, lambda by: start_works(claim=path.claim, begun=begun, by=by, at=AGREED))
    assert (refused.value.field, path.state()) == (field, "agreed")


def test_the_answer_is_the_owners(jiangmen: World) -> None:
    path = offered(jiangmen)
    for outsider in (jiangmen.here.adjuster, path.manager, jiangmen.there.owner):
        with pytest.raises(NotYourStep):
            as_(outsider, lambda by: accept_offer(claim=path.claim, by=by, at=AGREED))
