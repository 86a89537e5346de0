"""Support that looks as somebody writes its own log and nothing else, and is offered nothing that would be refused.

Every address of the matrix that shows a page, under a look as each person who sees it (docs/adr/0033).
"""

import random
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from idi_platform.accounts.constants import PLATFORM_ROLES
from idi_platform.accounts.looking import may_open
from idi_platform.accounts.public import Membership, User
from tests.access.asking import browser
from tests.access.matrix import COLUMNS, cells
from tests.access.routes import address
from tests.access.scene import Scene

HERE = [person for person, _ in COLUMNS.values() if not person.startswith("there")]
PAGES = sorted({(cell.route, cell.who) for cell in cells() if (cell.method, cell.status) == ("GET", "200")})
ROUTES = sorted({route for route, who in PAGES if who in HERE})
# The looker's session, how long the look lasts, and each address with the seal it waits for.
OWN_LOG = {"django_session", "accounts_supportlook", "audit_access", "audit_unsealed"}
REASON = "电话 12345：看不到自己的理赔"


def lookable(scene: Scene, who: str) -> Membership | None:
    """In what the person may be looked as; nobody of the platform, no program, nobody without a membership."""
    user = scene.people[who]
    if not isinstance(user, User) or not user.is_active:
        return None
    held = Membership.objects.filter(user=user, valid_to=None)
    return None if held.filter(role__in=PLATFORM_ROLES).exists() else held.first()


@pytest.fixture
def operator(scene: Scene) -> Iterator[Client]:
    """The operator's browser; what the test leaves is undone, the session that others know is not."""
    client = browser(scene.people["operator"])
    with transaction.atomic():
        yield client
        transaction.set_rollback(True)


def changes() -> dict[str, int]:
    """Rows written in this transaction by table, those of savepoints that were rolled back as well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {str(name): int(count) for name, count in cursor.fetchall()}


def written_since(before: dict[str, int]) -> set[str]:
    return {name for name, count in changes().items() if count > before.get(name, 0)}


def hands_out_a_file(who: User, path: str) -> bool:
    """Whether the person themselves is given something else than a page."""
    client = Client()
    client.force_login(who)
    theirs = client.get(path)
    return theirs.streaming or not theirs.headers["Content-Type"].startswith("text/html")


def usable(page: str, path: str) -> list[str]:
    """What the page offers and the gate would refuse, judged anew from what a browser would make of it."""
    tree = html.fromstring(page, base_url="http://testserver")
    tree.make_links_absolute(f"http://testserver{path}")
    pressed = tree.xpath("//form[@method='post'][.//button or .//input][not(.//fieldset[@disabled])]/@action")
    away = tree.xpath("//button[@formaction][not(@disabled)][not(ancestor::fieldset[@disabled])]/@formaction")
    followed = tree.xpath("//a[@href]/@href | //img[@src]/@src | //form[not(@method='post')]/@action")
    asked = [*((one, "POST") for one in pressed), *((one, "GET") for one in [*away, *followed])]
    away_from_here = [(one.removeprefix("http://testserver"), method) for one, method in asked]
    return [one for one, method in away_from_here if not one.startswith(f"{path}#") and not opens(one, method)]


def opens(target: str, method: str) -> bool:
    if not target.startswith("/") or target.startswith("/static/"):
        return True
    match = resolve(target.partition("?")[0].partition("#")[0])
    return may_open(match.view_name, match.func, method=method)


@pytest.mark.in_turn(12)
@pytest.mark.parametrize("route", ROUTES)
def test_a_look_at_any_page_writes_its_log_alone_and_offers_nothing_in_vain(
    scene: Scene, operator: Client, route: str, full: bool
) -> None:
    """As everybody who sees the page with --full, else as one of them."""
    path = address(route, scene.here)
    seen_by = [who for name, who in PAGES if name == route and who in HERE]
    lookables = [(who, found) for who in seen_by if (found := lookable(scene, who)) is not None]
    for who, membership in lookables if full else random.sample(lookables, k=min(1, len(lookables))):
        begun = operator.post(f"/operations/people/{membership.user_id}/look/{membership.pk}/", {"reason": REASON})
        assert begun.status_code == 302
        before, match = changes(), resolve(path)
        answer = operator.get(path)
        assert written_since(before) <= OWN_LOG, who
        is_open = may_open(match.view_name, match.func, method="GET")
        assert (answer.status_code == 200) == (is_open and not hands_out_a_file(membership.user, path)), who
        assert answer.status_code in {200, 403}, who
        assert usable(answer.content.decode(), path) == [], who
        assert operator.post("/support/stop/").status_code == 302
