"""The steps as people meet them: on the case page, the owner's phone, the developer's page, the approvals list."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.lifecycle import TRANSITIONS, ClaimAction
from claims.models import Claim
from claims.public import Determination, DocumentRequest, Result
from claims.web.steps import STEPS
from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import business_now, tenant_work
from tests.claims.path import Path, begun, surveyed
from tests.claims.reports import signed_in
from tests.documents import files
from tests.world import World, member


def press(person: Membership, path: Path, action: ClaimAction, language: str = "en", **given: Any) -> Any:
    route = "claims:my_step" if person.role == Role.OWNER else "claims:step"
    url = reverse(route, args=[path.claim.pk, action.value])
    return signed_in(person, language).post(url, given)


def at(**ago: int) -> Any:
    return business_now() - timedelta(**ago)


def test_the_next_step_is_on_the_page_with_its_term(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    body = signed_in(jiangmen.here.adjuster, "en").get(reverse("claims:case", args=[path.claim.pk])).content.decode()
    assert "Next step: Determine: covered" not in body
    assert "Next step: Make the determination" in body
    assert "Ask for missing documents" in body
    reader = signed_in(jiangmen.here.officer, "en").get(reverse("claims:case", args=[path.claim.pk])).content.decode()
    assert "Next step" not in reader


@pytest.mark.shows("JM-044", "NAT-010")
def test_documents_are_asked_for_and_sent_from_the_phone(jiangmen: World) -> None:
    path = begun(jiangmen.here, at(hours=5))
    answer = press(
        jiangmen.here.adjuster,
        path,
        ClaimAction.REQUEST_DOCUMENTS,
        documents="购房合同\n身份证",
        reason="核对",
        arrived_at="",
    )
    assert answer.status_code == 302
    with tenant_work(jiangmen.here.system):
        item = DocumentRequest.objects.get().items.first()
    assert item is not None
    page = signed_in(jiangmen.here.owner, "en").get(reverse("claims:my_claim", args=[path.claim.pk])).content.decode()
    assert "Documents are missing" in page
    photograph = SimpleUploadedFile("合同.jpg", files.picture(), "image/jpeg")
    sent = press(jiangmen.here.owner, path, ClaimAction.UPLOAD_DOCUMENT, document=str(item.pk), file=photograph)
    assert sent.status_code == 302
    with tenant_work(jiangmen.here.system):
        item.refresh_from_db()
        assert item.upload is not None


def test_a_refused_determination_keeps_all_that_was_typed(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    answer = press(
        jiangmen.here.adjuster,
        path,
        ClaimAction.DETERMINE,
        result="not_covered",
        words="写了很久的话",
        reasons="写了很久的理由",
        clause="JM-032",
    )
    assert answer.status_code == 422
    body = answer.content.decode()
    assert body.count("写了很久的话") == 1
    assert body.count("写了很久的理由") == 1
    assert "Insurance Law, article 24" in body
    assert answer.context["refused"].form.errors.keys() == {"evidence"}


def test_a_clause_of_the_contract_needs_its_number_and_words(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    answer = press(
        jiangmen.here.adjuster,
        path,
        ClaimAction.DETERMINE,
        result="not_covered",
        words="x",
        reasons="y",
        clause="contract",
        contract_article="第八条",
    )
    assert answer.context["refused"].form.errors.keys() == {"clause"}


def test_the_body_chooses_neither_state_nor_persons(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    press(
        jiangmen.here.adjuster,
        path,
        ClaimAction.DETERMINE,
        result="covered",
        words="x",
        state="closed",
        approved_by=str(path.manager.user_id),
        determined_at="2020-01-01",
        insurer=str(jiangmen.there.insurer.pk),
    )
    with tenant_work(jiangmen.here.system):
        claim, made = Claim.objects.get(pk=path.claim.pk), Determination.objects.get()
    assert (claim.state, claim.insurer_id) == ("determined", jiangmen.here.insurer.pk)
    assert (made.approved_by_id, made.prepared_by_id) == (None, jiangmen.here.adjuster.user_id)


def test_pressed_twice_a_step_is_taken_once(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    answers = [
        press(jiangmen.here.adjuster, path, ClaimAction.DETERMINE, result="covered", words="x") for _press in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "here-adjuster" in answers[1].content.decode()


@pytest.mark.parametrize("action", list(STEPS))
def test_a_step_is_403_for_another_role_and_404_for_another_body(jiangmen: World, action: ClaimAction) -> None:
    path, here = begun(jiangmen.here, at(hours=5)), jiangmen.here
    rival = jiangmen.there.insurer
    strangers = {
        Role.ADJUSTER: member("rival", role=Role.ADJUSTER, city=here.city, organisation=rival),
        Role.INSURER_MANAGER: member("rival-boss", role=Role.INSURER_MANAGER, city=here.city, organisation=rival),
        Role.PARTICIPANT: member("builder", role=Role.PARTICIPANT, city=here.city, organisation=here.developer),
        Role.OWNER: member("neighbour", role=Role.OWNER, city=here.city),
    }
    for role, stranger in strangers.items():
        expected = 404 if role in TRANSITIONS[action].roles else 403
        assert press(stranger, path, action).status_code == expected, role
    assert press(here.officer, path, action).status_code == 403


def test_a_word_that_names_no_step_is_404(jiangmen: World) -> None:
    path = begun(jiangmen.here, at(hours=5))
    for word in ("determine-all", "propose_denial"):
        url = reverse("claims:step", args=[path.claim.pk, word])
        assert signed_in(jiangmen.here.adjuster).post(url).status_code == 404


def test_the_manager_finds_what_waits_and_approves_with_a_reason(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.NOT_COVERED, at(hours=1))
    page = signed_in(path.manager, "en").get(reverse("claims:approvals")).content.decode()
    assert path.claim.dossier.number in page
    assert press(path.manager, path, ClaimAction.APPROVE, reason="").status_code == 422
    assert press(path.manager, path, ClaimAction.APPROVE, reason="属实").status_code == 302
    page = signed_in(path.manager, "en").get(reverse("claims:approvals")).content.decode()
    assert "Nothing waits for your approval" in page


def test_what_is_approved_stands_above_the_button_and_what_is_late_in_the_list(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.NOT_COVERED, at(hours=1))
    manager = signed_in(path.manager, "en")
    case = manager.get(reverse("claims:case", args=[path.claim.pk])).content.decode()
    assert case.index("Waits for approval") < case.index("Next step: Approve the determination")
    assert "days left" in manager.get(reverse("claims:approvals")).content.decode()


def test_the_reason_of_sending_back_stands_above_the_next_try(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.NOT_COVERED, at(hours=2))
    assert press(path.manager, path, ClaimAction.RETURN, reason="照片不清楚").status_code == 302
    page = signed_in(jiangmen.here.adjuster, "en").get(reverse("claims:case", args=[path.claim.pk])).content.decode()
    assert page.index("照片不清楚") < page.index("Next step: Make the determination")


def test_a_term_that_was_met_is_not_named_beside_the_next_step(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(days=3))
    path.determine(Result.COVERED, at(days=2))
    path.offer(at(days=2))
    path.accept(at(days=2))
    path.start(at(hours=3))
    page = signed_in(jiangmen.here.adjuster, "en").get(reverse("claims:case", args=[path.claim.pk])).content.decode()
    following = page[page.index("Next step: Record the completion") :]
    assert ": until" not in following[: following.index("</form>")]


def test_the_owner_is_not_told_of_what_waits_for_approval(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.NOT_COVERED, at(hours=1))
    page = signed_in(jiangmen.here.owner, "en").get(reverse("claims:my_claim", args=[path.claim.pk])).content.decode()
    assert "封窗" not in page
    assert "submitted for approval" not in page


def test_the_owner_reads_a_denial_with_the_way_to_appeal(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.NOT_COVERED, at(hours=2))
    path.approve(at(hours=1))
    path.deny(at(minutes=30))
    page = signed_in(jiangmen.here.owner).get(reverse("claims:my_claim", args=[path.claim.pk])).content.decode()
    assert "这部分不在保险范围内。" in page
    assert "12378" in page


def test_the_owner_accepts_on_the_phone(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, at(hours=5))
    path.determine(Result.COVERED, at(hours=2))
    path.offer(at(hours=1))
    page = signed_in(jiangmen.here.owner, "en").get(reverse("claims:my_claim", args=[path.claim.pk])).content.decode()
    assert "Your answer is needed" in page
    assert press(jiangmen.here.owner, path, ClaimAction.ACCEPT_OFFER).status_code == 302
    assert path.state() == "agreed"
