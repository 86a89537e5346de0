"""A person's own factors and password: seen, added, renamed, removed; and confirming that it is they."""

import json
from typing import Any, cast
from uuid import UUID

from allauth.account.views import PasswordChangeView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone

from idi_platform.accounts.looking import MOST_LOOKS, looks_at
from idi_platform.accounts.owners.door import is_owners_session
from idi_platform.accounts.owners.numbers import number_of
from idi_platform.accounts.signin.adapters import FactorAdapter
from idi_platform.accounts.signin.deeds import deeds_on
from idi_platform.accounts.signin.oidc.people import is_linked, provider_for

from .enrol_views import app_context, codes_context, passkey_context

_SECURITY = reverse_lazy("mfa_index")


class SecondFactorView(AuthenticateView):  # type: ignore[misc]  # allauth is published without types
    """The second stage of a sign-in: a code, or a passkey where the person has one."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        has_passkey = is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN])
        return {**context, "has_passkey": has_passkey, "options": json.dumps(context["js_data"]["request_options"])}


class ConfirmByPasswordView(ReauthenticateView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/confirm.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Owners confirm by a code to their number."""
        if is_owners_session(request):
            return redirect("accounts:confirm_by_phone")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class ConfirmByCodeView(ReauthenticateByCodeView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/confirm.html"


class ConfirmByPasskeyView(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/confirm_passkey.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the same page; allauth would lead to the sign-in."""
        for error in form.errors.get("credential", []):
            messages.error(self.request, error)
        return redirect(self.request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "options": json.dumps(context["js_data"]["request_options"])}


class SecurityView(IndexView):  # type: ignore[misc]  # allauth is published without types
    """What a person signs in with (an owner's number, else password and factors), and what others did to it."""

    template_name = "accounts/security.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_owners_session(request):
            person = cast(UUID, request.user.pk)  # behind own_account
            context = {"held": number_of(person), "deeds": deeds_on(person), "looks": looks_at(person)[:MOST_LOOKS]}
            return render(request, "accounts/owner_security.html", context)
        shown: HttpResponse = super().get(request, *args, **kwargs)
        return shown

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            "deeds": deeds_on(user.pk),
            "looks": looks_at(user.pk)[:MOST_LOOKS],
            "provider": provider_for(user, at=timezone.now()),
            "is_linked": is_linked(user),
        }


class ChangePasswordView(PasswordChangeView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/password.html"
    success_url = _SECURITY

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever signs in at their organisation has no password here."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Http404
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_default_success_url(self) -> str:
        return str(_SECURITY)


class AddAppView(ActivateTOTPView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/add_app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, **app_context(context["form"])}


class RemoveAppView(DeactivateTOTPView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/remove_factor.html"


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/add_passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, **passkey_context(kwargs.get("form") or self.get_form())}


class RenamePasskeyView(EditWebAuthnView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/rename_passkey.html"
    success_url = _SECURITY


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/remove_factor.html"
    success_url = _SECURITY

    def form_valid(self, form: Any) -> HttpResponse:
        """allauth asks `can_delete_authenticator` for apps alone."""
        adapter = FactorAdapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            form.add_error(None, adapter.error_messages["cannot_delete_authenticator"])
            shown: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return shown
        removed: HttpResponse = super().form_valid(form)
        return removed


class RecoveryCodesView(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth is published without types
    """Shown once, right after they were made."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, **(codes_context(context["unused_codes"]) if context["can_view_codes"] else {})}


class NewRecoveryCodesView(GenerateRecoveryCodesView):  # type: ignore[misc]  # allauth is published without types
    template_name = "accounts/new_recovery_codes.html"
