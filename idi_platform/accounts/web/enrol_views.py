"""The last stage of a staff member's first sign-in: a second factor, then the recovery codes, then the session."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.signin.stages import EnrolStage

from .factor_forms import AddAppForm, AddPasskeyForm

Page = Callable[[HttpRequest], HttpResponse]


def _in_stage(page: Page) -> Page:
    """Only in the middle of a sign-in, at this stage; anybody else is sent to its beginning."""
    guarded: Page = login_stage_required(stage=EnrolStage.key, redirect_urlname="account_login")(page)
    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@_in_stage
def enrol(request: HttpRequest) -> HttpResponse:
    """An authenticator app by its QR code, or a passkey."""
    stage = _stage(request)
    if stage.is_enrolled:
        return redirect("accounts:enrol_codes")
    user = stage.login.user
    form = AddAppForm(request.POST or None, user=user)
    if form.is_valid():
        return _enrolled(request, TOTP.activate(user, form.secret).instance)
    passkey = AddPasskeyForm(user=user)
    return render(request, "accounts/enrol.html", {**app_context(form), **passkey_context(passkey)})


@require_POST
@_in_stage
def enrol_passkey(request: HttpRequest) -> HttpResponse:
    """Takes the passkey that the browser has made for the page above."""
    stage = _stage(request)
    user = stage.login.user
    form = AddPasskeyForm(request.POST, user=user)
    if stage.is_enrolled or not form.is_valid():
        messages.error(request, form.fields["credential"].error_messages["required"])
        return redirect("accounts:enrol")
    facts = form.cleaned_data
    return _enrolled(request, webauthn.WebAuthn.add(user, facts["name"], facts["credential"]).instance)


@require_http_methods(["GET", "HEAD", "POST"])
@_in_stage
def enrol_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until the person says that they are kept; then the session begins."""
    stage = _stage(request)
    if not stage.is_enrolled:
        return redirect("accounts:enrol")
    codes = Authenticator.objects.get(user=stage.login.user, type=Authenticator.Type.RECOVERY_CODES).wrap()
    if request.method == "POST":
        codes.mark_as_viewed()
        begun: HttpResponse = stage.exit()
        return begun
    return render(request, "accounts/enrol_codes.html", codes_context(codes.get_unused_codes()))


def _stage(request: HttpRequest) -> EnrolStage:
    stage: EnrolStage = request._login_stage  # type: ignore[attr-defined]  # set by login_stage_required
    return stage


def _enrolled(request: HttpRequest, authenticator: Authenticator) -> HttpResponse:
    _stage(request).finish(authenticator)
    clear_totp_secret(request)
    return redirect("accounts:enrol_codes")


def app_context(form: AddAppForm) -> dict[str, Any]:
    """What the page of an authenticator app shows: the secret as a picture and in groups of four."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(form.user, form.secret))
    groups = [form.secret[start : start + 4] for start in range(0, len(form.secret), 4)]
    return {"form": form, "qr": f"data:image/svg+xml,{quote(picture)}", "secret": " ".join(groups)}


def passkey_context(form: AddPasskeyForm) -> dict[str, Any]:
    """What the browser needs to make a passkey that names its person itself."""
    return {"passkey_form": form, "options": json.dumps(webauthn.begin_registration(form.user, passwordless=True))}


def codes_context(codes: list[str]) -> dict[str, Any]:
    """The codes, and the same as a file that the browser keeps without asking us again."""
    return {"codes": codes, "file": f"data:text/plain;charset=utf-8,{quote(chr(10).join([*codes, '']))}"}
