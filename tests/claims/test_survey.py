"""The insurer's adjuster records that the home was looked at."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from claims.constants import SURVEY_DUTY
from claims.errors import NotAllowedInState, NotYourStep, SurveyFactMissing, SurveyTime
from claims.lifecycle import ClaimAction, open_actions
from claims.models import Claim, Survey
from claims.public import SurveyFacts, record_survey
from claims.web.timeline import entries_of
from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import Event
from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import AT, filed
from tests.supervision.cases import Term, arm, start_term
from tests.world import World, member

LATER = AT + timedelta(days=2)


def survey(
    claim: Claim,
    by: Membership,
    *,
    on: datetime = AT + timedelta(days=1),
    present: str = "业主",
    findings: str = "渗漏",
) -> None:
    with tenant_work(by.actor()) as actor:
        record_survey(claim=claim, facts=SurveyFacts(on, present, findings), by=actor, at=LATER)


def test_a_survey_moves_the_claim_and_is_on_record(world: World) -> None:
    claim = filed(world.here)
    survey(claim, world.here.adjuster)
    with tenant_work(world.here.system):
        assert Claim.objects.get().state == "surveyed"
        event = Event.objects.get(dossier_id=claim.pk, code="claim_surveyed")
        kept = Survey.objects.get(pk=event.payload["survey"])
    assert (kept.present, kept.findings) == ("业主", "渗漏")
    assert "业主" not in str(event.payload)


def test_a_claim_is_surveyed_once(world: World) -> None:
    claim = filed(world.here)
    survey(claim, world.here.adjuster)
    with pytest.raises(NotAllowedInState):
        survey(claim, world.here.adjuster)


@pytest.mark.parametrize("on", [AT - timedelta(minutes=1), LATER + timedelta(minutes=1)])
def test_a_survey_lies_between_filing_and_now(world: World, on: datetime) -> None:
    with pytest.raises(SurveyTime) as refused:
        survey(filed(world.here), world.here.adjuster, on=on)
    assert (refused.value.field, bool(refused.value.rule)) == ("surveyed_at", True)


@pytest.mark.parametrize(("field", "present", "findings"), [("present", "  ", "渗漏"), ("findings", "业主", "  ")])
def test_a_survey_without_facts_is_none(world: World, field: str, present: str, findings: str) -> None:
    with pytest.raises(SurveyFactMissing) as refused:
        survey(
            filed(world.here),
            world.here.adjuster,
            present="  " if field == "present" else "业主",
            findings="  " if field == "findings" else "渗漏",
        )
    assert refused.value.field == field


def test_only_an_adjuster_of_the_claims_own_insurer_surveys(world: World) -> None:
    claim = filed(world.here)
    manager = member("manager", role=Role.INSURER_MANAGER, city=world.here.city, organisation=world.here.insurer)
    rival = member("rival", role=Role.ADJUSTER, city=world.here.city, organisation=world.there.insurer)
    for outsider in (manager, rival, world.here.owner, world.here.officer):
        with pytest.raises(NotYourStep):
            survey(claim, outsider)
        assert open_actions(claim, outsider.actor()) == []
    assert open_actions(claim, world.here.adjuster.actor())[0] == ClaimAction.SURVEY


def test_a_survey_in_time_that_is_entered_after_the_miss_is_told_in_the_timeline(world: World) -> None:
    claim = filed(world.here)
    due_at = AT + timedelta(days=1, hours=1)
    deadline = start_term(world.here, Term(due_at), claim=claim)
    with tenant_work(world.here.system):
        Deadline.objects.filter(pk=deadline.pk).update(duty=SURVEY_DUTY, missed_at=due_at)
        arm(deadline, due_at, due_step=0)
    survey(claim, world.here.adjuster)
    with tenant_work(world.here.officer.actor()) as viewer, translation.override("en"):
        entries = {entry.at: str(entry.title) for entry in entries_of(viewer, claim) if entry.duty}
    assert entries[LATER] == "Recorded as done in time after the miss was told"
