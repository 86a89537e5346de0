"""A defect reported by telephone: the report counts from the call, the determination from the owner's application."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from claims.errors import CalledInFuture, CallerMissing, ConsentMissing, EvidenceMissing, NoOwner, NotYourClaim
from claims.lifecycle import ClaimAction
from claims.models import Claim, TelephoneReport
from claims.public import apply_for_claim, record_application, record_call
from idi_platform.accounts.public import Role
from idi_platform.audit.public import Event
from idi_platform.documents.public import Letter
from idi_platform.tenancy.public import DomainError, business_now, tenant_work, uuid7
from tests.claims.calls import CALLED, call, called
from tests.claims.path import as_, last_day, open_to, picture, running
from tests.claims.reports import AT, redirected_to, signed_in
from tests.world import World, member

SURVEY, NORMAL = "claims.survey", "claims.determination.normal"


def test_a_call_makes_the_claim_that_the_owner_finds_in_their_list(jiangmen: World) -> None:
    claim = called(jiangmen.here)
    assert (claim.filed_at, claim.insurer, claim.claimant_id) == (
        CALLED,
        jiangmen.here.insurer,
        jiangmen.here.owner.user_id,
    )
    owner = signed_in(jiangmen.here.owner, "en")
    assert claim.dossier.number in owner.get(reverse("claims:my_homes")).content.decode()
    page = owner.get(reverse("claims:my_claim", args=[claim.pk])).content.decode()
    assert "Apply for a decision" in page
    assert "王租客" in page
    assert "13800000000" not in page


def test_a_report_alone_starts_no_term_of_the_determination(jiangmen: World) -> None:
    claim = called(jiangmen.here)
    assert NORMAL not in running(claim)
    actions = open_to(jiangmen.here.adjuster, claim)
    assert ClaimAction.SURVEY in actions
    assert ClaimAction.RECORD_APPLICATION in actions
    assert not {ClaimAction.REQUEST_DOCUMENTS, ClaimAction.DECLARE_COMPLEX, ClaimAction.CONFIRM_DOCUMENTS} & {*actions}


def test_an_application_in_the_call_counts_from_the_call_and_not_from_the_typing(jiangmen: World) -> None:
    late = called(jiangmen.here, is_application=True, has_consented=True)
    with tenant_work(jiangmen.here.system):
        moments = set(
            Event.objects.filter(dossier_id=late.pk, code__in=("claim_reported", "claim_received")).values_list(
                "occurred_at", flat=True
            )
        )
    assert moments == {CALLED}
    prompt = called(jiangmen.here, at=CALLED, is_application=True, has_consented=True)
    assert last_day(late, NORMAL) == last_day(prompt, NORMAL)


def test_the_owner_applies_on_their_own_page(jiangmen: World) -> None:
    claim = called(jiangmen.here, called_at=business_now() - timedelta(hours=3), at=business_now())
    step = reverse("claims:my_step", args=[claim.pk, ClaimAction.APPLY.value])
    owner = signed_in(jiangmen.here.owner, "en")
    assert owner.post(step).status_code == 422
    assert redirected_to(owner.post(step, {"consent": "on"})) == reverse("claims:my_claim", args=[claim.pk])
    assert NORMAL in running(claim)
    with tenant_work(jiangmen.here.system):
        told = TelephoneReport.objects.get(claim=claim)
        assert told.applied_at is not None
        assert Claim.objects.get(pk=claim.pk).consented_at is not None
        assert Letter.objects.filter(dossier_id=claim.pk, kind="claim_receipt").count() == 2
    assert owner.post(step, {"consent": "on"}).status_code == 422


def test_an_application_on_paper_counts_from_its_arrival(jiangmen: World) -> None:
    claim = called(jiangmen.here)
    arrived = CALLED + timedelta(days=1)

    def enter(file: Any) -> Callable[[Any], None]:
        return lambda by: record_application(
            claim=claim, received_at=arrived, file=file, filename="申请.jpg", by=by, at=AT
        )

    with pytest.raises(EvidenceMissing):
        as_(jiangmen.here.adjuster, enter(None))
    as_(jiangmen.here.adjuster, enter(picture()))
    with tenant_work(jiangmen.here.system):
        event = Event.objects.get(dossier_id=claim.pk, code="claim_received")
    assert event.occurred_at == arrived


def test_a_second_owner_may_not_consent_for_nobody(jiangmen: World) -> None:
    claim = called(jiangmen.here)
    with pytest.raises(ConsentMissing):
        as_(
            jiangmen.here.owner,
            lambda by: apply_for_claim(claim=claim, consented_at=None, file=None, filename="", by=by, at=AT),
        )


@pytest.mark.parametrize(
    ("other", "refusal", "field"),
    [
        ({"caller": "  "}, CallerMissing, "caller"),
        ({"number": ""}, CallerMissing, "number"),
        ({"called_at": AT + timedelta(minutes=1)}, CalledInFuture, "called_at"),
        ({"owner_id": uuid7()}, NoOwner, "owner_id"),
        ({"is_application": True}, ConsentMissing, "has_consented"),
    ],
)
def test_what_does_not_hold_is_refused(
    jiangmen: World, other: dict[str, Any], refusal: type[DomainError], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        called(jiangmen.here, **other)
    assert (refused.value.field, bool(refused.value.rule)) == (field, True)


def test_only_the_lead_insurer_of_the_day_takes_the_call(jiangmen: World) -> None:
    rival = member("rival", role=Role.ADJUSTER, city=jiangmen.here.city, organisation=jiangmen.there.insurer)
    told = call(jiangmen.here)
    with pytest.raises(NotYourClaim):
        as_(rival, lambda by: record_call(unit=jiangmen.here.unit, call=told, key=uuid7(), by=by, at=AT))
    page = signed_in(rival, "en").get(reverse("claims:telephone"), {"q": "0301"}).content.decode()
    assert "No such home" in page


def test_the_case_names_the_caller_and_their_number_and_no_event_does(jiangmen: World) -> None:
    claim = called(jiangmen.here)
    with tenant_work(jiangmen.here.officer.actor()) as viewer:
        told = [str(event.payload) for event in Event.objects.visible_to(viewer).filter(dossier_id=claim.pk)]
    assert told
    assert not any("王租客" in payload for payload in told)
    body = signed_in(jiangmen.here.adjuster, "en").get(reverse("claims:case", args=[claim.pk])).content.decode()
    assert "13800000000" in body
    assert "王租客" in body
    assert "no term of the determination runs" in body


@pytest.mark.parametrize("words", ["0301", "一号路", "here-owner"])
def test_the_home_is_found_and_the_call_written_down_once(jiangmen: World, words: str) -> None:
    adjuster = signed_in(jiangmen.here.adjuster, "en")
    form = reverse("claims:call", args=[jiangmen.here.unit.pk])
    assert form in adjuster.get(reverse("claims:telephone"), {"q": words}).content.decode()
    given = {
        "key": str(uuid7()),
        "called_at": (business_now() - timedelta(hours=3)).strftime("%Y-%m-%d %H:%M"),
        "caller": "王租客",
        "number": "13800000000",
        "owner_id": str(jiangmen.here.owner.user_id),
        "place": "bathroom",
        "defect": "water",
        "description": "滴水",
        "noticed_on": "2026-11-01",
        "is_dangerous": "no",
        "is_application": "no",
    }
    assert adjuster.post(form, {**given, "caller": ""}).status_code == 422
    assert redirected_to(adjuster.post(form, given)) == redirected_to(adjuster.post(form, given))
    with tenant_work(jiangmen.here.system):
        assert Claim.objects.count() == 1


def test_odd_words_find_nothing_and_break_nothing(jiangmen: World) -> None:
    adjuster = signed_in(jiangmen.here.adjuster, "en")
    for words in ("\0", "a\0b", "%", "𠮷" * 900):
        assert adjuster.get(reverse("claims:telephone"), {"q": words}).status_code == 200


def test_an_owner_takes_no_calls(jiangmen: World) -> None:
    assert signed_in(jiangmen.here.owner).get(reverse("claims:telephone")).status_code == 403
