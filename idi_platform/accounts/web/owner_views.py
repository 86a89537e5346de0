"""The owners' door: number, code, and the first time name and document."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.demo import demo_newcomers
from idi_platform.accounts.models import CodePurpose, NumberProof, PhoneCode, PhoneNumber
from idi_platform.accounts.owners.door import enter, remember_browser
from idi_platform.accounts.owners.numbers import holder_of, is_fresh, take_number
from idi_platform.accounts.owners.proving import is_owner, owner_by_document, proven
from idi_platform.accounts.owners.texting import can_text, demo_messages
from idi_platform.accounts.signin.policy import is_staff

from .owner_forms import NumberForm, OwnerCodeForm, WhoForm
from .phone_codes import check_code, code_context, send_code, waiting_code

_NEXT = "owner_next"
page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
def owner_sign_in(request: HttpRequest) -> HttpResponse:
    """A mobile number; whichever it is, a code is sent to it and the next page is the same."""
    form = NumberForm(request.POST or None)
    if can_text() and form.is_valid() and send_code(request, form, form.cleaned_data["number"], CodePurpose.SIGN_IN):
        request.session[_NEXT] = request.POST.get("next", "")
        return redirect("accounts:owner_code")
    context = {"form": form, "can_text": can_text(), "hotline": settings.OFFICIAL_HOTLINE}
    return render(request, "accounts/owner_sign_in.html", {**context, "next": request.GET.get("next", "")})


@page
@never_cache
def owner_code(request: HttpRequest) -> HttpResponse:
    """The code. Right, it signs in whom the number is known to belong to, and asks everybody else who they are."""
    code = waiting_code(request, CodePurpose.SIGN_IN)
    if code is None:
        return redirect("accounts:owner_sign_in")
    if "again" in request.POST:
        form = OwnerCodeForm()
        form.full_clean()
        if send_code(request, form, code.number, CodePurpose.SIGN_IN):
            messages.success(request, _("Another code is on its way. The one before no longer holds."))
            return redirect("accounts:owner_code")
    else:
        form = OwnerCodeForm(request.POST or None)
        if form.is_valid() and check_code(request, form, code):
            return _known_or_asked(request, code)
    return render(request, "accounts/owner_code.html", {"form": form, **code_context(code)})


def _known_or_asked(request: HttpRequest, code: PhoneCode) -> HttpResponse:
    held = holder_of(code.number)
    if held is None or not is_fresh(held, at=timezone.now()):
        return redirect("accounts:owner_who")
    if not is_owner(held.user, on=timezone.localdate()):
        messages.error(request, _("No home stands in your name here today."))
        return redirect("accounts:owner_sign_in")
    return _let_in(request, held)


@page
@never_cache
def owner_who(request: HttpRequest) -> HttpResponse:
    """Name and document of whoever has answered the code of a number that is new."""
    code = proven(waiting_code(request, CodePurpose.SIGN_IN), at=timezone.now())
    if code is None:
        return redirect("accounts:owner_sign_in")
    form = WhoForm(request.POST or None)
    if form.is_valid() and (held := _taken(form, code)):
        return _let_in(request, held)
    context = {"form": form, "hotline": settings.OFFICIAL_HOTLINE, "demo_newcomers": demo_newcomers()}
    return render(request, "accounts/owner_who.html", context)


def _taken(form: WhoForm, code: PhoneCode) -> PhoneNumber | None:
    """The number, now the owner's; None when the form says that they do not belong together."""
    given, at = form.cleaned_data, timezone.now()
    user = owner_by_document(code=code, full_name=given["full_name"], kind=given["kind"], number=given["number"], at=at)
    if user is None:
        form.add_error(None, _("We cannot let you in with this. Check each character, or call the hotline."))
        return None
    return take_number(user=user, number=code.number, proof=NumberProof.DOCUMENT, by=user.pk, at=at)


def _let_in(request: HttpRequest, held: PhoneNumber) -> HttpResponse:
    target = request.session.get(_NEXT, "")
    enter(request, held, at=timezone.now())
    if is_staff(held.user, on=timezone.localdate()):
        messages.info(request, _("You are here as a home owner. For your work, sign out and sign in as staff."))
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if is_ours else resolve_url("ui:home"))
    remember_browser(response, held)
    return response


@require_safe
@never_cache
def demo_messages_page(request: HttpRequest) -> HttpResponse:
    """Text messages of the demo, which no gateway sends. Elsewhere there is no such page."""
    if not settings.DEMO_MODE:
        raise Http404
    shown = list(demo_messages(at=timezone.now()))
    return render(request, "accounts/demo_messages.html", {"demo_messages": shown})
