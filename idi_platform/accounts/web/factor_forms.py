"""The forms of second factors: codes, passkeys, and setting them up."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, generate_totp_secret
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.signin import keys
from idi_platform.accounts.signin.lockout import count_wrong_code
from idi_platform.accounts.signin.records import record_person

from .forms import refuse_while_waiting

_NAME_LENGTH = 60
_INCORRECT_CODE = "incorrect_code"
_WRONG_CODE = _("This code is not right. Take a fresh one from your app; your telephone's clock must be right.")
_CREDENTIAL = {"required": _("The passkey did not answer. Try again.")}


def _code() -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The six digits that your authenticator app shows now, or a recovery code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code.")},
    )


class _Counted(forms.Form):
    """A wrong code is counted where wrong passwords are: by name and address, in PostgreSQL."""

    code = _code()

    def clean_code(self) -> str:
        request = context.request
        refuse_while_waiting(request, self.user.username)  # type: ignore[attr-defined]  # of allauth's form beside it
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of allauth's form beside it
        except forms.ValidationError:
            count_wrong_code(request, self.user)  # type: ignore[attr-defined]  # as above
            record_person("second_factor_refused", self.user.pk, by=None, at=timezone.now())  # type: ignore[attr-defined]  # as above
            raise
        return code


class CodeForm(_Counted, base_forms.AuthenticateForm):  # type: ignore[misc]  # allauth is published without types
    """The second factor of a sign-in."""


class ConfirmCodeForm(_Counted, base_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth is published without types
    """The second factor once more, before a sensitive act."""


class AddAppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth is published without types
    """Sets up an authenticator app: the code proves that it has the secret, which waits encrypted in the session."""

    code = _code()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        # Past allauth's own, which would keep the secret in the clear.
        forms.Form.__init__(self, *args, **kwargs)
        self.user = user
        self.fields["code"].help_text = _("The six digits that your authenticator app shows now.")
        self.secret = _waiting_secret() if self.is_bound else _new_secret()

    def clean_code(self) -> str:
        """A recovery code is not taken here, so the refusal names none."""
        try:
            code: str = super().clean_code()
        except forms.ValidationError as refused:
            if refused.code != _INCORRECT_CODE:
                raise
            raise forms.ValidationError(_WRONG_CODE, code=_INCORRECT_CODE) from refused
        return code


def _new_secret() -> str:
    secret: str = generate_totp_secret()
    context.request.session[SECRET_SESSION_KEY] = keys.encrypt(secret)
    return secret


def _waiting_secret() -> str:
    token = context.request.session.get(SECRET_SESSION_KEY)
    return keys.decrypt(token) if token else _new_secret()


# What allauth and fido2 meet in an answer that no browser gave.
_MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class _Answer(forms.Form):
    """The answer of a passkey; nonsense is refused as a wrong one is."""

    credential = forms.JSONField(widget=forms.HiddenInput, error_messages=_CREDENTIAL)

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # of allauth's form beside it
        except _MALFORMED as nonsense:
            raise forms.ValidationError(_CREDENTIAL["required"]) from nonsense


class SignInByPasskeyForm(_Answer, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    """A passkey alone."""


class PasskeyForm(_Answer, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    """A passkey after the password."""


class ConfirmPasskeyForm(_Answer, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    """A passkey before a sensitive act."""


class AddPasskeyForm(webauthn_forms.SignupWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    """A passkey the browser has just made. It names its person itself, so it also signs in without a password."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=_NAME_LENGTH,
        required=False,
        help_text=_("So that you know later which one it is, such as: office computer."),
    )
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages=_CREDENTIAL)

    def clean(self) -> dict[str, Any]:
        try:
            given: dict[str, Any] = super().clean()
        except _MALFORMED as nonsense:
            raise forms.ValidationError(_CREDENTIAL["required"]) from nonsense
        return given


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]  # allauth is published without types
    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=_NAME_LENGTH,
        error_messages={"required": _("Enter a name.")},
    )
