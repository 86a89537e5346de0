"""Where the work at hand comes from: a request, a task or a command, by its name. Row history keeps it.

The database backend sends it with the actor. A statement past the application has none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.http import HttpRequest, HttpResponse

LONGEST = 120


class OriginKind(StrEnum):
    """What stands before the name; the name is that of the route, of the task or of the command."""

    REQUEST = "request"
    TASK = "task"
    COMMAND = "command"


_current: ContextVar[str] = ContextVar("idi_origin", default="")


def origin() -> str:
    """`request:claims:survey`, `task:outbox.deliver`, `command:load_packs`; empty when nobody said."""
    return _current.get()


@contextmanager
def coming_from(kind: OriginKind, name: str) -> Iterator[None]:
    """What is written within the block came from there; the database hears of it with the next statement."""
    token = _current.set(f"{kind}:{name}"[:LONGEST])
    try:
        yield
    finally:
        _current.reset(token)


class OriginMiddleware:
    """A request is named by its route, as soon as that is known."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with coming_from(OriginKind.REQUEST, ""):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any) -> None:
        """Within the block above, which forgets the name at its end."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        _current.set(f"{OriginKind.REQUEST}:{name}"[:LONGEST])
