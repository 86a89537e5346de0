"""Script and formula in every text that people write stay words, in pages and files (PROMISES row 16)."""

import csv
import io
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.access import asking
from tests.access.asking import ask, body_of
from tests.access.forms import HERE, PAGES, ROUTES
from tests.access.poisoned import MARKUP, poison
from tests.access.routes import address
from tests.access.scene import Scene
from tests.conftest import StandingScene, as_in_the_scene

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
MUST = {"registry_project.name_zh", "claims_claim.description", "accounts_organisation.name_zh"}


@pytest.fixture(scope="module")
def poisoned(standing_scene: StandingScene, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """The scene in a database of its own, with poison in its texts."""
    name = f"{standing_scene.database}_poisoned"
    databases.clone(name, standing_scene.database)
    with django_db_blocker.unblock():
        with databases.using(name):
            taken = poison(name, "canary of 440700")
        assert taken >= MUST, taken
        # Sessions are rows: those of the scene's own database are not known here, nor these there.
        with databases.using(name), as_in_the_scene(standing_scene.folder), pytest.MonkeyPatch.context() as patched:
            patched.setattr(asking, "_sessions", {})
            yield standing_scene.scene
    databases.drop(name)


def running(answer: HttpResponse) -> list[str]:
    """What of the answer a browser or a spreadsheet would run."""
    kind, body = answer.headers["Content-Type"], body_of(answer)
    if kind.startswith("text/csv"):
        cells = (cell for row in csv.reader(io.StringIO(body.removeprefix("\ufeff"))) for cell in row)
        return [cell for cell in cells if cell.startswith(RUNS)]
    if not kind.startswith("text/html") or not body.strip():
        return []
    tree = html.fromstring(body)
    scripts = tree.xpath("//script[not(@src)][not(@type='application/json')]/text()")
    handlers = tree.xpath("//@*[starts-with(name(), 'on')]")
    return [str(one) for one in (*scripts, *handlers)] + ([MARKUP] if MARKUP in body else [])


@pytest.mark.in_turn(12)
@pytest.mark.parametrize("route", ROUTES)
def test_what_people_wrote_runs_nowhere(poisoned: Scene, route: str, full: bool) -> None:
    """For everybody who is shown the address with --full, else for one of them."""
    shown = [who for name, who in PAGES if name == route and who in HERE]
    for who in shown if full else shown[:1]:
        answer = ask(poisoned.people[who], "GET", address(route, poisoned.here))
        assert answer.status_code < 500, who
        assert running(answer) == [], who
