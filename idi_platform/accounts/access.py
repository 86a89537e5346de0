"""Who may open a page: by role, declared at the view, read by the access matrix."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from idi_platform.tenancy.public import current_actor, has_actor

from .models import Membership
from .rights import OWN_ACCOUNT, Right, roles_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def require_role(*roles: str) -> Callable[[View[P]], View[P]]:
    """Lets only these roles in: anybody else signed in gets 403, anonymous is sent to sign in."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_actor() or (roles and current_actor().role not in roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def require_right(*rights: Right) -> Callable[[View[P]], View[P]]:
    """Lets in whoever holds one of these rights; the page says which right each of its doors asks for."""

    def decorate(view: View[P]) -> View[P]:
        guarded = require_role(*sorted(roles_of(rights)))(view)
        guarded.rights = rights  # type: ignore[attr-defined]  # tests/accounts reads it
        return guarded

    return decorate


def own_account(view: View[P]) -> View[P]:
    """Lets in everybody who is signed in, with or without a role: the page is about their own account alone."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.rights = (OWN_ACCOUNT,)  # type: ignore[attr-defined]  # tests/accounts reads it
    return guarded


def membership_of(request: HttpRequest) -> Membership | None:
    """The membership this request acts in, or None for visitors."""
    return getattr(request, "membership", None)
