"""Odd text, numbers and dates: the rules' API answers 200 or 400, and a draft keeps what was typed, or says 422."""

import random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.tenancy.public import tenant_work
from policies.models import RuleDraft
from tests.claims.reports import signed_in
from tests.policies.drafts.bureau import Bureau, base, build_bureau, started, texts
from tests.world import World

NORMAL = "claims.determination.normal"
ODD = ("\x00", "a\x00b", "𠮷", "\U0010ffff", "NaN", "1e400", "0.005", "-1", "9999-12-31", "24:00", "x" * 1_000_000)
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "2024-02-29", "2026-12-31", "24:00", "NaN", "\x00", "٢٠٢٦-٠١-٠١")
MOMENTS = (
    *("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-09-24T24:00:00+08:00", "2026-12-31T23:59:60Z"),
    *("2024-02-29T10:00:00+08:00", "2026-09-24T10:00:00", "2026-09-24", "\x00", "𠮷", "NaN", "x" * 1_000_000),
)


@pytest.mark.parametrize("field", ["jurisdiction", "parameter", "version", "policy", "known_at", "complexity"])
@pytest.mark.usefixtures("world")
def test_an_odd_question_is_a_400_that_names_its_field(field: str) -> None:
    asked = {"jurisdiction": "440700", "parameter": NORMAL, "on": "2026-01-15"}
    for value in ODD:
        answer = Client().get("/api/v1/resolve/", {**asked, field: value})
        assert answer.status_code == 400, (field, value[:20])
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.usefixtures("world")
def test_an_odd_day_is_answered_or_refused() -> None:
    asked = {"jurisdiction": "440700", "parameter": NORMAL}
    told = {day: Client().get("/api/v1/resolve/", {**asked, "on": day}).status_code for day in DAYS}
    assert {day for day, status in told.items() if status == 200} >= {"2024-02-29", "2026-12-31"}
    assert {told[day] for day in ("2026-02-30", "24:00", "NaN", "\x00")} == {400}
    assert set(told.values()) == {200, 400}


@pytest.mark.usefixtures("world")
def test_an_odd_moment_is_reckoned_or_refused() -> None:
    def asked(**odd: Any) -> int:
        body = {"jurisdiction": "330100", "version": "hangzhou-2024", "parameter": NORMAL, **odd}
        return Client().post("/api/v1/deadlines/compute/", body, content_type="application/json").status_code

    good = "2026-09-24T10:00:00+08:00"
    assert {asked(event_at=moment) for moment in MOMENTS} == {200, 400}
    assert {asked(event_at=good, suspensions=[{"from": moment, "to": good}]) for moment in MOMENTS} <= {200, 400}
    assert asked(event_at="2024-02-29T10:00:00+08:00") == 200
    for value in ODD:
        assert asked(event_at=good, parameter=value) == 400
        assert asked(event_at=good, facts={"complexity": value}) == 400


@pytest.fixture
def bureau(world: World) -> Bureau:
    return build_bureau()


def kept(bureau: Bureau) -> RuleDraft:
    with tenant_work(bureau.city.system):
        return RuleDraft.objects.latest("created_at")


def test_a_draft_keeps_rare_characters_and_long_texts_to_the_letter(bureau: Bureau) -> None:
    draft, browser = started(bureau), signed_in(bureau.author, "en")
    page = reverse("policies:draft_text", args=[draft.pk])
    rare = f"# 𠮷\U0010ffff 0.005 NaN 9999-12-31 24:00\n{texts().pack}" + "# long\n" * 30_000
    assert browser.post(page, {"pack": rare, "source": texts().source, "edition": "1"}).status_code == 302
    assert kept(bureau).pack_text == rare
    for odd in ("a\x00b", "x" * 1_000_000):
        refused = browser.post(page, {"pack": odd, "source": texts().source, "edition": "2"})
        assert (refused.status_code, "pack" in refused.context["form"].errors) == (422, True)
    assert (kept(bureau).pack_text, kept(bureau).edition) == (rare, 2)


@pytest.mark.in_turn(4)
@pytest.mark.parametrize("field", ["name", "code", "valid_from", "last_day", "basis", "base", "kind"])
def test_odd_words_start_no_draft_or_are_kept(bureau: Bureau, field: str, full: bool) -> None:
    """Three words by the run's seed; every one with --full: each draft that is started reads a whole pack."""
    browser = signed_in(bureau.author, "en")
    told = {
        "name": "n",
        "kind": "next",
        "base": str(base().pk),
        "code": "a-1",
        "valid_from": "2027-01-01",
        "basis": "b",
    }
    words = ODD[:-1]
    for number, odd in enumerate(words if full else random.sample(words, k=3)):
        answer = browser.post(reverse("policies:new_draft"), {**told, "code": f"a-{number}", field: odd})
        assert answer.status_code in (302, 422), (field, odd[:20])
        if answer.status_code == 302 and field == "name":
            assert kept(bureau).name == odd


@pytest.mark.in_turn(4)
def test_odd_words_in_the_form_of_a_rule_change_nothing(bureau: Bureau) -> None:
    draft, browser = started(bureau), signed_in(bureau.author, "en")
    page = reverse("policies:draft_new_rule", args=[draft.pk])
    good = browser.get(reverse("policies:draft_rule", args=[draft.pk, "HZ-070"])).context["form"].initial
    told = {name: value for name, value in good.items() if value not in (None, False, "")} | {"code": "HZ-902"}
    for field in ("code", "parameter", "actors", "trigger", "when", "limits", "value", "unit", "article", "quote"):
        for odd in ("a\x00b", "𠮷", "NaN"):
            answer = browser.post(page, {**told, "parameter": "dispute.written", "effect": "task", field: odd})
            assert answer.status_code == 422, (field, odd[:20])
    assert kept(bureau).edition == 1
