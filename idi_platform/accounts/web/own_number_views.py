"""An owner's own number: confirming by it, and changing it."""

from typing import cast
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.access import own_account
from idi_platform.accounts.models import CodePurpose, NumberProof, PhoneCode, User
from idi_platform.accounts.owners.door import owners_only, remember_browser
from idi_platform.accounts.owners.numbers import NumberTaken, number_of, take_number
from idi_platform.accounts.signin.confirming import recently_confirmed

from .owner_forms import NumberForm, OwnerCodeForm
from .phone_codes import check_code, code_context, forget_code, send_code, waiting_code

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@never_cache
@owners_only
@own_account
def confirm_by_phone(request: HttpRequest) -> HttpResponse:
    """Step-up of owners: a code to the number that they sign in with."""
    held, code = number_of(_person(request).pk), waiting_code(request, CodePurpose.CONFIRM)
    form = OwnerCodeForm(request.POST if "code" in request.POST else None)
    if code and form.is_valid() and check_code(request, form, code):
        forget_code(request, CodePurpose.CONFIRM)
        record_authentication(request, _person(request), method="phone", reauthenticated=True)
        return HttpResponseRedirect(_safe_next(request))
    if held and "send" in request.POST:
        form.full_clean()
        if send_code(request, form, held.number, CodePurpose.CONFIRM):
            return HttpResponseRedirect(request.get_full_path())
    context = code_context(code) if code else {}
    return render(request, "accounts/confirm_by_phone.html", {"form": form, "held": held, "code": code, **context})


@page
@never_cache
@owners_only
@own_account
@recently_confirmed
def own_number(request: HttpRequest) -> HttpResponse:
    """Another number of one's own: a code goes to it first."""
    form = NumberForm(request.POST or None)
    if form.is_valid() and send_code(request, form, form.cleaned_data["number"], CodePurpose.NEW_NUMBER):
        return redirect("accounts:own_number_code")
    held = number_of(_person(request).pk)
    return render(request, "accounts/own_number.html", {"form": form, "held": held})


@page
@never_cache
@owners_only
@own_account
@recently_confirmed
def own_number_code(request: HttpRequest) -> HttpResponse:
    """The new number's code; from then on it signs in, and the old one is told."""
    code = waiting_code(request, CodePurpose.NEW_NUMBER)
    if code is None:
        return redirect("accounts:own_number")
    form = OwnerCodeForm(request.POST or None)
    if form.is_valid() and check_code(request, form, code):
        return _changed(request, code)
    return render(request, "accounts/own_number_code.html", {"form": form, **code_context(code)})


def _changed(request: HttpRequest, code: PhoneCode) -> HttpResponse:
    person = _person(request)
    forget_code(request, CodePurpose.NEW_NUMBER)
    try:
        taken = take_number(
            user=person,
            number=code.number,
            proof=NumberProof.OLD_NUMBER,
            by=person.pk,
            at=timezone.now(),
            spare=request.session.session_key,
        )
    except NumberTaken as refused:
        messages.error(request, str(refused))
        return redirect("accounts:own_number")
    messages.success(request, _("Your new number signs you in from now on. We have told the old one."))
    response = redirect("mfa_index")
    remember_browser(response, taken)
    return response


def _person(request: HttpRequest) -> User:
    return User.objects.get(pk=cast(UUID, request.user.pk))  # behind owners_only


def _safe_next(request: HttpRequest) -> str:
    target = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours else resolve_url("mfa_index")
