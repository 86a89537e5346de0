"""The forms of passwords: one answer for every refusal, so that nobody learns which user names exist."""

from math import ceil
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from idi_platform.accounts.models import User
from idi_platform.accounts.selectors import memberships_of
from idi_platform.accounts.signin.adapters import MISMATCH, NO_MEMBERSHIP
from idi_platform.accounts.signin.lockout import wait_of
from idi_platform.ui.public import sentences


def _password(label: Any, autocomplete: str, missing: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": missing},
        **more,
    )


def refuse_while_waiting(request: HttpRequest, username: str) -> None:
    """Raises ValidationError while this name has to wait at the asking address."""
    if waiting := wait_of(request, username):
        minutes = ceil(waiting.total_seconds() / 60)
        words = ngettext(
            "Too many wrong answers from here. Try again in %(minutes)s minute.",
            "Too many wrong answers from here. Try again in %(minutes)s minutes.",
            minutes,
        )
        raise forms.ValidationError(words % {"minutes": minutes}, code="locked")


class SignInForm(forms.Form):
    """User name and password."""

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Enter your user name.")},
    )
    password = _password(_("Password"), "current-password", _("Enter your password."))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "username" in given and "password" in given:
            self.user = self._person(given["username"], given["password"])
        return given

    def _person(self, username: str, password: str) -> User:
        refuse_while_waiting(self.request, username)
        user = get_adapter().authenticate(self.request, username=username, password=password)
        if not isinstance(user, User):
            refuse_while_waiting(self.request, username)
            raise forms.ValidationError(MISMATCH, code="invalid_login")
        # Reached with the right password only, so the reason may be told.
        if not memberships_of(user, on=timezone.localdate()).exists():
            raise forms.ValidationError(NO_MEMBERSHIP, code="no_membership")
        return user

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Goes into the stages: no session exists before the last of them."""
        login = Login(user=self.user, redirect_url=redirect_url)
        response: HttpResponse = perform_password_login(request, {"username": self.cleaned_data["username"]}, login)
        return response


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth is published without types
    """The password once more, before a sensitive act. Wrong ones count as at sign-in."""

    password = _password(_("Password"), "current-password", _("Enter your password."))

    def clean_password(self) -> str:
        refuse_while_waiting(get_adapter().request, self.user.username)
        confirmed: str = super().clean_password()
        return confirmed


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth is published without types
    """The old password and twice the new one."""

    oldpassword = _password(_("Current password"), "current-password", _("Enter your current password."))
    password1 = _password(_("New password"), "new-password", _("Enter a new password."))
    password2 = _password(_("New password again"), "new-password", _("Enter the new password again."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = sentences(*password_validators_help_texts())

    def clean_password1(self) -> str:
        checked: str = get_adapter().clean_password(self.cleaned_data["password1"], user=self.user)
        return checked

    def clean(self) -> dict[str, Any]:
        given = forms.Form.clean(self) or {}
        if given.get("password1") and given.get("password2") and given["password1"] != given["password2"]:
            self.add_error("password2", _("The two new passwords differ."))
        return given
