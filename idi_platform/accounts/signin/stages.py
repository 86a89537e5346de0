"""The last stage of a sign-in: staff without a second factor set one up before there is a session."""

from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import LoginStage
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .policy import needs_second_factor

# Of a sign-in under way: the organisation's provider has seen several factors.
PROVED = "second_factor_at_provider"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth is published without types
    """allauth's, unless the organisation's provider has seen the second factor already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        asked: bool = super()._should_handle(request)
        return asked and not self.login.state.get(PROVED)


class EnrolStage(LoginStage):  # type: ignore[misc]  # allauth is published without types
    """Shows the pages of enrolment. `state["enrolled"]` says that the recovery codes are still to be kept."""

    key = "enrol_second_factor"
    urlname = "accounts:enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if self.login.state.get(PROVED) or is_mfa_enabled(user, FACTORS):
            return None, True
        if not needs_second_factor(user, on=timezone.localdate()):
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
