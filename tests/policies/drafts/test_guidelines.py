"""A successor of a text leaves its guideline behind until the guideline's own next version names it."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.tenancy.public import tenant_work
from policies.models import InstrumentVersion, Revision, RuleDraft
from policies.public import resolve_on
from policies.realised import published_since, standings
from policies.rules.errors import PackError
from policies.services.beginnings import NextVersion, as_next_version
from policies.services.drafting import DraftTexts, submit_draft
from policies.services.publishing_drafts import publish_draft
from tests.claims.reports import signed_in
from tests.world import World

from .bureau import AT, SUCCESSOR, Bureau, build_bureau, replaced, started, submitted

GUIDELINE, PARAMETER = "hangzhou-2024-guideline", "claims.determination.normal"
NEXT = NextVersion("hangzhou-2027-guideline", date(2027, 1, 1), None, "虚构：与新办法同时施行")
ON = date(2027, 6, 1)


@pytest.fixture
def bureau(world: World) -> Bureau:
    return build_bureau()


def publish(bureau: Bureau, draft: RuleDraft) -> None:
    with tenant_work(bureau.checker.actor()) as by:
        publish_draft(draft_id=draft.pk, by=by, at=AT)


def next_guideline(parent: str) -> DraftTexts:
    base = Revision.objects.get(version__code=GUIDELINE)
    texts = as_next_version(base, NEXT)
    return DraftTexts(replaced(texts.pack, "parents: [hangzhou-2024]", f"parents: [{parent}]"), texts.source)


def answered(on: date = ON) -> tuple[str, str]:
    ((found, _hash), *_others) = resolve_on(jurisdiction="330100", parameter=PARAMETER, on=on, facts={})
    return found.rule, found.basis


def test_a_guideline_is_left_behind_until_its_next_version_names_the_successor(bureau: Bureau) -> None:
    draft = submitted(bureau)
    page = reverse("policies:draft", args=[draft.pk])
    shown = signed_in(bureau.checker, "en").get(page)
    assert [each.code for each in shown.context["page"].foreseen.left] == [GUIDELINE]
    assert "its own next version has to name" in shown.content.decode()
    publish(bureau, draft)
    assert answered() == ("NAT-012", "national")
    follower = submitted(bureau, next_guideline(SUCCESSOR.code))
    publish(bureau, follower)
    assert answered() == ("HZ-131", "in_force")
    assert InstrumentVersion.objects.get(code=NEXT.code).parents == [SUCCESSOR.code]
    assert answered(date(2025, 6, 1)) == ("HZ-131", "in_force")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("parents: [hangzhou-2024]", "parents: [hangzhou-2023]", "instrument.parents"),
        ("parents: [hangzhou-2024]", "parents: [beijing-2019]", "instrument.parents"),
        ("parameter: premium.base.guideline", "parameter: premium.base", "parameter"),
    ],
)
def test_one_that_names_no_version_or_repeats_it_is_refused(bureau: Bureau, old: str, new: str, key: str) -> None:
    texts = as_next_version(Revision.objects.get(version__code=GUIDELINE), NEXT)
    draft = started(bureau, DraftTexts(replaced(texts.pack, old, new), texts.source))
    with tenant_work(bureau.author.actor()) as by, pytest.raises(PackError) as refused:
        submit_draft(draft_id=draft.pk, by=by, at=AT)
    assert refused.value.key.endswith(key)


def test_what_bureaus_published_stands_beside_the_count_and_not_in_it(bureau: Bureau) -> None:
    before = [(line.rule.code, line.rule.version, line.is_realised) for line in standings()]
    assert published_since(standings()) == []
    publish(bureau, submitted(bureau))
    assert [(line.rule.code, line.rule.version, line.is_realised) for line in standings()] == before
    (since,) = published_since(standings())
    realised = sum(is_realised for _code, version, is_realised in before if version == "hangzhou-2024")
    assert (since.version.code, since.total, since.states["kept"]) == (SUCCESSOR.code, 104, realised)
    client = Client()
    client.cookies["idi_language"] = "en"
    page = unescape(client.get(reverse("policies:realisation")).content.decode())
    assert "Published since by the bureaus" in page
    assert reverse("policies:regime", args=[SUCCESSOR.code]) in page
    assert reverse("policies:regime", args=[SUCCESSOR.code]) in client.get(reverse("policies:regimes")).content.decode()
