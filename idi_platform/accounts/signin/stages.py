"""The last stage of a sign-in: staff without a second factor set one up before there is a session."""

from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginStage
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .policy import needs_second_factor

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class EnrolStage(LoginStage):  # type: ignore[misc]  # allauth is published without types
    """Shows the pages of enrolment. `state["enrolled"]` says that the recovery codes are still to be kept."""

    key = "enrol_second_factor"
    urlname = "accounts:enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if not needs_second_factor(user, on=timezone.localdate()) or is_mfa_enabled(user, FACTORS):
            return None, True
        return redirect(self.urlname), True

    @property
    def is_enrolled(self) -> bool:
        return bool(self.state.get("enrolled"))

    def finish(self, authenticator: Authenticator) -> None:
        """A factor is there: recovery codes beside it, to be shown once."""
        codes = RecoveryCodes.activate(self.login.user).instance
        for added in (authenticator, codes):
            signals.authenticator_added.send(
                sender=Authenticator, request=self.request, user=self.login.user, authenticator=added
            )
        self.state["enrolled"] = True
        stash_login(self.request, self.login)
