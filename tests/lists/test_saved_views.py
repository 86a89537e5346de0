"""Views under a name: one's own, shared in one's organisation, nobody else's."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.lists.errors import NobodyToShareWith
from idi_platform.lists.models import SavedView
from idi_platform.lists.services import ViewFacts, save_view
from idi_platform.tenancy.public import Actor, tenant_work
from tests.claims.reports import redirected_to, signed_in
from tests.world import CityWorld, World, member

SAVE = "/lists/claims/views/"


@pytest.fixture
def colleague(world: World) -> Membership:
    return member("here-colleague", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)


def saved(client: Client, **given: str) -> str:
    return redirected_to(client.post(SAVE, {"name": "急件", "query": "clock=overdue&sort=-filed", **given}))


def view_of(city: CityWorld) -> SavedView:
    with tenant_work(city.system):
        return SavedView.objects.get()


def names(membership: Membership) -> list[str]:
    response: Any = signed_in(membership).get("/claims/?sort=due")
    return [view.name for view, _link, _is_current in response.context["views"]]


def test_filter_order_and_columns_come_back_under_the_name(world: World) -> None:
    client = signed_in(world.here.adjuster)
    address = saved(client, query="q=&clock=overdue&sort=-filed&columns=number&columns=due&page=3")
    assert address == "/claims/?clock=overdue&sort=-filed&columns=number%2Cdue"
    response: Any = client.get(address)
    assert [(view.name, is_current) for view, _link, is_current in response.context["views"]] == [("急件", True)]


@pytest.mark.parametrize(
    "query", ["evil=1&clock=overdue", "clock=overdue&state=nonsense&sort=password&columns=x&size=9"]
)
def test_only_what_the_list_understands_is_kept(world: World, query: str) -> None:
    saved(signed_in(world.here.adjuster), query=query)
    assert view_of(world.here).query == "clock=overdue"


def test_saving_under_the_same_name_replaces(world: World) -> None:
    client = signed_in(world.here.adjuster)
    saved(client)
    saved(client, query="clock=soon", is_shared="on")
    view = view_of(world.here)
    assert (view.query, view.is_shared) == ("clock=soon", True)


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_a_view_without_a_fit_name_is_refused_in_words_and_the_list_stays(world: World, name: str) -> None:
    client = signed_in(world.here.adjuster)
    assert saved(client, name=name).startswith("/claims/?")
    with tenant_work(world.here.system):
        assert not SavedView.objects.exists()


def test_it_is_the_makers_alone_until_shared_in_the_organisation(world: World, colleague: Membership) -> None:
    client = signed_in(world.here.adjuster)
    saved(client)
    view = view_of(world.here)
    outsiders = (world.here.officer, world.there.adjuster)
    assert [names(one) for one in (world.here.adjuster, colleague, *outsiders)] == [["急件"], [], [], []]
    assert redirected_to(client.post(f"/lists/views/{view.pk}/share/")).startswith("/claims/")
    assert [names(one) for one in (colleague, *outsiders)] == [["急件"], [], []]
    client.post(f"/lists/views/{view.pk}/withdraw/")
    assert names(colleague) == []


@pytest.mark.parametrize("command", ["delete", "share", "withdraw", "start", "start/not"])
def test_only_its_maker_changes_it_for_others_it_is_not_there(
    world: World, colleague: Membership, command: str
) -> None:
    saved(signed_in(world.here.adjuster), is_shared="on")
    view = view_of(world.here)
    for other in (colleague, world.here.officer, world.there.adjuster):
        assert signed_in(other).post(f"/lists/views/{view.pk}/{command}/").status_code == 404
    assert view_of(world.here).default_at is None


def test_the_list_starts_with_the_default_view_and_everything_stays_in_reach(world: World) -> None:
    client = signed_in(world.here.adjuster)
    saved(client, is_default="on")
    assert redirected_to(client.get("/claims/")) == "/claims/?clock=overdue&sort=-filed"
    assert client.get("/claims/?sort=due").status_code == 200
    assert signed_in(world.here.officer).get("/claims/").status_code == 200
    client.post(f"/lists/views/{view_of(world.here).pk}/start/not/")
    assert client.get("/claims/").status_code == 200


def test_the_later_of_two_defaults_holds(world: World) -> None:
    client = signed_in(world.here.adjuster)
    saved(client, is_default="on")
    saved(client, name="全部已查勘", query="clock=none", is_default="on")
    assert redirected_to(client.get("/claims/")) == "/claims/?clock=none"


def test_a_deleted_view_is_gone(world: World) -> None:
    client = signed_in(world.here.adjuster)
    saved(client)
    client.post(f"/lists/views/{view_of(world.here).pk}/delete/")
    assert names(world.here.adjuster) == []


def test_a_view_of_a_list_that_one_may_not_open_or_that_does_not_exist(world: World) -> None:
    assert signed_in(world.here.owner).post(SAVE, {"name": "x"}).status_code == 403
    assert signed_in(world.here.adjuster).post("/lists/terms/views/", {"name": "x"}).status_code == 403
    assert signed_in(world.here.adjuster).post("/lists/nothing/views/", {"name": "x"}).status_code == 404


def test_who_acts_for_no_organisation_shares_with_nobody(world: World) -> None:
    actor = Actor(world.here.adjuster.user.pk, None, Role.ADJUSTER, world.here.city.pk)
    facts = ViewFacts(name="x", query="", is_shared=True)
    with tenant_work(actor), pytest.raises(NobodyToShareWith):
        save_view(list_key="claims", facts=facts, by=actor, at=timezone.now())
