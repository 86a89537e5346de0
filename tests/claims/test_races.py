"""Many at once: one claim from ten presses, one winner of two surveys."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from claims.errors import NotAllowedInState
from claims.models import Claim, ClaimDraft, Survey
from claims.public import SurveyFacts, file_claim, record_survey
from idi_platform.accounts.public import Membership
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import AT, draft, filed
from tests.threads import at_once
from tests.world import World

LATER = AT + timedelta(days=1)


def press(report: ClaimDraft, owner: Membership) -> UUID:
    with tenant_work(owner.actor()) as by:
        return file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT).dossier_id


def survey(claim: Claim, adjuster: Membership) -> bool:
    with tenant_work(adjuster.actor()) as by:
        try:
            record_survey(claim=claim, facts=SurveyFacts(AT, "业主", "渗漏"), by=by, at=LATER)
        except NotAllowedInState:
            return False
    return True


def test_ten_presses_of_the_button_make_one_claim(committed_db: str, committed_world: World) -> None:
    here = committed_world.here
    report = draft(here, photographs=1)
    answers = at_once(committed_db, *[("idi_app", partial(press, report, here.owner))] * 10)
    assert len(set(answers)) == 1
    with tenant_work(here.system):
        assert (Claim.objects.count(), Dossier.objects.filter(kind="claim").count()) == (1, 1)


def test_of_two_surveys_at_once_one_is_recorded(committed_db: str, committed_world: World) -> None:
    here = committed_world.here
    claim = filed(here)
    outcomes = at_once(committed_db, *[("idi_app", partial(survey, claim, here.adjuster))] * 2)
    assert sorted(outcomes) == [False, True]
    with tenant_work(here.system):
        assert Survey.objects.count() == 1
        assert Claim.objects.get().state == "surveyed"
