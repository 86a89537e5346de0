"""三员分立: what one of the three administrators does, no other can."""

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import PLATFORM_ROLES, Role
from idi_platform.ui.public import nav_items
from operations.duties import DUTIES
from tests.access.matrix import cells
from tests.world import World, member

COLUMNS = {
    Role.OPERATOR: "operator",
    Role.SECURITY_ADMIN: "security administrator",
    Role.AUDIT_ADMIN: "audit administrator",
}


def answered(method: str, status: str) -> dict[str, set[str]]:
    """Route -> which of the three are answered so."""
    found: dict[str, set[str]] = {}
    for cell in cells():
        if cell.route.startswith("operations:") and cell.method == method and cell.status == status:
            found.setdefault(cell.route, set()).add(cell.who)
    return {route: who & set(COLUMNS.values()) for route, who in found.items() if who & set(COLUMNS.values())}


def test_every_form_of_the_site_is_one_administrators_alone() -> None:
    forms = answered("POST", "422")
    assert forms
    assert {route: who for route, who in forms.items() if len(who) != 1} == {}


def test_nobody_else_reads_the_site() -> None:
    others = {cell.who for cell in cells() if cell.route.startswith("operations:") and cell.status in {"200", "422"}}
    shared = {cell.who for cell in cells() if cell.route == "operations:web_health" and cell.status == "200"}
    outside = {
        cell.route
        for cell in cells()
        if cell.route.startswith("operations:") and cell.status in {"200", "422"} and cell.who not in COLUMNS.values()
    }
    assert others <= shared
    assert outside == {"operations:web_health"}


@pytest.mark.parametrize("role", PLATFORM_ROLES)
def test_each_lands_on_a_page_of_their_own_and_finds_their_duties(client: Client, world: World, role: Role) -> None:
    person = world.operator if role == Role.OPERATOR else member("somebody", role=role)
    client.force_login(person.user)
    first = nav_items(role)[0]
    assert client.get("/").headers["Location"] == reverse(first.url_name)
    assert client.get(reverse(first.url_name)).status_code == 200
    own = [duty for duty in DUTIES if duty.role == role]
    assert own
    for duty in own:
        if duty.url_name:
            assert client.get(reverse(duty.url_name)).status_code == 200
    assert client.get("/operations/").context["mine"] == role
