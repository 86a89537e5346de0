"""The address is the list: filter, sort, columns, page. What is not understood does nothing, and the page says so."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from claims.models import Claim
from idi_platform.accounts.public import Membership
from idi_platform.tenancy.public import business_now
from tests.claims.reports import AT, filed, signed_in, with_term
from tests.world import World

QUEUE = "/claims/"


def asked(membership: Membership, query: str = "", language: str = "en") -> Any:
    response = signed_in(membership, language).get(QUEUE + query)
    assert response.status_code == 200
    return response


def numbers(response: Any) -> list[int]:
    return [int(line.claim.dossier.number[-2:]) for line in response.context["lines"]]


@pytest.fixture
def three(world: World) -> list[Claim]:
    """Claims overdue, due soon, and without a running term."""
    claims = [filed(world.here, at=AT + timedelta(minutes=minute)) for minute in range(3)]
    with_term(claims[0], business_now() - timedelta(days=1))
    with_term(claims[1], business_now() + timedelta(days=2))
    return claims


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?state=nonsense", "“State” was given a value"),
        ("?district=x&clock=maybe", "“District” was given a value"),
        ("?q=%00", "“Number or address” was given a value"),
        ("?stat=filed", "“stat” is no filter of this list"),
        ("?sort=password", "cannot be sorted like that"),
        ("?sort=description", "cannot be sorted like that"),
        ("?sort=dossier__number", "cannot be sorted like that"),
        ("?sort=--due", "cannot be sorted like that"),
        ("?columns=number,password", "Some columns of this address do not exist"),
        ("?size=1000000", "A page cannot be that long"),
    ],
)
def test_what_is_not_understood_narrows_nothing_and_is_told(
    world: World, three: list[Claim], query: str, told: str
) -> None:
    response = asked(world.here.adjuster, query)
    assert told in response.content.decode()
    assert numbers(response) == [1, 2, 3]


def test_an_address_that_is_understood_is_told_nothing(world: World, three: list[Claim]) -> None:
    response = asked(
        world.here.adjuster, "?q=&state=&clock=soon&district=&sort=-filed&columns=number,due&size=50&page=1"
    )
    assert response.context["query"].complaints == []
    assert response.context["query"].address == "?clock=soon&sort=-filed&columns=number%2Cdue&size=50"


def test_every_link_of_the_page_keeps_the_rest_of_the_address(world: World, three: list[Claim]) -> None:
    body = unescape(asked(world.here.adjuster, "?q=0301&clock=&sort=-number&rubbish=1").content.decode())
    assert 'href="?q=0301&sort=number"' in body
    assert 'href="/claims/?q=0301&sort=-number&clock=soon"' in body
    assert 'href="/claims/?q=0301&sort=-number&size=100"' in body
    assert 'href="/claims/export/?q=0301&sort=-number"' in body
    assert "rubbish=1" not in body[body.index('id="results"') :].split("<footer")[0]


def test_a_chip_takes_one_filter_away(world: World, three: list[Claim]) -> None:
    response = asked(world.here.adjuster, f"?q=0301&district={world.here.district.pk}")
    chips = {one.label: (one.words, one.without) for one in response.context["narrowings"]}
    assert chips == {
        "Number or address": ("0301", f"?district={world.here.district.pk}"),
        "District": (world.here.district.name_en, "?q=0301"),
    }


def test_another_citys_district_cannot_be_chosen(world: World, three: list[Claim]) -> None:
    response = asked(world.here.adjuster, f"?district={world.there.district.pk}")
    assert response.context["query"].complaints
    assert numbers(response) == [1, 2, 3]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("due", [1, 2, 3]), ("-due", [2, 1, 3]), ("state,-number", [3, 2, 1]), ("-state,number", [1, 2, 3])],
)
def test_empty_values_come_last_both_ways_and_several_keys_count(
    world: World, three: list[Claim], sort: str, expected: list[int]
) -> None:
    assert numbers(asked(world.here.adjuster, f"?sort={sort}")) == expected


def test_the_sorted_head_says_so_to_a_screen_reader(world: World, three: list[Claim]) -> None:
    assert 'aria-sort="descending"' in asked(world.here.adjuster, "?sort=-filed").content.decode()


def test_columns_are_chosen_with_boxes_or_with_commas(world: World, three: list[Claim]) -> None:
    for query in ("?columns=place&columns=number", "?columns=number,place"):
        response = asked(world.here.adjuster, query)
        assert [column.key for column in response.context["query"].columns] == ["number", "place"]
        body = response.content.decode()
        assert 'data-label="Place"' in body
        assert 'data-label="Home"' not in body
        assert 'value="place" checked' in body


def test_a_page_is_as_long_as_chosen(world: World) -> None:
    for minute in range(27):
        filed(world.here, at=AT + timedelta(minutes=minute))
    assert len(asked(world.here.adjuster).context["lines"]) == 25
    assert len(asked(world.here.adjuster, "?page=2").context["lines"]) == 2
    assert len(asked(world.here.adjuster, "?size=50").context["lines"]) == 27


def test_htmx_gets_the_changing_part_and_the_address_to_show(world: World, three: list[Claim]) -> None:
    client = signed_in(world.here.adjuster, "en")
    part = client.get(QUEUE, {"q": "", "clock": "soon", "sort": ""}, headers={"HX-Request": "true"})
    assert part.headers["HX-Push-Url"] == "/claims/?clock=soon"
    assert "HX-Request" in part.headers["Vary"]
    body = part.content.decode()
    assert "data-announce>1 entry<" in body
    assert "<html" not in body
    restored = client.get(QUEUE, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_nothing_yet_and_nothing_found_are_two_things(world: World) -> None:
    assert "No claims yet" in asked(world.here.adjuster).content.decode()
    body = asked(world.here.adjuster, "?q=nothing").content.decode()
    assert "Nothing matches the filter" in body
    assert "data-announce>0 entries<" in body
    assert 'href="/claims/?sort=due"' in body


def test_a_chinese_page_counts_in_chinese_and_keeps_no_english_word(world: World, three: list[Claim]) -> None:
    body = asked(world.here.adjuster, "?clock=nonsense&size=7&columns=number,due,danger", "zh-hans").content.decode()
    assert "data-announce>共 3 条<" in body
    for english in ("Columns", "Views", "Per page", "Filter", "Export", "Save", "Share", "narrows", "--------"):
        assert english not in body.replace("Excel", "").replace("CSV", "")
    assert body.count("否") >= 3
