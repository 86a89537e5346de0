"""One written request for everything that is missing; what it stops, and what its answer starts."""

from datetime import date, datetime, timedelta

import pytest

from claims.constants import ADVANCE_DUTY, COMPLEX_DUTY, NORMAL_DUTY
from claims.errors import (
    AskedBefore,
    NotAllowedInState,
    NotAsked,
    NothingAsked,
    NotYourStep,
    ReasonMissing,
    TimeOutOfOrder,
    TooManyDocuments,
)
from claims.public import (
    Asked,
    Claim,
    RequestedDocument,
    Result,
    confirm_documents,
    declare_complex,
    record_document,
    request_documents,
    upload_document,
)
from idi_platform.tenancy.public import DomainError, tenant_work
from tests.claims.path import Path, as_, begun, deadline, last_day, picture, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
ASKED = datetime(2026, 10, 9, 11, tzinfo=ZONE)
ANSWERED = datetime(2026, 10, 19, 9, tzinfo=ZONE)


def items(path: Path) -> list[RequestedDocument]:
    with tenant_work(path.city.system):
        return list(RequestedDocument.objects.filter(request__claim=path.claim))


def send(path: Path, item: RequestedDocument, at: datetime) -> None:
    as_(
        path.city.owner,
        lambda by: upload_document(
            claim=path.claim, item_id=item.pk, file=picture(), filename="合同.jpg", by=by, at=at
        ),
    )


def complex_case(path: Path, at: datetime) -> None:
    as_(path.city.adjuster, lambda by: declare_complex(claim=path.claim, reasons="须做检测", by=by, at=at))


@pytest.mark.shows("NAT-011")
def test_a_second_request_is_refused_with_the_law(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    path.ask(ASKED)
    with pytest.raises(AskedBefore) as refused:
        path.ask(ASKED + timedelta(days=1), "身份证")
    assert "第二十二条" in str(refused.value.rule)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (Asked([" "], "核对", ASKED), NothingAsked),
        (Asked(["合同"] * 21, "核对", ASKED), TooManyDocuments),
        (Asked(["合同"], "  ", ASKED), ReasonMissing),
        (Asked(["合同"], "核对", ASKED + timedelta(minutes=1)), TimeOutOfOrder),
        (Asked(["合同"], "核对", FILED - timedelta(minutes=1)), TimeOutOfOrder),
    ],
)
def test_a_request_names_what_is_missing_and_lies_in_time(
    jiangmen: World, asked: Asked, error: type[DomainError]
) -> None:
    path = begun(jiangmen.here, FILED)
    with pytest.raises(error):
        as_(
            jiangmen.here.adjuster,
            lambda by: request_documents(claim=path.claim, asked=asked, by=by, at=ASKED),
        )


def test_the_ordinary_term_runs_on_while_documents_are_missing(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    path.ask(FILED + timedelta(hours=2))
    assert deadline(path.claim, NORMAL_DUTY).suspended_since is None


def test_the_complex_term_stands_still_from_the_arrival_of_the_request(jiangmen: World) -> None:
    """30 days from 28 September end on 28 October; ten midnights later is Saturday 7 November: Monday the 9th."""
    path = begun(jiangmen.here, FILED)
    complex_case(path, FILED + timedelta(days=1))
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 10, 28)
    path.ask(ASKED + timedelta(hours=3), arrived_at=ASKED)
    assert deadline(path.claim, COMPLEX_DUTY).suspended_since == ASKED
    send(path, items(path)[0], ANSWERED)
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 11, 9)


def test_a_request_before_the_case_is_declared_complex_counts_from_its_arrival(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    path.ask(FILED + timedelta(days=1))
    complex_case(path, FILED + timedelta(days=2))
    assert deadline(path.claim, COMPLEX_DUTY).suspended_since == FILED + timedelta(days=1)
    send(path, items(path)[0], FILED + timedelta(days=4))
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 11, 2)  # 28 October + 3 = Saturday 31, rolls to Monday


