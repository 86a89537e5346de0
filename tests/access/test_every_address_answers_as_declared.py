"""The access matrix against the real resolver, database and sign-ins (PROMISES rows 1, 2, 3, 5 and 13)."""

import random
import re
from collections import Counter

import pytest

from tests.access.asking import ask, body_of, shape_of, status_of
from tests.access.matrix import COLUMNS, cells, rows
from tests.access.routes import NAMES, address, address_of_nothing, routes, takes_an_id
from tests.access.scene import Scene

CELLS = cells()
ROUTES = sorted({cell.route for cell in CELLS})
ASKED = sorted({(cell.route, cell.method) for cell in CELLS})
HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
THERE = [person for person, _ in COLUMNS.values() if person.startswith("there")]
THREE = ("anonymous", "owner", "adjuster")
# Answers that show something of the city; every other is the same few pages for everybody.
TELLING = {"200", "422"}


def declared(route: str, method: str) -> dict[str, str]:
    """What each person is to be answered there."""
    return {cell.who: cell.status for cell in CELLS if (cell.route, cell.method) == (route, method)}


def test_every_route_has_its_rows_and_every_row_its_route() -> None:
    known = routes()
    assert {(route, method) for route, method, _ in rows()} == {(name, m) for name in known for m in ("GET", "POST")}
    assert max(Counter((route, method) for route, method, _ in rows()).values()) == 1


def test_every_address_with_a_parameter_is_filled_from_the_scene() -> None:
    assert {name for name, route in routes().items() if route.parameters} == set(NAMES)


@pytest.mark.in_turn(12)
@pytest.mark.parametrize(("route", "method"), ASKED, ids=str)
def test_everybody_is_answered_as_declared(scene: Scene, route: str, method: str, full: bool) -> None:
    """Everybody with --full. Else a twelfth of the addresses, and one person of each answer with one by chance."""
    path, wanted = address(route, scene.here), declared(route, method)
    if not full:
        one_each = {status: who for who, status in wanted.items()}
        chosen = {*one_each.values(), random.choice(sorted(wanted))}
        wanted = {who: wanted[who] for who in chosen}
    assert {who: _answer(scene, who, method, path) for who in wanted} == wanted


@pytest.mark.in_turn(16)
@pytest.mark.parametrize("route", ROUTES)
def test_head_answers_as_get_does(scene: Scene, route: str) -> None:
    """Asked by one person of each answer."""
    asking = {status: who for who, status in declared(route, "GET").items()}
    path = address(route, scene.here)
    assert {_answer(scene, who, "HEAD", path): who for who in asking.values()} == asking


@pytest.mark.in_turn(16)
@pytest.mark.parametrize("route", ROUTES)
def test_no_other_method_does_anything(scene: Scene, route: str, full: bool) -> None:
    """Each method by one of three people, by all of them with --full."""
    asked = [
        (who, method) for method in ("PUT", "PATCH", "DELETE") for who in (THREE if full else random.sample(THREE, k=1))
    ]
    answers = {(who, method): _answer(scene, who, method, address(route, scene.here)) for who, method in asked}
    assert answers == dict.fromkeys(asked, "405")


def _answer(scene: Scene, who: str, method: str, path: str) -> str:
    response = ask(scene.people[who], method, path)
    response.close()
    return status_of(response)


@pytest.mark.in_turn(12)
@pytest.mark.parametrize(("route", "method"), [asked for asked in ASKED if asked[0] in NAMES], ids=str)
def test_another_citys_id_and_an_absent_one_look_alike(scene: Scene, route: str, method: str, full: bool) -> None:
    """For whoever is answered by what the id names, three of them by chance without --full.

    Who is turned away before that, is so whatever the id.
    """
    # What the operator's site names stands outside the wall: its readers act in no city.
    if route.startswith("operations:") or not takes_an_id(route, scene.there):
        return
    answers = declared(route, method)
    reached = [who for who in HERE if who in answers and answers[who] not in {"in", "401", "403", "405"}]
    for who in reached if full else random.sample(reached, k=min(3, len(reached))):
        foreign = ask(scene.people[who], method, address(route, scene.there))
        absent = ask(scene.people[who], method, address_of_nothing(route, scene.there))
        assert shape_of(foreign) == shape_of(absent), who
        assert status_of(foreign) == "404", who


@pytest.mark.in_turn(12)
@pytest.mark.parametrize(
    ("people", "canary"),
    [
        (HERE, r"canary of 330383|there项目|there project|there-owner"),
        (THERE, r"canary of 440700|\bhere项目|\bhere project|\bhere-owner"),
    ],
    ids=["here", "there"],
)
@pytest.mark.parametrize("route", ROUTES)
def test_no_byte_of_the_other_city_is_shown(
    scene: Scene, route: str, people: list[str], canary: str, full: bool
) -> None:
    """Asked by everybody who is shown something with --full, else by three of them."""
    shown = [who for who, status in declared(route, "GET").items() if who in people and status in TELLING]
    for who in shown if full else random.sample(shown, k=min(3, len(shown))):
        response = ask(scene.people[who], "GET", address(route, scene.here))
        body = body_of(response) + str(response.headers)
        assert re.findall(canary, body) == [], who


def test_the_canaries_sing_where_they_may(scene: Scene) -> None:
    """The counter-proof of the test above."""
    page = body_of(ask(scene.people["adjuster"], "GET", address("claims:case", scene.here)))
    export = body_of(ask(scene.people["there adjuster"], "GET", address("claims:list_csv", scene.there)))
    assert "canary of 440700" in page
    assert "canary of 330383" in export
