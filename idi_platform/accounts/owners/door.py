"""The owners' door: a session that entered by it acts for its person's homes alone, whatever else they are."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from idi_platform.accounts.constants import Role
from idi_platform.accounts.models import Membership, PhoneNumber
from idi_platform.accounts.selectors import own_memberships
from idi_platform.accounts.signin.policy import DOOR, OWNERS, is_staff
from idi_platform.accounts.signin.records import record_person

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
_BACKEND = "idi_platform.accounts.signin.backend.PersonBackend"
_KNOWN = "idi_known_browser"
_KNOWN_SALT = "idi_platform.accounts.owners.known_browser"


def enter(request: HttpRequest, held: PhoneNumber, *, at: datetime) -> None:
    """Begins a new session of its person, through this door; what the browser held before is gone."""
    request.session.flush()
    request.session[DOOR] = OWNERS
    record_authentication(request, held.user, method="phone")
    login(request, held.user, backend=_BACKEND)
    UserSession.objects.create_from_request(request)
    PhoneNumber.objects.filter(pk=held.pk).update(used_at=at)
    record_person("signed_in", held.user_id, by=held.user_id, at=at, ways="phone")


def is_owners_session(request: HttpRequest) -> bool:
    """Whether this session is an owner's: it came by their door, or its person is nothing else."""
    if not request.user.is_authenticated:
        return False
    return request.session.get(DOOR) == OWNERS or not is_staff(request.user, on=timezone.localdate())


def memberships_here(request: HttpRequest, *, on: date) -> list[Membership]:
    """What the signed-in person may act as in this session."""
    if not request.user.is_authenticated:
        return []
    own = own_memberships(request.user, on=on)
    if request.session.get(DOOR) != OWNERS:
        return own
    return [membership for membership in own if membership.role == Role.OWNER]


def owners_only(view: View[P]) -> View[P]:
    """Pages of the owners' door for who is signed in; to everybody else they do not exist."""
    return _by_door(view, owners=True)


def staff_only(view: View[P]) -> View[P]:
    """Passwords and second factors: not to be changed from a session that a text message opened."""
    return _by_door(view, owners=False)


def _by_door(view: View[P], *, owners: bool) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if is_owners_session(request) != owners:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def remember_browser(response: HttpResponse, held: PhoneNumber) -> None:
    """Lets this browser ask codes for this number when strangers have used up theirs. It opens nothing."""
    response.set_signed_cookie(
        _KNOWN,
        str(held.pk),
        salt=_KNOWN_SALT,
        max_age=int(settings.OWNER_BROWSER_KNOWN.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_known_browser(request: HttpRequest, number: str) -> bool:
    """Whether this browser has signed in with this number before. One statement, cookie or not."""
    kept = request.get_signed_cookie(_KNOWN, default="", salt=_KNOWN_SALT) or ""
    held = PhoneNumber.objects.filter(number_index=number, ended_at=None).values_list("pk", flat=True).first()
    return constant_time_compare(kept, str(held)) and held is not None
