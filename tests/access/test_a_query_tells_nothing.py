"""An id in a query string that is another city's, or somebody else's, answers like one that nobody has (PROMISES 4, 5).

Which names a page, or an address of the API, reads of the query is taken from itself: whatever it asks for is told.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import resolve

from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import District
from tests.access.asking import ask, body_of, shape_of
from tests.access.forms import HERE, PAGES, ROUTES
from tests.access.routes import address
from tests.access.scene import Objects, Scene
from tests.attacks import ids_of_city

# Whom the operator's site names stands outside the wall.
WHOLE_PLATFORM = ("operations:",)
# People of the city who see nothing of the scene's project, home or claim.
OUTSIDE = ("rival", "rival boss")
# What a name means where no table is called so.
MEANS = {"home": "unit", "term": "deadline", "asked": "numberchange", "person": "user"}
# A question of the rules reads its whole query at once.
ASKED_WHOLE = {"api-v1:resolve": {"policy"}}


@contextmanager
def noted() -> Iterator[set[str]]:
    """Every name that anything asks of a query within the block."""
    names: set[str] = set()

    def noting(name: str) -> Any:
        plain = getattr(QueryDict, name)

        def read(query: QueryDict, key: Any, *more: Any, **how: Any) -> Any:
            names.add(str(key))
            return plain(query, key, *more, **how)

        return patch.object(QueryDict, name, read)

    with noting("__getitem__"), noting("_getlist"), noting("__contains__"):
        yield names


def names_read(scene: Scene, who: str, path: str) -> list[str]:
    """What a page asks for, and what it asks for besides once something is said."""
    with noted() as names:
        for _ in range(2):
            ask(scene.people[who], "GET", f"{path}?{urlencode(dict.fromkeys(names, '1'))}").close()
    return sorted(names)


def named_like(name: str, ids: dict[str, str], most: int) -> list[str]:
    """Ids of what the name means, and some others."""
    meant = MEANS.get(name, name.replace("_", ""))
    fitting = {pk for label, pk in ids.items() if meant in label.rpartition(".")[2].lower()}
    others = sorted({*ids.values()} - fitting)
    return [*sorted(fitting), *random.sample(others, k=min(most, len(others)))]


def hidden(found: Objects) -> dict[str, str]:
    """By table what nobody outside is shown."""
    shown = ("unit", "claim", "deadline", "project", "policy", "letter", "transfer", "filed_photo", "job")
    return {name: str(getattr(found, name)) for name in shown} | {"finding": str(found.inspected.finding)}


def numbers_of(scene: Scene) -> tuple[str, str]:
    """The other city's district, and none: as long, for pages that show what was asked for."""
    district = District.objects.filter(city=scene.world.there.city).latest("pk").pk
    known = {*District.objects.values_list("pk", flat=True)}
    none = next(number for number in count(10 ** (len(str(district)) - 1)) if number not in known)
    assert len(str(none)) == len(str(district))
    return str(district), str(none)


@pytest.mark.in_turn(32)
@pytest.mark.parametrize("route", [route for route in ROUTES if not route.startswith(WHOLE_PLATFORM)])
def test_an_id_in_a_query_tells_nothing_of_what_one_does_not_see(scene: Scene, route: str, full: bool) -> None:
    """Five names by one person; with --full all of them by four."""
    path, shown = address(route, scene.here), [who for name, who in PAGES if name == route and who in HERE]
    numbers = numbers_of(scene)
    foreign = ids_of_city(scene.world.there.city)
    for who in random.sample(shown, k=min(4 if full else 1, len(shown))):
        ids = [foreign, hidden(scene.here)] if who in OUTSIDE else [foreign]
        names = sorted({*names_read(scene, who, path), *ASKED_WHOLE.get(route, ())})
        for name in names if full else random.sample(names, k=min(5, len(names))):
            values = [(one, str(uuid4())) for some in ids for one in named_like(name, some, 2 if full else 1)]
            for value, nothing in [*values, numbers]:
                assert answer(scene, who, path, name, value) == answer(scene, who, path, name, nothing), (who, name)


def answer(scene: Scene, who: str, path: str, name: str, value: str) -> tuple[object, ...]:
    return shape_of(ask(scene.people[who], "GET", f"{path}?{name}={value}"))


def test_an_id_that_one_sees_does_tell(scene: Scene) -> None:
    """The counter-proof: the names are found, and what is one's own narrows differently from what nobody has."""
    path = address("api-v1:homes", scene.here)
    assert {"project", "building"} <= set(names_read(scene, "adjuster", path))
    assert names_read(scene, "inspector", address("riskmgmt:start", scene.here)) == ["project"]
    own, nothing = (answer(scene, "adjuster", path, "project", str(one)) for one in (scene.here.project, uuid4()))
    assert own != nothing
    assert str(scene.here.unit) in body_of(ask(scene.people["adjuster"], "GET", f"{path}?project={scene.here.project}"))


def test_a_list_of_everybodys_homes_would_tell(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    path = address("api-v1:homes", scene.here)
    view: Any = resolve(path).func
    monkeypatch.setattr(view.cls, "get_queryset", lambda _self: Unit.objects.all())
    theirs, nothing = (answer(scene, "rival", path, "project", str(one)) for one in (scene.here.project, uuid4()))
    assert theirs != nothing
