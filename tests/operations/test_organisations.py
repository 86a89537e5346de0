"""The register of organisations: entered and corrected by the operator, before and after on record."""

import pytest
from django.test import Client

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import PlatformEvent
from tests.world import World

FORM = {"kind": "insurer", "name_zh": "晨光保险", "name_en": "Dawn Insurance", "uscc": "", "hotline": "95500"}
CODE = "91110000600037341L"


@pytest.fixture
def operator(client: Client, world: World) -> Client:
    client.force_login(world.operator.user)
    return client


def test_a_body_is_entered_and_found_again(operator: Client) -> None:
    response = operator.post("/operations/organisations/new/", {**FORM, "uscc": " 9111 0000 6000 3734 1l "})
    body = Organisation.objects.get(name_zh="晨光保险")
    assert response.headers["Location"] == f"/operations/organisations/{body.pk}/"
    assert body.uscc == CODE
    for words in ("晨光", "dawn", "95500", "9111000060"):
        assert list(operator.get("/operations/organisations/", {"q": words}).context["page"]) == [body]
    assert PlatformEvent.objects.get(code="organisation_entered").payload["after"]["uscc"] == CODE


@pytest.mark.parametrize("code", ["91110000600037341M", "12345", "not a code at all"])
def test_a_wrong_credit_code_is_refused_on_its_field(operator: Client, code: str) -> None:
    response = operator.post("/operations/organisations/new/", {**FORM, "uscc": code})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["uscc"])
    assert not Organisation.objects.filter(name_zh="晨光保险").exists()


def test_two_bodies_have_no_code_and_no_two_have_the_same(operator: Client) -> None:
    operator.post("/operations/organisations/new/", {**FORM, "uscc": CODE})
    again = operator.post("/operations/organisations/new/", {**FORM, "uscc": CODE})
    assert list(again.context["form"].errors) == ["uscc"]
    for _twice in range(2):
        assert operator.post("/operations/organisations/new/", FORM).status_code == 302


def test_a_correction_keeps_before_and_after(operator: Client, world: World) -> None:
    insurer = world.here.insurer
    address = f"/operations/organisations/{insurer.pk}/correct/"
    there = operator.get(address).context["form"].initial
    assert operator.post(address, there).status_code == 422
    assert operator.post(address, {**there, "hotline": "95511"}).status_code == 302
    event = PlatformEvent.objects.get(code="organisation_corrected")
    assert event.payload == {"before": {"hotline": insurer.hotline}, "after": {"hotline": "95511"}}


def test_its_page_shows_who_works_for_it_and_where(operator: Client, world: World) -> None:
    page = operator.get(f"/operations/organisations/{world.here.insurer.pk}/")
    assert [one.user_id for one in page.context["members"]] == [world.here.adjuster.user_id]
    assert world.here.city.name_zh in page.content.decode()
