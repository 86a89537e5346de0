"""allauth's pages under the names by which it looks for them. What is not listed here does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.urls import path
from django.views import View
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.access import own_account
from idi_platform.accounts.owners.door import staff_only
from idi_platform.accounts.signin.confirming import recently_confirmed

from . import factor_views as factors
from . import provider_views as providers
from . import views

Page = Callable[..., HttpResponseBase]


def _page(page: Page, *, methods: tuple[str, ...] = ("GET", "HEAD", "POST")) -> Page:
    """Drawn inside the request's transaction, for the shell reads tenant rows; Django draws such answers after it.

    The method is judged before anything else: form views of Django also take PUT.
    """

    @require_http_methods(list(methods))
    @wraps(page)
    def drawn(request: HttpRequest, /, **kwargs: Any) -> HttpResponseBase:
        answer = page(request, **kwargs)
        return answer.render() if isinstance(answer, SimpleTemplateResponse) else answer

    return drawn


def _own(view: type[View], **how: Any) -> Page:
    return _page(own_account(view.as_view()), **how)


def _sensitive(view: type[View], **how: Any) -> Page:
    """Of passwords and factors, which owners' sessions neither have nor change."""
    return _page(staff_only(own_account(recently_confirmed(view.as_view()))), **how)


_password = _page(staff_only(own_account(factors.ChangePasswordView.as_view())))
READ = ("GET", "HEAD")
urlpatterns = [
    path("sign-in/", _page(views.SignInView.as_view()), name="account_login"),
    path("sign-in/passkey/", _page(LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", _page(factors.SecondFactorView.as_view()), name="mfa_authenticate"),
    path("sign-in/organisation/<uuid:provider_id>/", providers.start, name="openid_connect_login"),
    path("sign-in/organisation/<uuid:provider_id>/back/", providers.come_back, name="openid_connect_callback"),
    path("confirm/", _own(factors.ConfirmByPasswordView), name="account_reauthenticate"),
    path("confirm/code/", _own(factors.ConfirmByCodeView), name="mfa_reauthenticate"),
    path("confirm/passkey/", _own(factors.ConfirmByPasskeyView), name="mfa_reauthenticate_webauthn"),
    path("me/security/", _own(factors.SecurityView, methods=READ), name="mfa_index"),
    path("me/password/", _password, name="account_change_password"),
    path("me/app/add/", _sensitive(factors.AddAppView), name="mfa_activate_totp"),
    path("me/app/remove/", _sensitive(factors.RemoveAppView), name="mfa_deactivate_totp"),
    path("me/passkeys/add/", _sensitive(factors.AddPasskeyView), name="mfa_add_webauthn"),
    path("me/passkeys/<int:pk>/name/", _sensitive(factors.RenamePasskeyView), name="mfa_edit_webauthn"),
    path("me/passkeys/<int:pk>/remove/", _sensitive(factors.RemovePasskeyView), name="mfa_remove_webauthn"),
    path("me/codes/", _sensitive(factors.RecoveryCodesView, methods=READ), name="mfa_view_recovery_codes"),
    path("me/codes/new/", _sensitive(factors.NewRecoveryCodesView), name="mfa_generate_recovery_codes"),
]
