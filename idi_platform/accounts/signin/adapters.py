"""What allauth asks of us: who may sign in, through which stages, in which words; how factors are kept."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.models import IdentityProvider, User
from idi_platform.accounts.selectors import memberships_of

from . import keys
from .addresses import client_address
from .deeds import has_deeds_since_sign_in
from .policy import is_staff, needs_second_factor
from .records import record_person
from .sessions import BY_PROVIDER, confine

NO_MEMBERSHIP = _("You have no role here today. Ask the person who looks after your organisation's accounts.")
OWNERS_DOOR = _("Home owners sign in here, by their mobile number.")
MISMATCH = _("User name and password do not belong together. Both tell capital letters from small ones.")
WRONG_CODE = _("This code is not right. Take a fresh one from your app, or one of your recovery codes.")
SOMETHING_DONE = _("Since your last sign-in an administrator did something to it: see “Sign-in and security”.")
TOO_MANY = _("Too many attempts. Wait a few minutes and try again.")

# What allauth says after an act, by the template it would say it with; other templates stay unsaid.
SAID: dict[str, str | Promise] = {
    "account/messages/password_changed.txt": _("Your password is changed. You are signed out everywhere else."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made. The old ones no longer work."),
}
# Ways to confirm that it is you.
WAYS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is published without types
    """Every way of signing in (password, passkey) passes `pre_login`, the stages and `post_login`."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
        "username_password_mismatch": MISMATCH,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are entered by their organisation, never by themselves."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_stages(self) -> list[str]:
        return [
            "idi_platform.accounts.signin.stages.FactorStage",
            "idi_platform.accounts.signin.stages.EnrolStage",
        ]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth would count by name alone, so that anybody could shut anybody out; axes counts in its place."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """On record for unknown names too, without the name: so both take as long."""
        now = timezone.now()
        known = User.objects.filter(username=credentials.get("username", "")).first()
        person = known.pk if known else None
        record_person("sign_in_refused", person, by=None, at=now)
        # axes has counted this one already; what it refuses unasked during a wait never comes here.
        if getattr(request, "axes_locked_out", False):
            record_person("sign_in_locked", person, by=None, at=now)

    def pre_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse | None:
        """Turns away whoever has no role today, whichever way they come."""
        today = timezone.localdate()
        if memberships_of(user, on=today).exists():
            if not is_staff(user, on=today):
                messages.error(request, OWNERS_DOOR)
                return redirect("accounts:owner_sign_in")
            refused: HttpResponse | None = super().pre_login(request, user, **hook)
            return refused
        messages.error(request, NO_MEMBERSHIP)
        return redirect("account_login")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        del user
        messages.error(request, NO_MEMBERSHIP)
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse:
        """All stages are done: the session exists from here on, and that goes on record."""
        records = get_authentication_records(request, user)
        ways = [record.get("type") or record["method"] for record in records]
        if key := next((record["provider"] for record in records if record["method"] == BY_PROVIDER), None):
            confine(request.session, IdentityProvider.objects.get(pk=key).organisation_id)
        if has_deeds_since_sign_in(user.pk):
            messages.warning(request, SOMETHING_DONE)
        record_person("signed_in", user.pk, by=user.pk, at=timezone.now(), ways=" ".join(ways))
        response: HttpResponse = super().post_login(request, user, **hook)
        return response

    def set_password(self, user: User, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        del message_context
        if text := message or SAID.get(message_template or ""):
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is published without types
    """Secrets at rest under our own keys; staff keep at least one factor."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("This is your only second factor. Add another one before you remove it."),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        return keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(encrypted_text)

    def get_totp_issuer(self) -> str:
        return gettext("IDI platform")

    def _get_site_name(self) -> str:
        return gettext("IDI platform")

    def _get_user_identifier(self, user: User) -> str:
        return user.username

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  # allauth's own name for it
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not needs_second_factor(authenticator.user, on=timezone.localdate()):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No letters leave the portal yet."""
