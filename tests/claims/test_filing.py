"""A report becomes one claim, with its number, photographs, record and clocks."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from claims.errors import (
    AnswerMissing,
    ConsentMissing,
    DescriptionTooLong,
    DraftFiled,
    NoLeadInsurer,
    NoticedInFuture,
    NotYourHome,
    TooManyPhotographs,
)
from claims.models import Claim, ClaimDraft
from claims.public import file_claim, save_answers, start_draft
from idi_platform.accounts.public import Role
from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload
from idi_platform.registry.public import Ownership, Party
from idi_platform.tenancy.public import DomainError, tenant_work
from tests.claims.reports import AT, draft, filed
from tests.world import World, member


def test_a_claim_carries_what_was_reported(world: World) -> None:
    claim = filed(world.here, photographs=2)
    assert claim.dossier.number == "CLM-2026-000001"
    assert claim.dossier.parent_project_id == world.here.project.pk
    assert (claim.insurer, claim.district) == (world.here.insurer, world.here.district)
    assert (claim.place, claim.description) == ("bathroom", "下雨后天花板滴水。")
    with tenant_work(world.here.owner.actor()):
        assert Upload.objects.filter(dossier=claim.dossier).count() == 2


def test_the_event_that_starts_the_clocks_is_on_record(world: World) -> None:
    claim = filed(world.here, photographs=1)
    with tenant_work(world.here.owner.actor()) as by:
        event = Event.objects.get(dossier_id=claim.pk, code="claim_received")
    assert (event.actor_user_id, event.occurred_at) == (by.user_id, AT)
    assert len(event.payload["photographs"]) == 1


def test_the_same_report_sent_again_gives_the_same_claim(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.owner.actor()) as by:
        first = file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)
        again = file_claim(draft_id=report.pk, consented_at=None, by=by, at=AT + timedelta(minutes=1))
        assert first == again
        assert Claim.objects.count() == 1


def test_an_unfinished_report_is_resumed_and_a_filed_one_is_not(world: World) -> None:
    report = draft(world.here)
    assert draft(world.here) == report
    filed(world.here)
    assert draft(world.here) != report


def test_filing_is_never_blocked_by_cover(world: World) -> None:
    """Acceptance was in March 2024 and cover begins years later or has ended: both are filed (LEGAL.md)."""
    assert filed(world.here, at=AT - timedelta(days=30), noticed_on=date(2024, 6, 2)).state == "filed"
    assert filed(world.here, at=AT.replace(year=2039), noticed_on=date(2039, 1, 2)).state == "filed"


REFUSED: dict[str, tuple[dict[str, Any], type[DomainError], str]] = {
    "no place": ({"place": None}, AnswerMissing, "place"),
    "nothing seen": ({"defect": None}, AnswerMissing, "defect"),
    "no description": ({"description": None}, AnswerMissing, "description"),
    "no day": ({"noticed_on": None}, AnswerMissing, "noticed_on"),
    "danger not answered": ({"is_dangerous": None}, AnswerMissing, "is_dangerous"),
    "noticed tomorrow": ({"noticed_on": date(2026, 11, 21)}, NoticedInFuture, "noticed_on"),
}


@pytest.mark.parametrize(("answers", "error", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_names_field_and_rule(
    world: World, answers: dict[str, Any], error: type[DomainError], field: str
) -> None:
    with pytest.raises(error) as refused:
        filed(world.here, **answers)
    assert refused.value.field == field
    assert refused.value.rule
    with tenant_work(world.here.owner.actor()):
        assert not Claim.objects.exists()


def test_consent_is_asked_for(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.owner.actor()) as by, pytest.raises(ConsentMissing) as refused:
        file_claim(draft_id=report.pk, consented_at=None, by=by, at=AT)
    assert (refused.value.field, bool(refused.value.rule)) == ("consent", True)


def test_a_home_without_lead_insurer_is_refused_with_whom_to_call(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.system):
        Party.objects.filter(organisation=world.here.insurer).delete()
    with tenant_work(world.here.owner.actor()) as by, pytest.raises(NoLeadInsurer) as refused:
        file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)
    with translation.override("zh-hans"):
        assert "住房城乡建设主管部门" in str(refused.value)


def test_a_gap_between_lead_insurers_keeps_nobody_from_filing(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.system):
        Party.objects.filter(organisation=world.here.insurer).update(to_on=date(2026, 1, 1))
    with tenant_work(world.here.owner.actor()) as by:
        claim = file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)
    assert claim.insurer_id == world.here.insurer.pk


@pytest.mark.shows("BJ-004", "HZ-005", "JM-006", "SH-098")
def test_nobody_reports_or_files_for_the_home_of_another(world: World) -> None:
    report = draft(world.here)
    neighbour = member("neighbour", role=Role.OWNER, city=world.here.city)
    with tenant_work(neighbour.actor()) as by:
        with pytest.raises(NotYourHome):
            start_draft(unit=world.here.unit, by=by, at=AT)
        with pytest.raises(NotYourHome):
            file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)


def test_a_home_sold_before_filing_is_refused(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.system):
        Ownership.objects.update(to_on=date(2024, 7, 1))
    with tenant_work(world.here.owner.actor()) as by, pytest.raises(NotYourHome):
        file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)


def test_limits_of_a_report_are_kept(world: World) -> None:
    with pytest.raises(DescriptionTooLong):
        draft(world.here, description="长" * 1001)
    with pytest.raises(TooManyPhotographs):
        draft(world.here, photographs=13)


def test_a_filed_report_is_not_changed(world: World) -> None:
    report = draft(world.here)
    with tenant_work(world.here.owner.actor()) as by:
        file_claim(draft_id=report.pk, consented_at=AT, by=by, at=AT)
        with pytest.raises(DraftFiled):
            save_answers(draft=report, by=by, at=AT, description="changed")
        # Its words are the claim's now.
        assert ClaimDraft.objects.get(pk=report.pk).description == ""
