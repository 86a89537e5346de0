"""A program's key makes the Actor of its call, whatever session the request brings along."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from idi_platform.tenancy.public import acting_as, current_actor, has_actor

from .keys import SCHEME, find_key, tell_use
from .models import ApiKey

ADDRESSES = "/api/v1/"


class KeyMiddleware:
    """Only under /api/v1/: a page is for people. A key that opens nothing is told so by the view, as 401.

    Under a support look no key is asked for: the whole API is closed to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_look = has_actor() and current_actor().looked_by is not None
        sent = key_sent(request) if request.path_info.startswith(ADDRESSES) and not is_look else None
        if sent is None:
            return self.get_response(request)
        now = timezone.now()
        key = find_key(sent, at=now)
        request.api_key = key  # type: ignore[attr-defined]  # read by authentication.KeySignIn
        if key is None:
            return self.get_response(request)
        tell_use(key, at=now)
        with acting_as(key.client.membership.actor()):
            return self.get_response(request)


def key_sent(request: HttpRequest) -> str | None:
    """What the Authorization header holds, if it holds a key at all."""
    scheme, _space, sent = request.headers.get("Authorization", "").partition(" ")
    return sent.strip() if scheme.lower() == SCHEME.lower() else None


def key_of(request: HttpRequest) -> ApiKey | None:
    """The live key this request was made with."""
    return getattr(request, "api_key", None)
