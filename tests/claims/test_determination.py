"""Whether a claim is covered: one answer, by one adjuster; a denial by two persons."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from claims.constants import ADVANCE_DUTY, DENIAL_DUTY, NORMAL_DUTY
from claims.errors import CoveredPartMissing, DenialIncomplete, DeterminedAlready, NotYourStep, ReasonMissing
from claims.models import DeterminationEvidence
from claims.public import Claim, Determination, Finding, Result, determine, send_back
from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import DomainError, SamePerson, tenant_work
from tests.claims.path import Path, as_, deadline, last_day, running, surveyed
from tests.world import ZONE, World

FILED = datetime(2026, 9, 28, 10, tzinfo=ZONE)
LATER = FILED + timedelta(days=1)


def submit(path: Path, finding: Finding) -> Determination:
    return as_(path.city.adjuster, lambda by: determine(claim=path.claim, finding=finding, by=by, at=LATER))


def test_covered_is_made_at_once_and_meets_the_term(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.COVERED, LATER)
    assert (path.state(), deadline(path.claim, NORMAL_DUTY).met_at) == ("determined", LATER)
    assert running(path.claim) == {ADVANCE_DUTY}


def test_only_a_denial_rests_on_files(jiangmen: World) -> None:
    """Whose file an id is, is asked of a denial alone; nothing else keeps one."""
    path = surveyed(jiangmen.here, FILED)
    submit(path, replace(path.finding(Result.COVERED), evidence=[uuid4()]))
    with tenant_work(path.city.system):
        assert not DeterminationEvidence.objects.exists()


@pytest.mark.parametrize("result", [Result.PARTLY, Result.NOT_COVERED])
def test_a_denial_is_made_when_a_second_person_approves(jiangmen: World, result: Result) -> None:
    """Three days from 30 September end on 3 October, in the holidays: Thursday 8 October."""
    path = surveyed(jiangmen.here, FILED)
    path.determine(result, LATER)
    assert (path.state(), deadline(path.claim, NORMAL_DUTY).met_at) == ("proposed", None)
    approved_at = datetime(2026, 9, 30, 16, tzinfo=ZONE)
    path.approve(approved_at)
    assert (path.state(), deadline(path.claim, NORMAL_DUTY).met_at) == ("determined", approved_at)
    assert last_day(path.claim, DENIAL_DUTY) == date(2026, 10, 8)
    assert (ADVANCE_DUTY in running(path.claim)) == (result == Result.PARTLY)


@pytest.mark.attacks("claims.approve", "claims.return")
def test_nobody_approves_what_they_prepared(jiangmen: World) -> None:
    """One person with both roles: the persons are compared, not the memberships."""
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.NOT_COVERED, LATER)
    here = jiangmen.here
    both = Membership.objects.create(
        user=here.adjuster.user,
        role=Role.INSURER_MANAGER,
        city=here.city,
        organisation=here.insurer,
        valid_from=date(2022, 1, 1),
    )
    with pytest.raises(SamePerson):
        path.approve(LATER, by=both)
    with pytest.raises(SamePerson):
        as_(both, lambda by: send_back(claim=path.claim, reason="x", by=by, at=LATER))
    assert path.state() == "proposed"


def test_what_is_sent_back_can_be_written_again(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.NOT_COVERED, LATER)
    as_(path.manager, lambda by: send_back(claim=path.claim, reason="证据不足", by=by, at=LATER))
    assert (path.state(), deadline(path.claim, NORMAL_DUTY).met_at) == ("surveyed", None)
    path.determine(Result.COVERED, LATER)
    assert path.state() == "determined"


def test_the_second_adjuster_is_told_who_was_first_and_when(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.COVERED, LATER)
    with pytest.raises(DeterminedAlready) as told:
        path.determine(Result.NOT_COVERED, LATER)
    assert "here-adjuster" in str(told.value)
    assert "2026-09-29" in str(told.value)


@pytest.mark.parametrize(
    ("change", "field", "error"),
    [
        ({"words": " "}, "words", ReasonMissing),
        ({"reasons": " "}, "reasons", DenialIncomplete),
        ({"clause": None}, "clause", DenialIncomplete),
        ({"evidence": []}, "evidence", DenialIncomplete),
        ({"evidence": [uuid4()]}, "evidence", DenialIncomplete),
        ({"covered_part": ""}, "covered_part", CoveredPartMissing),
        ({"denied_part": ""}, "denied_part", CoveredPartMissing),
    ],
)
@pytest.mark.shows("BJ-086", "SH-092")
def test_a_denial_needs_reasons_clause_evidence_and_parts(
    jiangmen: World, change: dict[str, object], field: str, error: type[DomainError]
) -> None:
    path = surveyed(jiangmen.here, FILED)
    finding = replace(path.finding(Result.PARTLY), **change)  # type: ignore[arg-type]  # the names are the fields'
    with pytest.raises(error) as refused:
        submit(path, finding)
    assert (refused.value.field, bool(refused.value.rule)) == (field, True)
    assert path.state() == "surveyed"


def test_the_clause_is_frozen_with_its_text(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    made = path.determine(Result.NOT_COVERED, LATER)
    assert (made.clause_rule, made.clause_article) == ("JM-032", "四(四)")
    assert "业主" in made.clause_quote
    with tenant_work(jiangmen.here.system):
        assert DeterminationEvidence.objects.filter(determination=made).count() == 1


def test_an_owner_sees_nothing_before_it_is_made(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    path.determine(Result.NOT_COVERED, LATER)
    with tenant_work(jiangmen.here.owner.actor()) as owner:
        assert not Determination.objects.visible_to(owner).exists()
    path.approve(LATER)
    with tenant_work(jiangmen.here.owner.actor()) as owner:
        assert Determination.objects.visible_to(owner).count() == 1


def test_each_person_has_one_part(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, FILED)
    for outsider in (path.manager, jiangmen.here.owner, jiangmen.here.officer, jiangmen.there.adjuster):
        with pytest.raises((NotYourStep, Claim.DoesNotExist)):
            path.determine(Result.COVERED, LATER, by=outsider)
    path.determine(Result.NOT_COVERED, LATER)
    for outsider in (jiangmen.here.adjuster, jiangmen.here.owner, jiangmen.here.officer):
        with pytest.raises(NotYourStep):
            path.approve(LATER, by=outsider)
