"""The denial: a letter with reasons, clause, evidence and the way to appeal, within its own term."""

from datetime import datetime, timedelta

import pytest

from claims.constants import DENIAL_DUTY
from claims.errors import NotAllowedInState, NotYourStep
from claims.public import Result, send_denial
from idi_platform.documents.public import Letter, letters_of
from idi_platform.tenancy.public import tenant_work
from tests.claims.path import Path, as_, deadline, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
MADE = FILED + timedelta(days=1)
SENT = FILED + timedelta(days=2)


def denied(world: World, result: Result) -> Path:
    path = surveyed(world.here, FILED)
    path.determine(result, MADE)
    path.approve(MADE)
    return path


def denial_of(path: Path) -> Letter:
    with tenant_work(path.city.owner.actor()) as owner:
        return letters_of(owner, path.claim.dossier).get(kind="claim_denial")


def test_sending_meets_the_term_and_ends_the_claim(jiangmen: World) -> None:
    path = denied(jiangmen, Result.NOT_COVERED)
    path.deny(SENT)
    assert (path.state(), running(path.claim)) == ("denied", set())
    assert deadline(path.claim, DENIAL_DUTY).met_at == SENT


def test_the_owner_reads_why_on_what_and_how_to_appeal(jiangmen: World) -> None:
    path = denied(jiangmen, Result.NOT_COVERED)
    path.deny(SENT)
    content = denial_of(path).content
    assert content["reasons"] == ["封窗由业主自行安装。", "渗水从封窗处进入。"]
    assert content["clauses"][0]["article"] == "四(四)"
    assert (content["determined_on"], len(content["evidence"]), len(content["appeal"])) == ("2026-09-29", 1, 3)


def test_a_partial_denial_leaves_the_covered_part_running(jiangmen: World) -> None:
    path = denied(jiangmen, Result.PARTLY)
    path.offer(MADE)
    path.accept(MADE)
    path.deny(SENT)
    assert (path.state(), deadline(path.claim, DENIAL_DUTY).met_at) == ("agreed", SENT)
    assert (denial_of(path).content["part"], denial_of(path).content["covered_part"]) == ("阳台封窗", "卫生间")


def test_a_claim_is_not_closed_while_a_denial_is_owed(jiangmen: World) -> None:
    path = denied(jiangmen, Result.PARTLY)
    path.offer(MADE)
    path.accept(MADE)
    path.start(MADE)
    with pytest.raises(NotAllowedInState):
        path.complete(SENT)
    path.deny(SENT)
    path.complete(SENT)
    assert path.state() == "closed"


@pytest.mark.parametrize("result", [Result.PARTLY, Result.NOT_COVERED])
def test_a_denial_is_sent_once(jiangmen: World, result: Result) -> None:
    path = denied(jiangmen, result)
    path.deny(SENT)
    with pytest.raises(NotAllowedInState):
        path.deny(SENT)


def test_nothing_is_denied_before_it_is_decided_or_when_it_is_covered(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    with pytest.raises(NotAllowedInState):
        path.deny(SENT)
    path.determine(Result.COVERED, MADE)
    with pytest.raises(NotAllowedInState):
        path.deny(SENT)


def test_a_denial_is_the_adjusters_to_send(jiangmen: World) -> None:
    path = denied(jiangmen, Result.NOT_COVERED)
    for outsider in (path.manager, jiangmen.here.owner, jiangmen.here.officer):
        with pytest.raises(NotYourStep):
            as_(outsider, lambda by: send_denial(claim=path.claim, by=by, at=SENT))


def test_the_receipt_names_what_runs_and_what_may_follow(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    with tenant_work(jiangmen.here.owner.actor()) as owner:
        content = letters_of(owner, path.claim.dossier).get(kind="claim_receipt").content
    assert [term["due_at"] for term in content["terms"]] == ["2026-10-09T00:00:00+08:00"]
    assert [term["clause"] for term in content["next_terms"]]
    assert {term["due_at"] for term in content["next_terms"]} == {None}
