"""One-click sign-in: for the people whom the demo names, and only in a demo."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from idi_platform.accounts import demo
from tests.world import World

DEMO = "/sign-in/demo/"


@pytest.fixture(autouse=True)
def shown(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A demo that shows two people; one of them does not exist."""
    settings.DEMO_MODE = True
    monkeypatch.setattr(demo, "_sources", [lambda: ("here-officer", "never-seeded")])


def test_the_page_lists_the_demos_people_with_what_they_act_as(client: Client, world: World) -> None:
    response = client.get("/sign-in/")
    assert [person.user.username for person in response.context["demo_people"]] == ["here-officer"]
    assert world.here.city.name_zh in response.content.decode()


def test_one_click_signs_in(client: Client, world: World) -> None:
    client.post(DEMO, {"username": "here-officer"})
    assert client.get("/supervision/").status_code == 200


@pytest.mark.parametrize("username", ["here-owner", "never-seeded", "", "nobody"])
def test_nobody_else_can_be_signed_in_so(client: Client, world: World, username: str) -> None:
    assert client.post(DEMO, {"username": username}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_a_demo_there_is_neither_list_nor_door(client: Client, world: World, settings: Settings) -> None:
    settings.DEMO_MODE = False
    assert client.get("/sign-in/").context["demo_people"] == []
    assert client.post(DEMO, {"username": "here-officer"}).status_code == 404


def test_next_never_leads_to_another_site(client: Client, world: World) -> None:
    response = client.post(DEMO, {"username": "here-officer", "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"


def test_it_needs_a_post(client: Client, world: World) -> None:
    assert client.get(DEMO).status_code == 405
