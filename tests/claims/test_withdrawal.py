"""An owner takes a claim back."""

from datetime import datetime, timedelta

import pytest

from claims.errors import NotAllowedInState, NotYourStep, ReasonMissing
from claims.public import Result, withdraw_claim
from tests.claims.path import Path, as_, begun, deadline, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
LATER = FILED + timedelta(days=1)


def withdraw(path: Path, at: datetime = LATER, reason: str = "已自行修好") -> None:
    as_(path.city.owner, lambda by: withdraw_claim(claim=path.claim, reason=reason, by=by, at=at))


def test_nothing_is_owed_any_longer(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    withdraw(path)
    assert (path.state(), running(path.claim)) == ("withdrawn", set())


def test_what_was_missed_before_stays_missed(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    withdraw(path, at=FILED + timedelta(days=30))
    late = deadline(path.claim, "claims.determination.normal")
    assert late.missed_at == late.due_at


def test_an_agreement_is_not_withdrawn(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.COVERED, LATER)
    path.offer(LATER)
    path.accept(LATER)
    with pytest.raises(NotAllowedInState):
        withdraw(path)


def test_a_withdrawal_has_its_reason_and_its_owner(jiangmen: World) -> None:
    path = begun(jiangmen.here, FILED)
    with pytest.raises(ReasonMissing):
        withdraw(path, reason=" ")
    with pytest.raises(NotYourStep):
        as_(jiangmen.here.adjuster, lambda by: withdraw_claim(claim=path.claim, reason="x", by=by, at=LATER))
