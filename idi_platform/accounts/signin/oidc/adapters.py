"""allauth's OpenID Connect on our rows: state, nonce, PKCE and tokens are the library's, whom they name is ours."""

import secrets
from functools import cached_property
from typing import Any

import requests
from allauth.account.internal.flows.login import clear_authentication_records, perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from idi_platform.accounts.models import IdentityProvider
from idi_platform.accounts.signin.records import record_person
from idi_platform.accounts.signin.sessions import BY_PROVIDER
from idi_platform.accounts.signin.stages import PROVED
from idi_platform.tenancy.public import DomainError

from .discovery import discover, signed_claims
from .errors import SignInBroken, SignInCancelled
from .fetching import fetching_session
from .people import Asserted, link_person, member_named


def enabled_provider(key: str) -> IdentityProvider:
    """SocialApp.DoesNotExist, as allauth expects it, where there is none."""
    try:
        found = IdentityProvider.objects.filter(pk=key, is_enabled=True).first()
    except ValidationError:
        found = None
    if found is None:
        raise SocialApp.DoesNotExist
    return found


class RowProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth is published without types
    """A provider as its organisation entered it."""

    def __init__(self, request: HttpRequest, row: IdentityProvider) -> None:
        settings = {"server_url": row.issuer, "oauth_pkce_enabled": True}
        app = SocialApp(
            provider=self.id,
            provider_id=row.key,
            name=row.organisation.name,
            client_id=row.client_id,
            secret=row.client_secret,
            settings=settings,
        )
        super().__init__(request, app=app)
        self.row = row
        self.oauth2_adapter_class = RowAdapter

    def start(self, *, process: str, next_url: str | None) -> HttpResponse:
        """Sends the browser there."""
        nonce = secrets.token_urlsafe(24)
        sent: HttpResponse = self.redirect(
            self.request, process=process, next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
        return sent

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing of it is kept."""
        del data
        return {}


class RowAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # as above
    """Takes nothing on trust: the description must be the issuer's own, the token signed, both about one person."""

    @cached_property
    def openid_config(self) -> dict[str, Any]:
        return discover(self.get_provider().row.issuer)

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        signed = kwargs["response"].get("id_token")
        if not signed:
            message = "no id_token"
            raise OAuth2Error(message)
        claims = self._decode_id_token(app, signed)
        more = self._fetch_user_info(token.token) if "userinfo_endpoint" in self.openid_config else {}
        if more and more.get("sub") != claims["sub"]:
            message = "userinfo is about somebody else"
            raise OAuth2Error(message)
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.asserted = Asserted.of(claims, more)
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        return signed_claims(id_token, self.openid_config, client_id=app.client_id)


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Nobody is made by signing in elsewhere: who is named must be entered, or is told why not."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> RowProvider:
        del client_id
        return RowProvider(request, enabled_provider(provider))

    def get_requests_session(self) -> requests.Session:
        return fetching_session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        del request, sociallogin
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Ends here in every case: linked, let into the stages, or refused."""
        row: IdentityProvider = sociallogin.provider.row
        asserted: Asserted = sociallogin.asserted
        try:
            if not asserted.nonce or asserted.nonce != sociallogin.state.get("nonce"):
                raise SignInBroken
            if sociallogin.state.get("process") == AuthProcess.CONNECT:
                raise ImmediateHttpResponse(_linked(request, row, asserted))
            raise ImmediateHttpResponse(_let_in(request, row, asserted, sociallogin.get_redirect_url(request)))
        except DomainError as refusal:
            raise ImmediateHttpResponse(refused(request, row, refusal)) from refusal

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: RowProvider,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        del exception, extra_context
        refusal = SignInCancelled() if error == AuthError.CANCELLED else SignInBroken()
        raise ImmediateHttpResponse(refused(request, provider.row, refusal))


def refused(request: HttpRequest, row: IdentityProvider, refusal: DomainError) -> HttpResponse:
    """Back to where the person came from, with the reason in their language; on record without what was told."""
    person = request.user.pk if request.user.is_authenticated else None
    record_person("sign_in_refused", person, by=None, at=timezone.now(), provider=row.key, why=refusal.code)
    messages.error(request, str(refusal))
    return redirect("mfa_index" if person else "account_login")


def _linked(request: HttpRequest, row: IdentityProvider, asserted: Asserted) -> HttpResponse:
    if not request.user.is_authenticated:
        raise SignInBroken
    link_person(request.user, row, asserted.subject, at=timezone.now())
    messages.success(request, _("From now on you can sign in at your organisation."))
    return redirect("mfa_index")


def _let_in(request: HttpRequest, row: IdentityProvider, asserted: Asserted, next_url: str | None) -> HttpResponse:
    """Into the stages of every sign-in; the second factor is one unless the provider has seen it."""
    user = member_named(row, asserted, at=timezone.now())
    if request.user.is_authenticated:
        logout(request)
    clear_authentication_records(request)
    record_authentication(request, user, method=BY_PROVIDER, provider=row.key)
    login = Login(user=user, redirect_url=next_url, state={PROVED: asserted.proves_second_factor(row)})
    answer: HttpResponse = perform_login(request, login)
    return answer
