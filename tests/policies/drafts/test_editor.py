"""The rule editor on its pages: started, changed in a form and as text, reviewed and published by another officer."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.audit.public import PlatformEvent
from idi_platform.registry.public import ProjectFacts, register_project
from idi_platform.tenancy.public import tenant_work
from policies.models import InstrumentVersion, Rule, RuleDraft
from policies.public import governing_pin, pin
from tests.claims.reports import signed_in
from tests.world import World

from .bureau import AT, BASE, RULE, SUCCESSOR, Bureau, base, build_bureau, replaced, started, texts


@pytest.fixture
def bureau(world: World) -> Bureau:
    return build_bureau()


def newest(bureau: Bureau) -> RuleDraft:
    with tenant_work(bureau.city.system):
        return RuleDraft.objects.latest("created_at")


def begun(bureau: Bureau, browser: Client) -> RuleDraft:
    told = {
        "name": "虚构：确认期限",
        "kind": "next",
        "base": str(base().pk),
        "code": SUCCESSOR.code,
        "valid_from": "2027-01-01",
        "basis": SUCCESSOR.basis,
    }
    answer = browser.post(reverse("policies:new_draft"), told)
    assert answer.status_code == 302, answer.context["form"].errors
    return newest(bureau)


def another_project(bureau: Bureau) -> UUID:
    with tenant_work(bureau.city.system) as by:
        facts = ProjectFacts("新项目", "New project", "二号路 2 号", bureau.city.district)
        return register_project(facts=facts, by=by, at=AT).dossier_id


def pinned(bureau: Bureau, project: UUID, permit_on: date) -> str:
    """The version that governs the project whose permit was applied for on that day."""
    anchors = {"construction_permit_application": permit_on}
    with tenant_work(bureau.city.system) as by:
        made = pin(project_dossier_id=project, anchors=anchors, by=by, at=AT).pin
    return made.version.code if made else ""


def shorter(page: dict[str, object]) -> dict[str, object]:
    """The form of the rule as it came, with five days where the text has ten."""
    told = {name: value for name, value in page.items() if value not in (None, False)}
    text, quote = str(told["article_text"]), str(told["quote"])
    return {
        **told,
        "value": "5",
        "article_text": replaced(text, "并在 10 日内予以", "并在 5 日内予以"),
        "quote": replaced(quote, "并在10日内予以", "并在5日内予以"),
    }


def test_an_officer_writes_and_another_publishes_on_the_pages(bureau: Bureau) -> None:
    author, checker = signed_in(bureau.author, "en"), signed_in(bureau.checker, "en")
    assert pinned(bureau, bureau.city.project.dossier_id, date(2025, 6, 1)) == BASE
    draft = begun(bureau, author)
    page, form = (reverse(f"policies:{name}", args=[draft.pk]) for name in ("draft", "draft_text"))
    rule = reverse("policies:draft_rule", args=[draft.pk, RULE])
    opened = author.get(rule).context["form"].initial
    wrong = author.post(rule, {**shorter(opened), "value": "6"})
    assert wrong.status_code == 422
    assert "value" in wrong.context["form"].errors
    assert author.post(rule, shorter(opened)).status_code == 302
    late = author.post(rule, shorter(opened))
    assert late.status_code == 422
    shown = author.get(page)
    (line,) = shown.context["page"].changes
    assert (line.code, line.old, line.new) == (RULE, "within 10 natural days", "within 5 natural days")
    assert (shown.context["page"].gaps, shown.context["page"].overlaps) == ((), ())
    assert "for 306 days no version holds" in shown.content.decode()
    changed = newest(bureau)
    assert len(set(changed.pack_text.splitlines()) - set(base().text.pack.splitlines())) < 12
    assert author.post(reverse("policies:submit_draft", args=[draft.pk])).status_code == 302
    publish = reverse("policies:publish_draft", args=[draft.pk])
    assert author.post(publish).status_code == 403
    assert author.post(form, {"pack": "a: 1", "source": "b", "edition": "2"}).status_code == 422
    assert [checker.post(publish).status_code for _time in range(2)] == [302, 409]
    assert Rule.objects.get(revision__version__code=SUCCESSOR.code, code=RULE).value == 5
    old, new = bureau.city.project.dossier_id, another_project(bureau)
    assert pinned(bureau, new, date(2027, 6, 1)) == SUCCESSOR.code
    with tenant_work(bureau.city.system):
        standing = governing_pin(old)
        assert standing is not None
        assert standing.version.code == BASE
    assert Client().get(reverse("policies:regime", args=[SUCCESSOR.code])).status_code == 200
    assert checker.get(page).status_code == 200


def test_a_broken_text_is_kept_and_its_line_key_and_rule_are_named(bureau: Bureau) -> None:
    draft = started(bureau)
    browser = signed_in(bureau.author, "zh-hans")
    form = reverse("policies:draft_text", args=[draft.pk])
    pack = replaced(texts().pack, "{value: 5, unit: day,", "{value: 6, unit: day,")
    told = {"pack": pack.replace("\n", "\r\n"), "source": texts().source, "edition": "1"}
    answer = browser.post(form, told)
    assert (answer.status_code, answer.headers["Location"]) == (302, form)
    shown = browser.get(form)
    problem = shown.context["problem"]
    assert (problem.rule, problem.key.rpartition(".")[2], "value: 6" in problem.typed) == (RULE, "value", True)
    assert "引文中没有" in problem.message
    assert newest(bureau).pack_text == pack
    again = browser.post(form, {**told, "pack": "mine: lost?"})
    assert again.status_code == 422
    assert "mine: lost?" in again.content.decode()
    assert browser.post(reverse("policies:submit_draft", args=[draft.pk])).status_code == 422
    assert not InstrumentVersion.objects.filter(code=SUCCESSOR.code).exists()


def test_what_a_draft_leaves_silent_and_says_twice_is_shown(bureau: Bureau) -> None:
    draft = started(bureau)
    browser = signed_in(bureau.author, "en")
    rule = reverse("policies:draft_rule", args=[draft.pk, RULE])
    edition = browser.get(rule).context["form"].initial["edition"]
    assert browser.post(rule, {"drop": "yes", "edition": edition}).status_code == 302
    page = browser.get(reverse("policies:draft", args=[draft.pk])).context["page"]
    assert [(gap.rules, change.kind) for gap, change in zip(page.gaps, page.changes, strict=True)] == [
        (RULE, "Dropped")
    ]
    assert browser.get(rule).status_code == 404


def test_another_citys_bureau_finds_nothing(bureau: Bureau, world: World) -> None:
    draft = started(bureau)
    stranger = signed_in(world.here.officer, "en")
    for name in ("draft", "draft_text"):
        assert stranger.get(reverse(f"policies:{name}", args=[draft.pk])).status_code == 404
    for name in ("submit_draft", "publish_draft", "withdraw_draft", "send_back_draft"):
        assert stranger.post(reverse(f"policies:{name}", args=[draft.pk]), {"note": "x"}).status_code == 404
    assert draft.name not in stranger.get(reverse("policies:drafts")).content.decode()


def test_a_draft_sent_back_tells_its_author_why_and_may_be_withdrawn(bureau: Bureau) -> None:
    author, checker = signed_in(bureau.author, "en"), signed_in(bureau.checker, "en")
    draft = started(bureau)
    submit, back, page = (
        reverse(f"policies:{n}", args=[draft.pk]) for n in ("submit_draft", "send_back_draft", "draft")
    )
    assert author.post(submit).status_code == 302
    assert checker.post(back).status_code == 422
    assert checker.post(back, {"note": "第十六条有误"}).status_code == 302
    assert "第十六条有误" in author.get(page).content.decode()
    assert author.post(reverse("policies:withdraw_draft", args=[draft.pk])).status_code == 302
    assert author.post(submit).status_code == 409


def test_a_rule_is_added_and_its_parameter_actors_facts_and_bounds_changed_in_the_form(bureau: Bureau) -> None:
    draft = started(bureau)
    browser = signed_in(bureau.author, "en")
    page = reverse("policies:draft_new_rule", args=[draft.pk])
    rule = reverse("policies:draft_rule", args=[draft.pk, RULE])
    opened = browser.get(rule).context["form"].initial
    told = {name: value for name, value in opened.items() if value not in (None, False, "")}
    fresh = {**told, "code": "HZ-901", "parameter": "dispute.written", "actors": ["owner", "insurer"], "effect": "task"}
    assert browser.post(page, {**fresh, "parameter": "no.such"}).status_code == 422
    assert browser.post(page, {**fresh, "when": "complexity: normal\nappraisal covered"}).status_code == 422
    wrong = browser.post(page, {**fresh, "code": RULE})
    assert (wrong.status_code, "code" in wrong.context["form"].errors) == (422, True)
    bounds = {"limits": "confirm, at_most, 5, day, 确认", "when": "complexity: normal, complex"}
    assert browser.post(page, {**fresh, **bounds}).status_code == 302
    added = reverse("policies:draft_rule", args=[draft.pk, "HZ-901"])
    again = browser.get(added).context["form"].initial
    assert (again["limits"], again["when"]) == ("confirm, at_most, 5, day, 确认", "complexity: normal, complex")
    assert (again["actors"], again["trigger"]) == (["owner", "insurer"], told["trigger"])
    gone = {name: value for name, value in again.items() if value not in (None, False, "")} | {"limits": ""}
    assert browser.post(added, gone).status_code == 302
    assert browser.get(added).context["form"].initial["limits"] == ""


@pytest.mark.attacks("policies.publish_drafts")
def test_an_absent_authors_draft_is_taken_over_and_neither_checks_it(bureau: Bureau) -> None:
    draft = started(bureau)
    author, checker = signed_in(bureau.author, "en"), signed_in(bureau.checker, "en")
    take, page = (reverse(f"policies:{name}", args=[draft.pk]) for name in ("take_over_draft", "draft"))
    assert checker.post(take).status_code == 422
    assert author.post(take, {"reason": "own"}).status_code == 409
    assert checker.post(take, {"reason": "on leave"}).status_code == 302
    assert newest(bureau).former_authors == [str(bureau.author.user_id)]
    assert author.post(reverse("policies:submit_draft", args=[draft.pk])).status_code == 403
    assert checker.post(reverse("policies:submit_draft", args=[draft.pk])).status_code == 302
    publish = reverse("policies:publish_draft", args=[draft.pk])
    assert [browser.post(publish).status_code for browser in (author, checker)] == [403, 403]
    assert not author.get(page).context["page"].may_decide
    told = PlatformEvent.objects.get(code="rule_draft_taken_over").payload
    assert (told["from"], told["reason"]) == (str(bureau.author.user_id), "on leave")


def test_the_form_to_start_calls_optional_only_what_is(bureau: Bureau) -> None:
    page = signed_in(bureau.author, "en").get(reverse("policies:new_draft")).content.decode()
    assert page.count("(optional)") == 1
