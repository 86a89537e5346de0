"""What a rule only tells stands on the public page of its text, beside the clause it was read from."""

from html import unescape

import pytest
from django.test import Client

from tests.realisation.register import each_city, lines, resting_on

pytestmark = pytest.mark.django_db
SELF = "test_what_informs_stands_beside_its_clause"


def page(client: Client, path: str, language: str) -> str:
    client.cookies["idi_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("city", each_city(SELF))
def test_what_informs_stands_beside_its_clause(client: Client, city: str) -> None:
    versions = {line.rule.code: line.rule.version for line in lines()}
    rules = resting_on(SELF, city=city)
    shown = {version: page(client, f"/regimes/{version}/", "en") for version in {versions[rule.code] for rule in rules}}
    for rule in rules:
        text = shown[versions[rule.code]]
        clause = text[: text.index(f'<small translate="no">{rule.code}</small>')].rpartition("<section")[2]
        marked = "".join(part.partition("</mark>")[0] for part in clause.split("<mark>")[1:])
        assert "".join(rule.quote.split()) in "".join(marked.split()), rule.code
        assert rule.obligation in text, rule.code


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "规则落实情况"), ("en", "How far the rules are realised")])
def test_everybody_reads_how_far_the_rules_are_realised(client: Client, language: str, words: str) -> None:
    realised = sum(line.is_realised for line in lines() if not line.rule.is_national)
    total = sum(not line.rule.is_national for line in lines())
    everything = page(client, "/regimes/realisation/", language)
    assert words in everything
    assert str(realised) in everything
    assert str(total) in everything
    assert "/regimes/realisation/" in page(client, "/regimes/", language)


def test_the_address_narrows_list_and_spreadsheet(client: Client) -> None:
    asked = "?city=330100&state=open&effect=timer"
    expected = {
        line.rule.code
        for line in lines()
        if (line.rule.jurisdiction, line.rule.effect, line.is_realised) == ("330100", "timer", False)
    }
    body = page(client, f"/regimes/realisation/{asked}", "en")
    sheet = b"".join(client.get(f"/regimes/realisation/csv/{asked}").streaming_content).decode()  # type: ignore[attr-defined]  # of a streaming answer
    everything = {line.rule.code for line in lines()}
    assert {code for code in everything if f">{code}</small>" in body} == expected
    assert {code for code in everything if f",{code}," in sheet} == expected
    assert page(client, "/regimes/realisation/?city=nowhere&page=x", "en")
