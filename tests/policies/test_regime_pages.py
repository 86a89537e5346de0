"""The regimes are public: the clause with its quotes marked, the value beside it, in both languages."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(client: Client, path: str, language: str) -> str:
    client.cookies["idi_language"] = language
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_anybody_may_read_the_list(client: Client) -> None:
    assert "江门市建筑工程质量潜在缺陷保险试点方案" in page(client, "/regimes/", "zh-hans")
    assert "Jiangmen pilot scheme" in page(client, "/regimes/", "en")


def test_a_clause_stands_with_its_value_beside_it(client: Client) -> None:
    english = page(client, "/regimes/jiangmen-2022/", "en")
    assert (
        "<mark>保险公司收到被保险人或受益人的赔偿或者给付保险金的请求后，一般情况下应当在七日内作出核定</mark>"
        in english
    )
    assert "within 7 natural days" in english
    assert "at most 30%" in english
    assert "counted from: Claim application received" in english
    assert "JM-045" in english


def test_an_unprinted_date_is_said_to_be_unknown(client: Client) -> None:
    assert "Not printed, not yet confirmed" in page(client, "/regimes/jiangmen-2022/", "en")


def test_the_chinese_page_holds_no_english_summary(client: Client) -> None:
    chinese = page(client, "/regimes/jiangmen-2022/", "zh-hans")
    assert "七日内作出核定" in chinese
    assert "Determine within 7 days" not in chinese


@pytest.mark.parametrize("path", ["/regimes/nowhere-2020/", "/regimes/nowhere-2020"])
def test_an_unknown_regime_is_not_found(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/regimes/", "/regimes/jiangmen-2022/"])
def test_the_pages_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_list_says_which_texts_are_in_force(client: Client) -> None:
    english = page(client, "/regimes/", "en")
    assert "Ended on" in english
    assert "Effective date unknown" in english
    assert english.index("Beijing interim measures") < english.index("Hangzhou pilot guideline")


def test_a_topic_in_the_address_leaves_its_clauses_and_rules(client: Client) -> None:
    english = page(client, "/regimes/beijing-2019/?topic=co_insurance", "en")
    assert "BJ-062" in english
    assert "BJ-081" not in english
    assert 'id="clause-19"' in english
    assert "BJ-081" in page(client, "/regimes/beijing-2019/?topic=nonsense", "en")


def test_silence_names_what_answers_instead(client: Client) -> None:
    english = page(client, "/regimes/hangzhou-2024/?topic=fund", "en")
    assert "What this text is silent on" in english
    assert "within 10 natural days" in english
    assert "The insurance contract" in english
    assert "What this text is silent on" not in page(client, "/regimes/hangzhou-2024-guideline/", "en")


def test_every_reading_stands_with_the_rules_that_rest_on_it(client: Client) -> None:
    pages = [page(client, f"/regimes/readings/?page={number}", "zh-hans") for number in range(1, 6)]
    links = [set(re.findall(r"/regimes/readings/(AMB-\d+)/", text)) for text in pages]
    assert (sum(map(len, links)), len(set().union(*links))) == (45, 45)
    register = "".join(pages)
    assert "一次书面通知补充资料同时中止" in register
    assert "JM-045" in register
    assert "/regimes/readings/" in page(client, "/regimes/", "en")


@pytest.mark.parametrize(
    ("asked", "only"),
    [
        ("q=amb-24", {"AMB-24"}),
        ("q=签约时间", {"AMB-24"}),
        ("topic=deadline&city=440700&q=AMB-03", {"AMB-03"}),
        ("city=330383&q=AMB-24", set()),
        ("state=decided", set()),
    ],
)
def test_the_address_narrows_the_readings(client: Client, asked: str, only: set[str]) -> None:
    found = client.get(f"/regimes/readings/?{asked}").context["page"].paginator.object_list
    assert {line.reading.code for line in found} == only
    assert client.get("/regimes/readings/?city=nowhere&page=x&q=%00").status_code == 200


def test_what_is_covered_stands_as_a_tree_of_components_and_defects(client: Client) -> None:
    (found,) = [city for city in client.get("/regimes/cover/").context["cities"] if city.column.code == "330100"]
    under = {branch.period.rule: [leaf.rule for leaf in branch.defects] for branch in found.branches}
    assert under["HZ-026"] == ["HZ-012", "HZ-013", "HZ-014", "HZ-015", "HZ-016"]
    assert under["HZ-028"] == ["HZ-018", "HZ-019", "HZ-020", "HZ-021"]
    assert under["HZ-029"] == ["HZ-022", "HZ-023", "HZ-024"]
    assert (found.beside, found.exclusions) == ((), ())
    english = page(client, "/regimes/cover/", "en")
    assert "Foundation and main structure: 10 years" in english
    assert "地基产生超出设计规范允许的不均匀沉降" in english
    assert "left to" in english