def test_an_answered_request_is_deducted_from_a_case_declared_complex_later(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    path.ask(FILED + timedelta(days=1))
    send(path, items(path)[0], FILED + timedelta(days=2))
    complex_case(path, FILED + timedelta(days=3))
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 10, 29)


def test_the_last_document_starts_payment_in_advance(jiangmen: World) -> None:
    """60 days from 3 August end on 2 October, in the National Day holidays: Thursday 8 October."""
    path = begun(jiangmen.here, datetime(2026, 8, 1, 9, tzinfo=ZONE))
    path.ask(datetime(2026, 8, 2, 9, tzinfo=ZONE), "合同", "照片")
    first, second = items(path)
    send(path, first, datetime(2026, 8, 2, 10, tzinfo=ZONE))
    assert ADVANCE_DUTY not in running(path.claim)
    send(path, second, datetime(2026, 8, 3, 10, tzinfo=ZONE))
    assert last_day(path.claim, ADVANCE_DUTY) == date(2026, 10, 8)


def test_a_paper_counts_from_the_day_it_came(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    complex_case(path, FILED + timedelta(days=1))
    path.ask(ASKED)
    item = items(path)[0]
    as_(
        jiangmen.here.adjuster,
        lambda by: record_document(
            claim=path.claim, item_id=item.pk, received_at=ANSWERED, by=by, at=ANSWERED + timedelta(days=3)
        ),
    )
    assert last_day(path.claim, COMPLEX_DUTY) == date(2026, 11, 9)


def test_a_paper_in_the_minute_of_the_request_came_with_it(jiangmen: World) -> None:
    """People write minutes: what came at 11:00 did not come before it was asked for at half past that minute."""
    path, asked = begun(jiangmen.here, FILED), ASKED + timedelta(seconds=30)
    path.ask(asked)
    item = items(path)[0]
    as_(
        jiangmen.here.adjuster,
        lambda by: record_document(claim=path.claim, item_id=item.pk, received_at=ASKED, by=by, at=asked),
    )
    assert items(path)[0].received_at == asked


def test_a_document_comes_once_and_only_when_asked_for(jiangmen: World) -> None:
    path, other = begun(jiangmen.here, FILED), begun(jiangmen.there, FILED)
    path.ask(ASKED, "合同", "照片")
    other.ask(ASKED)
    first = items(path)[0]
    send(path, first, ANSWERED)
    for wrong in (first, items(other)[0]):
        with pytest.raises(NotAsked):
            send(path, wrong, ANSWERED)


def test_nothing_missing_is_said_once_and_closes_the_request(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    as_(jiangmen.here.adjuster, lambda by: confirm_documents(claim=path.claim, by=by, at=FILED))
    with tenant_work(jiangmen.here.system):
        assert Claim.objects.get().documents_complete_at == FILED
    for again in (lambda by: confirm_documents(claim=path.claim, by=by, at=FILED), None):
        with pytest.raises(NotAllowedInState):
            as_(jiangmen.here.adjuster, again) if again else path.ask(ASKED)


def test_documents_are_the_adjusters_to_ask_and_the_owners_to_send(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    with pytest.raises(NotYourStep):
        as_(
            jiangmen.here.owner,
            lambda by: request_documents(claim=path.claim, asked=Asked(["合同"], "x", FILED), by=by, at=FILED),
        )
    path.ask(ASKED)
    item = items(path)[0]
    with pytest.raises(NotYourStep):
        as_(
            path.manager,
            lambda by: upload_document(
                claim=path.claim, item_id=item.pk, file=picture(), filename="x.jpg", by=by, at=ANSWERED
            ),
        )


def test_a_determination_ends_the_waiting(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    complex_case(path, FILED + timedelta(days=1))
    path.ask(ASKED)
    path.determine(Result.COVERED, ANSWERED)
    met = deadline(path.claim, COMPLEX_DUTY)
    assert (met.met_at, met.suspended_since, met.missed_at) == (ANSWERED, None, None)
