"""What a session is good for on this request: how long it still holds, and in which membership its person acts."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from psycopg2.errors import ReadOnlySqlTransaction

from idi_platform.tenancy.public import Actor, acting_as, current_actor, tenant_work

from .constants import Role
from .eyes import for_eyes
from .looking import PRESSED, find_look, is_page, log_look, look_of, may_open
from .models import Membership, SupportLook
from .owners.door import memberships_here
from .selectors import own_memberships
from .signin.sessions import confined_to, ends_by_itself_at, extend, has_ended

SESSION_KEY = "membership"
BY_ITSELF = "X-By-Itself"


class SessionLimitMiddleware:
    """Ends a session at its limits and puts its idle limit off, with one write a minute at most.

    What an open page asks for by itself (app.js) is no visit: a screen that nobody sits at signs out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if has_ended(request.session, request.user, at=now):
                logout(request)
            elif BY_ITSELF not in request.headers:
                extend(request.session, request.user, at=now)
        return self.get_response(request)


class ActorMiddleware:
    """A signed-in person acts in exactly one membership: the chosen one, or their first. Without one, nobody acts.

    Under a support look that is the other person's, to read pages and nothing else (looking.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _confine(request)
        look = find_look(request, at=timezone.now())
        if look is not None:
            return self._look(request, look)
        membership = chosen_membership(request)
        request.membership = membership  # type: ignore[attr-defined]  # read by accounts.public.membership_of
        if membership is None:
            return self.get_response(request)
        with acting_as(membership.actor()):
            return self.get_response(request)

    def _look(self, request: HttpRequest, look: SupportLook) -> HttpResponse:
        request.support_look = look  # type: ignore[attr-defined]  # read by looking.look_of
        request.membership = look.membership  # type: ignore[attr-defined]  # as above
        with acting_as(replace(look.membership.actor(), looked_by=look.looked_by_id)):
            response = self.get_response(request)
            if not is_page(response):
                return _not_shown(request)
            response.content = for_eyes(response.text, path=request.path)
            return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Judges every address of a look before its view runs, and puts it on record.

        What may be pressed is the looker's own: it runs as them, outside the read-only transaction.
        """
        look = look_of(request)
        if look is None:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not may_open(name, view, method=request.method):
            return _not_shown(request)
        until = ends_by_itself_at(request.session)
        log_look(look, address=request.path, until=until, by=current_actor(), at=timezone.now())
        if name not in PRESSED:
            return None
        with tenant_work(Actor(look.looked_by_id, None, Role.OPERATOR, None)):
            return view(request, *args, **kwargs)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that would write for its reader is refused as a whole: the transaction of a look is read-only."""
        is_refused = isinstance(exception.__cause__, ReadOnlySqlTransaction)
        return _not_shown(request) if is_refused and look_of(request) else None


def _not_shown(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/not_for_support.html", status=HTTPStatus.FORBIDDEN)


def _confine(request: HttpRequest) -> None:
    """Whoever came by an organisation's provider has its memberships alone, whatever else they hold."""
    if not request.user.is_authenticated or (only := confined_to(request.session)) is None:
        return
    today = timezone.localdate()
    held = own_memberships(request.user, on=today)
    request.user.memberships_on = (today, [one for one in held if one.organisation_id == only])


def chosen_membership(request: HttpRequest) -> Membership | None:
    """The membership of this request; one that has ended, or was never the person's, is not found."""
    memberships = memberships_here(request, on=timezone.localdate())
    chosen = request.session.get(SESSION_KEY)
    return next((m for m in memberships if str(m.pk) == chosen), memberships[0] if memberships else None)
