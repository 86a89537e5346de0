"""Signing in and out, and choosing which of one's memberships to act in."""

from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from idi_platform.accounts.access import membership_of
from idi_platform.accounts.demo import demo_people, demo_usernames
from idi_platform.accounts.middleware import SESSION_KEY
from idi_platform.accounts.models import Membership, User
from idi_platform.accounts.selectors import memberships_of

from .forms import SignInForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInView(LoginView):
    """Django's own: it rotates the session and follows `next` only to this host."""

    template_name = "accounts/sign_in.html"
    http_method_names = ["get", "head", "post", "options"]  # Django's form view takes PUT for POST
    authentication_form = SignInForm

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Whoever acts in a membership has nothing to do here."""
        if membership_of(request):
            return HttpResponseRedirect(self.get_success_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "demo_people": demo_people()}


class SignOutView(LogoutView):
    """Ends the session; Django lets POST alone do it."""

    http_method_names = ["post"]


@require_POST
@never_cache
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the demo's people by one click. Outside a demo there are none, and no such page."""
    username = request.POST.get("username", "")
    if username not in demo_usernames():
        raise Http404
    user = get_object_or_404(User, username=username, is_active=True)
    login(request, user, backend=_BACKEND)
    return redirect(_safe_next(request))


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Acts in another of one's own memberships from now on; one that is not, or no longer, one's own is 404."""
    if not request.user.is_authenticated:
        return redirect("accounts:sign_in")
    wanted = request.POST.get("membership", "")
    own = memberships_of(request.user, on=timezone.localdate())
    chosen: Membership | None = next((membership for membership in own if str(membership.pk) == wanted), None)
    if chosen is None:
        raise Http404
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(chosen.pk)
    return redirect("ui:home")


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return resolve_url("ui:home")
