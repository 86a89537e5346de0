"""The access matrix against the real resolver, database and sign-ins (PROMISES rows 1, 2, 3, 5 and 13)."""

import re
from collections import Counter

import pytest
from django.http import HttpResponse

from tests.access.asking import ask, body_of, status_of
from tests.access.matrix import COLUMNS, Cell, cells, rows
from tests.access.routes import NAMES, address, address_of_nothing, routes, takes_an_id
from tests.access.scene import Scene

CELLS = cells()
ROUTES = sorted({cell.route for cell in CELLS})
READABLE = sorted({cell.route for cell in CELLS if cell.method == "GET" and cell.status != "405"})
HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
THERE = [person for person, _ in COLUMNS.values() if person.startswith("there")]


def test_every_route_has_its_rows_and_every_row_its_route() -> None:
    known = routes()
    assert {(route, method) for route, method, _ in rows()} == {(name, m) for name in known for m in ("GET", "POST")}
    assert max(Counter((route, method) for route, method, _ in rows()).values()) == 1


def test_every_address_with_a_parameter_is_filled_from_the_scene() -> None:
    assert {name for name, route in routes().items() if route.parameters} == set(NAMES)


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_answer_is_the_declared_one(scene: Scene, cell: Cell) -> None:
    path = address(cell.route, scene.here)
    for method in ("GET", "HEAD") if cell.method == "GET" else (cell.method,):
        response = ask(scene.people[cell.who], method, path)
        response.close()
        assert status_of(response) == cell.status


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("route", ROUTES)
def test_no_other_method_does_anything(scene: Scene, route: str, method: str) -> None:
    for who in ("anonymous", "owner", "adjuster"):
        assert ask(scene.people[who], method, address(route, scene.here)).status_code == 405


def _shape(response: HttpResponse) -> tuple[object, ...]:
    """What an asker could tell two answers apart by, besides the address it asked for."""
    templates = tuple(template.name for template in getattr(response, "templates", ()))
    told = {name: response.headers.get(name) for name in ("Content-Type", "Cache-Control", "ETag", "X-Reason")}
    return (
        status_of(response),
        templates,
        tuple(told.items()),
        len(body_of(response)) if status_of(response) != "in" else 0,
    )


@pytest.mark.parametrize("who", HERE)
@pytest.mark.parametrize("route", [name for name in ROUTES if name in NAMES])
def test_another_citys_id_and_an_absent_one_look_alike(scene: Scene, route: str, who: str) -> None:
    if not takes_an_id(route, scene.there):
        return
    for method in ("GET", "POST"):
        foreign = ask(scene.people[who], method, address(route, scene.there))
        absent = ask(scene.people[who], method, address_of_nothing(route, scene.there))
        assert _shape(foreign) == _shape(absent)
        assert status_of(foreign) in {"in", "401", "403", "404", "405"}


@pytest.mark.parametrize(
    ("people", "canary"),
    [
        (HERE, r"canary of 330383|there项目|there project|there-owner"),
        (THERE, r"canary of 440700|\bhere项目|\bhere project|\bhere-owner"),
    ],
    ids=["here", "there"],
)
@pytest.mark.parametrize(
    "route", sorted({cell.route for cell in CELLS if cell.method == "GET" and cell.status != "405"})
)
def test_no_byte_of_the_other_city_is_shown(scene: Scene, route: str, people: list[str], canary: str) -> None:
    for who in people:
        response = ask(scene.people[who], "GET", address(route, scene.here))
        body = body_of(response) + str(response.headers)
        assert re.findall(canary, body) == []


def test_the_canaries_sing_where_they_may(scene: Scene) -> None:
    """The counter-proof of the test above."""
    page = body_of(ask(scene.people["adjuster"], "GET", address("claims:case", scene.here)))
    export = body_of(ask(scene.people["there adjuster"], "GET", address("claims:list_csv", scene.there)))
    assert "canary of 440700" in page
    assert "canary of 330383" in export
