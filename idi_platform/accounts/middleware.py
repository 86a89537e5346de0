"""What a session is good for on this request: how long it still holds, and in which membership its person acts."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from idi_platform.tenancy.public import acting_as

from .models import Membership
from .owners.door import memberships_here
from .selectors import own_memberships
from .signin.sessions import confined_to, extend, has_ended

SESSION_KEY = "membership"


class SessionLimitMiddleware:
    """Ends a session at its limits and puts its idle limit off, with one write a minute at most."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = timezone.now()
            if has_ended(request.session, request.user, at=now):
                logout(request)
            else:
                extend(request.session, request.user, at=now)
        return self.get_response(request)


class ActorMiddleware:
    """A signed-in person acts in exactly one membership: the chosen one, or their first. Without one, nobody acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _confine(request)
        membership = chosen_membership(request)
        request.membership = membership  # type: ignore[attr-defined]  # read by accounts.public.membership_of
        if membership is None:
            return self.get_response(request)
        with acting_as(membership.actor()):
            return self.get_response(request)


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
