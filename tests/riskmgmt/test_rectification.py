"""A finding is answered by whoever must put it right, and closed by the inspection service: two persons, one round at a
time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import SamePerson, tenant_work
from riskmgmt.constants import PhotographKind, Risk, Verdict
from riskmgmt.errors import AnswerIncomplete, AnswerSent, LevelMissing, NotAllowedInState, NotYourStep, ReasonMissing
from riskmgmt.models import Finding, FindingPhotograph, Rectification
from riskmgmt.selectors import rounds_of
from riskmgmt.services.rectifying import (
    add_answer_photograph,
    answer_finding,
    remove_answer_photograph,
    save_answer,
    start_answer,
)
from riskmgmt.services.verifying import Look, reopen_finding, verify_rectification
from tests.riskmgmt.site import LATER, Site, answered, closed, draft_answer, photograph, raised
from tests.world import World

NEXT = LATER + timedelta(days=1)


def state_of(site: Site, finding: Finding) -> str:
    with tenant_work(site.city.system):
        return Finding.objects.get(pk=finding.pk).state


def test_an_answer_waits_for_the_inspection_service(site: Site) -> None:
    finding = raised(site)
    answer = answered(site, finding)
    assert (answer.round, answer.answered_by_id) == (1, site.builder.user_id)
    assert state_of(site, finding) == "answered"
    with tenant_work(site.inspector.actor()) as by:
        seen = rounds_of(by, finding)[0]
        assert (len(seen.before), len(seen.after)) == (1, 1)
        assert {upload.dossier_id for upload in Upload.objects.visible_to(by)} == {site.city.project.pk}


@pytest.mark.parametrize("missing", ["words", "before", "after"])
@pytest.mark.shows("SH-076")
def test_an_answer_needs_words_and_both_photographs(site: Site, missing: str) -> None:
    finding = raised(site)
    answer = draft_answer(site, finding)
    with tenant_work(site.builder.actor()) as by:
        if missing == "words":
            save_answer(answer=answer, words=" ", by=by)
        else:
            found = FindingPhotograph.objects.get(rectification=answer, kind=missing)
            remove_answer_photograph(answer=answer, upload_id=found.upload_id, by=by)
        with pytest.raises(AnswerIncomplete) as refused:
            answer_finding(answer=answer, by=by, at=LATER)
    assert refused.value.field == missing
    assert state_of(site, finding) == "open"


def test_only_the_responsible_body_answers(site: Site, world: World) -> None:
    finding = raised(site)
    for other in (site.developer, site.designer, site.inspector, world.here.adjuster, world.here.officer):
        with tenant_work(other.actor()) as by, pytest.raises(NotYourStep):
            start_answer(finding=finding, by=by, at=LATER)


def test_an_unsent_answer_is_its_writers_alone(site: Site) -> None:
    answer = draft_answer(site, raised(site))
    for other in (site.developer, site.inspector):
        with tenant_work(other.actor()) as by:
            assert not Rectification.objects.visible_to(by).exists()
            with pytest.raises(AnswerSent):
                save_answer(answer=answer, words="别的", by=by)


def test_what_is_sent_does_not_change(site: Site) -> None:
    answer = answered(site, raised(site))
    with tenant_work(site.builder.actor()) as by:
        for change in (
            lambda: save_answer(answer=answer, words="别的", by=by),
            lambda: answer_finding(answer=answer, by=by, at=LATER),
            lambda: add_answer_photograph(
                answer=answer, kind=PhotographKind.AFTER, file=photograph(), filename="x.jpg", by=by, at=LATER
            ),
        ):
            with pytest.raises(AnswerSent):
                change()


def test_closing_says_the_level_that_is_left(site: Site) -> None:
    finding = closed(site, answered(site, raised(site, risk=Risk.SEVERE_TECHNICAL)))
    assert (finding.state, finding.risk, finding.risk_after, finding.closed_at) == ("closed", "D", "A", LATER)
    with tenant_work(site.city.system):
        assert Event.objects.filter(code="finding_closed", payload__finding=str(finding.pk)).count() == 1


def test_a_finding_kept_open_starts_another_round(site: Site) -> None:
    finding = raised(site)
    answer = answered(site, finding)
    with tenant_work(site.inspector.actor()) as by:
        look = Look(Verdict.KEPT_OPEN, reason="蓄水试验仍有渗漏。")
        verify_rectification(rectification=answer, look=look, by=by, at=LATER)
    with tenant_work(site.city.system):
        finding.refresh_from_db()
    assert finding.state == "open"
    assert answered(site, finding).round == 2


@pytest.mark.parametrize(
    ("look", "error", "field"),
    [
        (Look(Verdict.KEPT_OPEN), ReasonMissing, "reason"),
        (Look(Verdict.KEPT_OPEN, reason=" "), ReasonMissing, "reason"),
        (Look(Verdict.CLOSED), LevelMissing, "risk_after"),
    ],
)
def test_a_verdict_says_why_or_what_is_left(
    site: Site, look: Look, error: type[ReasonMissing | LevelMissing], field: str
) -> None:
    answer = answered(site, raised(site))
    with tenant_work(site.inspector.actor()) as by, pytest.raises(error) as refused:
        verify_rectification(rectification=answer, look=look, by=by, at=LATER)
    assert refused.value.field == field


def test_nobody_verifies_their_own_answer(site: Site) -> None:
    answer = answered(site, raised(site))
    with tenant_work(site.city.system):
        Rectification.objects.filter(pk=answer.pk).update(answered_by=site.inspector.user)
        answer.refresh_from_db()
    with tenant_work(site.inspector.actor()) as by, pytest.raises(SamePerson):
        verify_rectification(rectification=answer, look=Look(Verdict.CLOSED, "", Risk.NORMAL), by=by, at=LATER)
    with tenant_work(site.city.system), pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.filter(pk=answer.pk).update(
            verdict="closed", verified_by=site.inspector.user, verified_at=LATER
        )


def test_only_the_projects_inspectors_decide(site: Site, world: World) -> None:
    answer = answered(site, raised(site))
    for other in (site.developer, site.builder, site.supervisor, world.here.adjuster, world.here.officer):
        with tenant_work(other.actor()) as by, pytest.raises((NotYourStep, SamePerson)):
            verify_rectification(rectification=answer, look=Look(Verdict.CLOSED, "", Risk.NORMAL), by=by, at=LATER)


def test_a_closed_finding_is_reopened_with_a_reason(site: Site) -> None:
    finding = closed(site, answered(site, raised(site)))
    with tenant_work(site.inspector.actor()) as by:
        with pytest.raises(ReasonMissing):
            reopen_finding(finding=finding, reason="", by=by, at=NEXT)
        reopen_finding(finding=finding, reason="再次渗漏。", by=by, at=NEXT)
        finding.refresh_from_db()
        assert (finding.state, finding.closed_at, finding.risk_after) == ("reopened", None, "")
        with pytest.raises(NotAllowedInState):
            reopen_finding(finding=finding, reason="又一次。", by=by, at=NEXT)
    assert answered(site, finding).round == 2


def test_a_finding_that_is_not_open_is_not_answered(site: Site) -> None:
    noted = raised(site, risk=Risk.OBSERVATION)
    waiting = raised(site)
    answered(site, waiting)
    with tenant_work(site.city.system):
        waiting.refresh_from_db()
    with tenant_work(site.builder.actor()) as by:
        for finding in (noted, waiting):
            with pytest.raises(NotAllowedInState):
                start_answer(finding=finding, by=by, at=LATER)


def test_a_photograph_of_another_answer_is_not_removed(site: Site) -> None:
    mine, other = draft_answer(site, raised(site)), draft_answer(site, raised(site))
    with tenant_work(site.builder.actor()) as by:
        theirs = FindingPhotograph.objects.filter(rectification=other).first()
        assert theirs is not None
        remove_answer_photograph(answer=mine, upload_id=theirs.upload_id, by=by)
        assert FindingPhotograph.objects.filter(pk=theirs.pk).exists()
