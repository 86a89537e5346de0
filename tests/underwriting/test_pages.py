"""The pages of projects and policies: what is typed is kept or refused on its field, and every page is whole."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from idi_platform.accounts.public import Organisation, OrganisationKind
from tests.documents import files
from tests.underwriting.policies import AT, CONTRACT_ON, Desk, agree, at_work, draft, facts, issued, paper
from underwriting.constants import PolicyState
from underwriting.public import InsurancePolicy, enter_earlier_policy


@pytest.fixture
def client(desk: Desk) -> Client:
    client = Client()
    client.force_login(desk.underwriter.user)
    return client


def page(client: Client, name: str, *keys: object) -> str:
    response = client.get(reverse(f"underwriting:{name}", args=keys))
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, *keys: object, **typed: Any) -> Any:
    return client.post(reverse(f"underwriting:{name}", args=keys), typed)


def test_a_policys_page_tells_regime_shares_cover_and_reasons(desk: Desk, client: Client) -> None:
    policy = issued(desk)
    agree(desk, policy)
    shown = page(client, "policy", policy.pk)
    for words in ("江门市建筑工程质量潜在缺陷保险试点方案", "100.00%", "2036-03-10", "¥1,234,567.89", "为何是这些日期"):
        assert words in shown
    window = policy.cover_windows.get(component="structure")
    why = page(client, "why_cover", policy.pk, window.pk)
    assert "十年" in why
    assert page(client, "printed", policy.pk, window.pk)


def test_an_earlier_policy_shows_what_was_entered_and_asks_for_no_premium(desk: Desk, client: Client) -> None:
    with at_work(desk) as by:
        policy = enter_earlier_policy(
            project=desk.here.project,
            lead_insurer=desk.here.insurer,
            facts=facts(),
            issued_on=CONTRACT_ON,
            evidence=paper(by),
            by=by,
            at=AT,
        )
    shown = page(client, "policy", policy.pk)
    assert "¥1,234,567.89" in shown
    assert "¥0.00" not in shown
    assert reverse("underwriting:premium", args=[policy.pk]) not in shown


def test_a_projects_page_tells_parties_milestones_and_homes(desk: Desk, client: Client) -> None:
    policy = issued(desk)
    agree(desk, policy)
    shown = page(client, "project", desk.here.project.pk)
    for words in ("竣工验收合格", "0301", desk.here.developer.name_zh, policy.policy_number):
        assert words in shown


@pytest.mark.parametrize("name", ["policies", "projects", "new_project"])
def test_lists_and_forms_open(desk: Desk, client: Client, name: str) -> None:
    issued(desk)
    assert page(client, name)


def test_the_draft_shows_its_gates_and_is_issued(desk: Desk, client: Client) -> None:
    policy = draft(desk)
    assert "签发前须满足的条件" in page(client, "policy", policy.pk)
    assert page(client, "issue", policy.pk)
    today = timezone.localdate().isoformat()
    assert post(client, "issue", policy.pk, issued_on=today).status_code == 302
    policy.refresh_from_db()
    assert policy.state == PolicyState.ISSUED


def test_shares_are_typed_as_fractions_and_refused_with_their_sum(desk: Desk, client: Client) -> None:
    policy = draft(desk)
    typed = {
        "revision": 0,
        "from_on": "2022-09-01",
        "insurer_0": desk.here.insurer.pk,
        "share_0": "1/3",
        "insurer_1": desk.second.pk,
        "share_1": "1/3",
    }
    assert page(client, "shares", policy.pk)
    refused = post(client, "shares", policy.pk, **typed)
    assert refused.status_code == 422
    assert "2/3" in str(refused.context["form"].errors)
    kept = post(client, "shares", policy.pk, **{**typed, "insurer_2": desk.third.pk, "share_2": "1/3"})
    assert kept.status_code == 302
    assert policy.shares.count() == 3


def test_an_insurer_that_does_not_work_in_the_city_bears_no_share(desk: Desk, client: Client) -> None:
    elsewhere = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="别处", name_en="Elsewhere")
    policy = draft(desk)
    assert "Elsewhere" not in page(client, "shares", policy.pk)
    lead = {"revision": 0, "from_on": "2022-09-01", "insurer_0": desk.here.insurer.pk, "share_0": "1/2"}
    refused = post(client, "shares", policy.pk, **lead, insurer_1=elsewhere.pk, share_1="1/2")
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"insurer_1"}


def test_what_is_wrong_lands_on_its_field(desk: Desk, client: Client) -> None:
    project = desk.here.project.pk
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    form = post(client, "new_policy", project, policy_number="1", contract_formed_on=tomorrow, premium="0")
    assert form.status_code == 422
    assert set(form.context["form"].errors) == {"premium"}
    milestone = post(client, "milestone", project, kind="handover", on=tomorrow, evidence="x")
    assert set(milestone.context["form"].errors) == {"on"}
    assert set(post(client, "earlier_policy", project).context["form"].errors) >= {"issued_on", "evidence"}


def test_a_draft_is_entered_changed_and_its_premium_recorded(desk: Desk, client: Client) -> None:
    made = post(client, "new_policy", desk.here.project.pk, policy_number="N-1", premium="100.50")
    policy = InsurancePolicy.objects.get(policy_number="N-1")
    assert made.url == reverse("underwriting:policy", args=[policy.pk])
    assert page(client, "edit", policy.pk)
    assert post(client, "edit", policy.pk, policy_number="N-2", premium="100.50").status_code == 302
    assert post(client, "premium", policy.pk, amount="100.50", received_on="2022-09-01").status_code == 302
    policy.refresh_from_db()
    assert (policy.policy_number, policy.premium_received_fen, policy.is_premium_full) == ("N-2", 10_050, True)


def test_a_term_of_the_contract_is_entered_with_its_document(desk: Desk, client: Client) -> None:
    policy = issued(desk)
    assert page(client, "contract_terms", policy.pk)
    paper = SimpleUploadedFile("合同.pdf", files.pdf(), content_type="application/pdf")
    typed = {"parameter": "defect_liability_period.max", "value": 24, "unit": "month", "evidence": "第八条"}
    kept = post(client, "contract_terms", policy.pk, **typed, document=paper)
    assert kept.status_code == 302
    assert policy.cover_windows.filter(first_on=None).count() == 0
