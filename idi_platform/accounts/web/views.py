"""Signing in and out, and choosing which of one's memberships to act in."""

from typing import Any

from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from idi_platform.accounts.access import membership_of
from idi_platform.accounts.demo import demo_people, demo_usernames
from idi_platform.accounts.middleware import SESSION_KEY
from idi_platform.accounts.models import IdentityProvider, Membership, User
from idi_platform.accounts.owners.door import memberships_here
from idi_platform.accounts.signin.records import record_person
from idi_platform.accounts.signin.sessions import confined_to

from .forms import SignInForm

_BACKEND = "idi_platform.accounts.signin.backend.PersonBackend"


class SignInView(LoginView):  # type: ignore[misc]  # allauth is published without types
    """allauth's own: the stages follow, the session is rotated at their end, and `next` leads to this host alone."""

    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever acts in a membership has nothing to do here."""
        if membership_of(request):
            return HttpResponseRedirect(self.get_success_url() or resolve_url("ui:home"))
        shown: HttpResponse = super().get(request, *args, **kwargs)
        return shown

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        by_organisation = IdentityProvider.objects.filter(is_enabled=True).exists()
        return {
            **super().get_context_data(**kwargs),
            "demo_people": demo_people(),
            "by_organisation": by_organisation,
        }


class SignOutView(LogoutView):
    """Ends the session; Django lets POST alone do it. The session at an organisation's provider is not ours to end."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        came_from_outside = confined_to(request.session) is not None
        done: HttpResponse = super().post(request, *args, **kwargs)
        if came_from_outside:
            messages.info(request, _("You are signed out here. At your organisation you may still be signed in."))
        return done


@require_POST
@never_cache
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the demo's people by one click. Outside a demo there are none, and no such page."""
    username = request.POST.get("username", "")
    if username not in demo_usernames():
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend=_BACKEND)
    UserSession.objects.create_from_request(request)
    record_person("signed_in", user.pk, by=user.pk, at=timezone.now(), ways="demo")
    return HttpResponseRedirect(_safe_next(request))


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Acts in another of one's own memberships from now on; one that is not, or no longer, one's own is 404."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    wanted = request.POST.get("membership", "")
    own = memberships_here(request, on=timezone.localdate())
    chosen: Membership | None = next((membership for membership in own if str(membership.pk) == wanted), None)
    if chosen is None:
        raise Http404
    _new_key(request)
    request.session[SESSION_KEY] = str(chosen.pk)
    return redirect("ui:home")


def _new_key(request: HttpRequest) -> None:
    """A new key for the same session, in the list of devices as well."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return resolve_url("ui:home")
