"""Step-up: before a sensitive act a person shows once more that it is they, by password, code or passkey."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from idi_platform.accounts.owners.door import is_owners_session

from .sessions import signed_in_at

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def recently_confirmed(view: View[P]) -> View[P]:
    """Asks for password, code or passkey again when the last confirmation is too old (CONFIRMATION_LASTS).

    A full sign-in is one. Put it on the page that shows a form as well as on what takes it: a form that is sent
    too late comes back empty after the confirmation. Below `require_role`, so that roles are judged first.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if is_confirmed(request, at=timezone.now()):
            return view(request, *args, **kwargs)
        return _ask_first(request)

    return guarded


class RecentlyConfirmed(BasePermission):
    """The same for the API: 403 `confirmation_needed`, and the caller's browser confirms at /confirm/."""

    code = "confirmation_needed"
    message = _("Confirm that it is you, then try again.")

    def has_permission(self, request: Request, view: APIView) -> bool:
        del view
        return is_confirmed(request._request, at=timezone.now())


def is_confirmed(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the session's person has signed in, or confirmed it, less than CONFIRMATION_LASTS ago."""
    lasts: timedelta = settings.CONFIRMATION_LASTS
    return request.user.is_authenticated and at < _last_confirmation(request) + lasts


def _last_confirmation(request: HttpRequest) -> datetime:
    records = get_authentication_records(request, request.user)
    confirmed = [float(record["at"]) for record in records if record.get("reauthenticated")]
    zone = timezone.get_current_timezone()
    return max([signed_in_at(request.session), *(datetime.fromtimestamp(at, zone) for at in confirmed)])


def _ask_first(request: HttpRequest) -> HttpResponse:
    """To the confirmation and back: a page to itself, a form that came too late to the page it stood on."""
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_of_the_form(request)
    address = f"{reverse(_confirmation_page(request))}?{urlencode({'next': back})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _confirmation_page(request: HttpRequest) -> str:
    return "accounts:confirm_by_phone" if is_owners_session(request) else "account_reauthenticate"


def _page_of_the_form(request: HttpRequest) -> str:
    """The path a form was sent from, if it is ours: allauth checks again before it follows `next`."""
    origin = f"{request.scheme}://{request.get_host()}"
    sent_from = request.headers.get("Referer", "")
    return sent_from.removeprefix(origin) if sent_from.startswith(f"{origin}/") else reverse("ui:home")
