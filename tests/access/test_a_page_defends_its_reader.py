"""What each address does for the browser that asks it (PROMISES row 16): headers, no effect by looking, a token."""

import random

import pytest
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.access.asking import browser
from tests.access.matrix import cells
from tests.access.routes import address
from tests.access.scene import Scene
from tests.access.test_a_look_changes_nothing import changes, written_since

CELLS = cells()
ROUTES = sorted({cell.route for cell in CELLS})
COMMANDS = sorted({cell.route for cell in CELLS if (cell.method, cell.status) == ("POST", "405")} ^ set(ROUTES))
# What looking leaves behind: the last use of session or key, and the log of who looked at what, with its seal to come.
OWN_LOG = {"django_session", "api_apikey", "audit_access", "audit_unsealed"}
# A reasoning is kept under its hash when somebody first asks for it; recovery codes are shown once.
ONCE = {
    "api-v1:claim": {"policies_trace"},
    "underwriting:issue": {"policies_trace"},
    "mfa_view_recovery_codes": {"mfa_authenticator"},
}
# Believed by its signature alone; no browser sends it.
BY_SIGNATURE = {"alerts:text_receipt"}
POLICY = {
    *("default-src 'self'", "script-src 'self'", "style-src 'self'", "font-src 'self'", "connect-src 'self'"),
    *("object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"),
    "img-src 'self' data: blob:",
}
# The browser of the API's document draws with styles of its own, and with no script but ours.
OF_THE_DOCUMENT = POLICY - {"style-src 'self'"} | {"style-src 'self' 'unsafe-inline'"}
# A private file is shown in a sandbox of its own: idi_platform/documents/web/serving.py.
SANDBOX = {"default-src 'none'", "sandbox"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def undefended(answer: HttpResponseBase, route: str) -> dict[str, str | None]:
    """The headers that are not as they must be."""
    right = (POLICY, SANDBOX, *([OF_THE_DOCUMENT] if route == "api:docs" else []))
    told = {name: answer.headers.get(name) for name in HEADERS}
    wrong = {name: value for name, value in told.items() if value != HEADERS[name]}
    policy = {one.strip() for one in answer.headers.get("Content-Security-Policy", "").split(";")}
    return {**wrong, **({"Content-Security-Policy": str(policy)} if policy not in right else {})}


@pytest.mark.in_turn(12)
@pytest.mark.parametrize("route", ROUTES)
def test_a_look_is_defended_and_has_no_effect(scene: Scene, route: str, full: bool) -> None:
    """Asked by one person of each answer, and by everybody who is shown something with --full."""
    path = address(route, scene.here)
    wanted = {cell.who: cell.status for cell in CELLS if (cell.route, cell.method) == (route, "GET")}
    asking = {status: who for who, status in wanted.items()}
    shown = [who for who, status in wanted.items() if status == "200"] if full else []
    for who in {*asking.values(), *shown}:
        client = browser(scene.people[who])
        with transaction.atomic():
            before = changes()
            answer = client.get(path)
            b"".join(answer)  # a file is closed once it is read
            assert written_since(before) <= OWN_LOG | ONCE.get(route, set()), who
            assert undefended(answer, route) == {}, who
            transaction.set_rollback(True)


def test_a_write_without_its_token_is_refused(scene: Scene, full: bool) -> None:
    """By the session of somebody who may: each address that takes one with --full, else eighty."""
    doors = [route for route in COMMANDS if route not in BY_SIGNATURE]
    answers = {}
    for route in doors if full else random.sample(doors, k=80):
        let_in = [cell.who for cell in CELLS if (cell.route, cell.method, cell.status[0]) == (route, "POST", "3")]
        key = browser(scene.people[let_in[0] if let_in else "adjuster"])
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = key.cookies
        with transaction.atomic():
            before = changes()
            answer = client.post(address(route, scene.here))
            answers[route] = answer.status_code, written_since(before) - {"django_session"}
            transaction.set_rollback(True)
    assert {route: got for route, got in answers.items() if got != (403, set())} == {}


def test_with_its_token_the_same_write_is_let_in(scene: Scene) -> None:
    """The counter-proof."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser(scene.people["adjuster"]).cookies
    token = client.get(address("claims:case", scene.here)).context["csrf_token"]
    with transaction.atomic():
        answer = client.post(address("ui:preference", scene.here), {"value": "dark", "csrfmiddlewaretoken": str(token)})
        transaction.set_rollback(True)
    assert answer.status_code == 302
