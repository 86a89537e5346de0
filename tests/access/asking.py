"""Requests as one of the scene's people, without signing in again for each."""

from contextlib import nullcontext
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from idi_platform.accounts.public import User
from tests.accounts.factors import half_sign_in


@dataclass(frozen=True)
class Key:
    """What a program shows instead of a session."""

    text: str


@dataclass(frozen=True)
class HalfSignedIn:
    """A browser that has given this person's password and not yet their second factor."""

    user: User


Asker = User | HalfSignedIn | Key | None

_sessions: dict[UUID, str] = {}


def browser(asker: Asker) -> Client:
    """A browser with that person's session, made once, as by signing in; or a program that shows its key.

    Never within a transaction: what is undone there would take the session along.
    """
    client = Client(raise_request_exception=False)
    if asker is None:
        return client
    if isinstance(asker, Key):
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {asker.text}"
        return client
    user = asker.user if isinstance(asker, HalfSignedIn) else asker
    if user.pk not in _sessions:
        assert not connection.in_atomic_block
        if isinstance(asker, HalfSignedIn):
            half_sign_in(client, user.username)
        else:
            client.force_login(user)
        _sessions[user.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.cookies[settings.SESSION_COOKIE_NAME] = _sessions[user.pk]
    return client


def ask(asker: Asker, method: str, path: str) -> HttpResponse:
    """One request. What a writing one changed is undone, so that every request meets the same scene."""
    is_safe = method in {"GET", "HEAD", "OPTIONS"}
    client = browser(asker)
    with nullcontext() if is_safe else transaction.atomic():
        # A browser always sends its token; the test client does not check it.
        sent = {} if is_safe else {"data": {"csrfmiddlewaretoken": "x"}} if method == "POST" else {"data": b""}
        response: HttpResponse = getattr(client, method.lower())(path, **sent)
        if not is_safe:
            transaction.set_rollback(True)
    return response


def status_of(response: HttpResponse) -> str:
    """The status as the matrix writes it."""
    is_to_sign_in = response.status_code == 302 and response.headers["Location"].startswith("/sign-in/")
    return "in" if is_to_sign_in else str(response.status_code)


def body_of(response: HttpResponse) -> str:
    """The whole body, streamed or not."""
    content = b"".join(response) if response.streaming else response.content
    response.close()
    return content.decode("utf-8", "replace")


def shape_of(response: HttpResponse) -> tuple[object, ...]:
    """What an asker could tell two answers apart by, besides the address it asked for."""
    templates = tuple(template.name for template in getattr(response, "templates", ()))
    told = {name: response.headers.get(name) for name in ("Content-Type", "Cache-Control", "ETag", "X-Reason")}
    status, body = status_of(response), body_of(response)
    return (status, templates, tuple(told.items()), len(body) if status != "in" else 0)
