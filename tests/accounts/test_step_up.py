"""Before a sensitive act a person confirms that it is they: by password, code or passkey, and for a while."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from pytest_django.fixtures import Settings
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from idi_platform.accounts.public import RecentlyConfirmed, recently_confirmed
from tests.accounts.factors import code, with_app, wrong_code
from tests.world import PASSWORD, World


@recently_confirmed
def sensitive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.method or "")


class Sensitive(APIView):
    permission_classes = (RecentlyConfirmed,)

    def post(self, request: Request) -> Response:
        return Response({})


urlpatterns = [
    path("sensitive/", sensitive),
    path("api/sensitive/", Sensitive.as_view()),
    path("", include("idi_platform.urls")),
]

LATER = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def with_sensitive_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def test_a_fresh_sign_in_is_a_confirmation_and_grows_old(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    assert client.get("/sensitive/").status_code == 200
    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert client.get("/sensitive/?a=1").headers["Location"] == "/confirm/?next=%2Fsensitive%2F%3Fa%3D1"


def test_the_password_confirms_and_leads_back(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert client.get("/confirm/?next=/sensitive/").status_code == 200
        wrong = client.post("/confirm/", {"password": "wrong", "next": "/sensitive/"})
        assert wrong.context["form"].errors
        assert client.get("/sensitive/").status_code == 302
        done = client.post("/confirm/", {"password": PASSWORD, "next": "/sensitive/"})
        assert done.headers["Location"] == "/sensitive/"
        assert client.post("/sensitive/").content == b"POST"


def test_a_code_confirms_too(client: Client, world: World) -> None:
    client.force_login(with_app(world.here.officer.user))
    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert client.post("/confirm/code/", {"code": wrong_code()}).context["form"].errors
        assert client.post("/confirm/code/", {"code": code(), "next": "/sensitive/"}).status_code == 302
        assert client.get("/sensitive/").status_code == 200


def test_a_form_sent_too_late_leads_back_to_its_page(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        late = client.post("/sensitive/", headers={"Referer": "http://testserver/form/?b=2"})
        assert late.headers["Location"] == "/confirm/?next=%2Fform%2F%3Fb%3D2"
        foreign = client.post("/sensitive/", headers={"Referer": "https://elsewhere.example/form/"})
        assert foreign.headers["Location"] == "/confirm/?next=%2F"
        live = client.post("/sensitive/", headers={"HX-Request": "true", "Referer": "http://testserver/form/"})
        assert live.headers["HX-Redirect"] == "/confirm/?next=%2Fform%2F"


def test_the_api_is_told_so(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    assert client.post("/api/sensitive/").status_code == 200
    with time_machine.travel(timezone.now() + LATER, tick=False):
        refused = client.post("/api/sensitive/")
        assert (refused.status_code, refused.json()["code"]) == (403, "confirmation_needed")


def test_visitors_sign_in_first(client: Client, world: World) -> None:
    assert client.get("/sensitive/").headers["Location"].startswith("/sign-in/")


def test_ones_own_factors_are_sensitive(client: Client, world: World) -> None:
    client.force_login(world.here.officer.user)
    with time_machine.travel(timezone.now() + LATER, tick=False):
        assert client.get("/me/passkeys/add/").headers["Location"].startswith("/confirm/")
        assert client.get("/me/security/").status_code == 200
