"""An owner reports a defect on a phone, without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims.models import Claim, ClaimDraft
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import draft, filed, redirected_to, signed_in
from tests.documents import files
from tests.world import World


def page(world: World, name: str, *args: object, language: str = "zh-hans") -> str:
    response = signed_in(world.here.owner, language).get(reverse(f"claims:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.shows("BJ-079", "NAT-009", "SH-099")
def test_a_defect_is_reported_one_question_at_a_time(world: World) -> None:
    client = signed_in(world.here.owner)
    response = client.post(reverse("claims:start", args=[world.here.unit.pk]))
    report = redirected_to(response).rstrip("/").rsplit("/", 1)[-1]
    answers = {
        "where": {"place": "kitchen"},
        "what": {"defect": "crack", "description": "墙裂了"},
        "since": {"noticed_on": "2025-03-02"},
        "danger": {"is_dangerous": "no"},
    }
    for question, answer in answers.items():
        url = reverse("claims:question", args=[report, question])
        response = client.post(url, answer)
        assert response.status_code == 302, question
    following = redirected_to(response)
    assert following == reverse("claims:photographs", args=[report])
    photographs = {"photo": SimpleUploadedFile("墙.jpg", files.picture())}
    assert client.post(following, photographs).status_code == 302
    assert redirected_to(client.post(following, {})) == reverse("claims:check", args=[report])
    response = client.post(reverse("claims:check", args=[report]), {"consent": "on"})
    again = client.post(reverse("claims:check", args=[report]), {"consent": "on"})
    assert redirected_to(response) == redirected_to(again)
    body = client.get(redirected_to(response)).content.decode()
    assert "CLM-" in body
    assert "绝不会向您索要钱款" in body
    with tenant_work(world.here.owner.actor()):
        assert Claim.objects.get().dossier.uploads.count() == 1


@pytest.mark.parametrize(
    ("question", "typed", "kept", "named"),
    [
        ("where", {}, "", "请选择所在位置"),
        ("where", {"place": "moon"}, "", "请"),
        ("what", {"defect": "crack", "description": ""}, 'value="crack"', "几个字也可以"),
        ("what", {"description": "只写了这句"}, "只写了这句", "请选择您看到的情况"),
        ("what", {"defect": "crack", "description": "长" * 1001}, "长" * 1001, "最多 1000 个字"),
        ("since", {"noticed_on": "2999-01-01"}, "2999-01-01", "不能晚于今天"),
        ("since", {"noticed_on": "31/31/2026"}, "31/31/2026", "2026-03-27"),
        ("danger", {}, "", "是否可能有人受伤"),
    ],
)
def test_an_error_names_the_field_and_loses_nothing_typed(
    world: World, question: str, typed: dict[str, str], kept: str, named: str
) -> None:
    report = draft(world.here)
    response = signed_in(world.here.owner).post(reverse("claims:question", args=[report.pk, question]), typed)
    body = response.content.decode()
    assert response.status_code == 422
    assert "data-error-summary" in body
    assert kept in body
    assert named in body


def test_danger_shows_whom_to_call_at_once(world: World) -> None:
    report = draft(world.here)
    client = signed_in(world.here.owner)
    response = client.post(reverse("claims:question", args=[report.pk, "danger"]), {"is_dangerous": "yes"})
    assert redirected_to(response) == reverse("claims:urgent", args=[report.pk])
    body = client.get(redirected_to(response)).content.decode()
    assert all(f"tel:{number}" in body for number in ("119", "120", "110"))


def test_consent_comes_unticked_and_is_asked_for(world: World) -> None:
    report = draft(world.here)
    assert "checked" not in page(world, "check", report.pk)
    response = signed_in(world.here.owner).post(reverse("claims:check", args=[report.pk]), {})
    assert response.status_code == 422
    assert "个人信息保护法第十三条" in response.content.decode()


def test_one_bad_photograph_is_named_and_costs_no_good_one(world: World) -> None:
    report = draft(world.here)
    sent = [SimpleUploadedFile("good.jpg", files.picture()), SimpleUploadedFile("bad.jpg", files.SVG)]
    response = signed_in(world.here.owner).post(reverse("claims:photographs", args=[report.pk]), {"photo": sent})
    assert response.status_code == 422
    body = response.content.decode()
    assert "既不是照片" in body
    assert "good.jpg" in body
    with tenant_work(world.here.owner.actor()):
        assert ClaimDraft.objects.get().photographs.count() == 1


def test_the_pages_script_is_answered_with_a_list_item_or_a_reason(world: World) -> None:
    report = draft(world.here)
    client = signed_in(world.here.owner)
    url = reverse("claims:add_photograph", args=[report.pk])
    kept = client.post(url, {"photo": SimpleUploadedFile("a.jpg", files.picture())})
    assert kept.content.decode().startswith("<li")
    refused = client.post(url, {"photo": SimpleUploadedFile("a.jpg", files.HTML)})
    assert (refused.status_code, bool(refused["X-Reason"])) == (422, True)
    assert client.post(url, {}).status_code == 422


def test_a_photograph_is_removed(world: World) -> None:
    report = draft(world.here, photographs=1)
    with tenant_work(world.here.owner.actor()):
        upload = report.photographs.get().upload_id
    signed_in(world.here.owner).post(reverse("claims:remove_photograph", args=[report.pk, upload]))
    with tenant_work(world.here.owner.actor()):
        assert not report.photographs.exists()


@pytest.mark.parametrize(
    ("language", "word"), [("zh-hans", "今天您无需办理任何事项"), ("en", "Today nothing is needed")]
)
def test_every_page_speaks_the_readers_language(world: World, language: str, word: str) -> None:
    claim = filed(world.here, photographs=1)
    report = draft(world.here)
    assert word in page(world, "my_claim", claim.pk, language=language)
    for name, args in (("my_homes", ()), ("report", (report.pk,)), ("receipt", (claim.pk,)), ("check", (report.pk,))):
        assert page(world, name, *args, language=language).count("<h1") == 1
