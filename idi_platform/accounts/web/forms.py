"""The sign-in form: one answer for every refusal, so that nobody learns which user names exist."""

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.models import User
from idi_platform.accounts.selectors import memberships_of


class SignInForm(AuthenticationForm):
    """User name and password. Django hashes for an unknown name as well, so that time tells nothing either."""

    username = UsernameField(
        label=_("User name"),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Enter your user name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )
    error_messages = {
        "invalid_login": _("User name and password do not belong together. Both tell capital letters from small ones."),
        "no_membership": _("You have no role here today. Ask the person who looks after your organisation's accounts."),
    }

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Reached with the right password only, so the reason may be told."""
        if not isinstance(user, User) or not memberships_of(user, on=timezone.localdate()).exists():
            raise forms.ValidationError(self.error_messages["no_membership"], code="no_membership")
