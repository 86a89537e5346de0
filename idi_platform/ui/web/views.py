"""The first page, the switches of language and look, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from idi_platform.tenancy.public import business_now, current_actor, has_actor
from idi_platform.ui.context import Shell
from idi_platform.ui.gallery import gallery_context
from idi_platform.ui.preferences import PREFERENCES, keep

# The role that may open the gallery outside a demo.
GALLERY_ROLE = "operator"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the first entry of the reader's navigation; to the sign-in page without a reader."""
    if not has_actor():
        return redirect(resolve_url(settings.LOGIN_URL))
    if links := Shell(request).nav:
        return redirect(links[0].url)
    return render(request, "ui/home.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in use, for those who build and those who judge."""
    is_open = settings.DEMO_MODE or settings.DEBUG
    if not is_open and not (has_actor() and current_actor().role == GALLERY_ROLE):
        raise Http404
    return render(request, "ui/gallery.html", gallery_context(business_now()))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Django's own switch: keeps the page it came from."""
    return set_language(request)


@require_POST
def preference(request: HttpRequest, name: str) -> HttpResponse:
    """Keeps theme or elder mode and returns to the page it came from."""
    if name not in PREFERENCES:
        raise Http404
    value = request.POST.get("value", "")
    if value not in PREFERENCES[name].choices:
        return HttpResponseBadRequest()
    response = HttpResponseRedirect(_safe_next(request))
    keep(response, PREFERENCES[name], value, secure=request.is_secure())
    return response


def _safe_next(request: HttpRequest) -> str:
    """The page to return to, if it is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return resolve_url("ui:home")
