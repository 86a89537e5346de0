"""Signing in at one's organisation: which, the way there and back, and linking it to one's account."""

from uuid import UUID

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from idi_platform.accounts.access import own_account
from idi_platform.accounts.models import IdentityProvider
from idi_platform.accounts.owners.door import staff_only
from idi_platform.accounts.signin.confirming import recently_confirmed
from idi_platform.accounts.signin.oidc.adapters import RowAdapter, RowProvider, enabled_provider, refused
from idi_platform.accounts.signin.oidc.errors import SignInBroken
from idi_platform.accounts.signin.oidc.people import provider_for, unlink_person
from idi_platform.tenancy.public import DomainError

# What allauth and PyJWT meet in answers that are no answers.
_MALFORMED = (AttributeError, KeyError, OAuth2Error, RequestException, TypeError, ValueError)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations whose people sign in at their own provider, each with the link there."""
    rows = IdentityProvider.objects.filter(is_enabled=True).select_related("organisation")
    context = {"rows": rows.order_by("organisation__name_zh"), "next": get_next_redirect_url(request) or ""}
    return render(request, "accounts/organisations.html", context)


@never_cache
@require_safe
def start(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Sends the browser to the provider."""
    return _sent(request, _row(provider_id), AuthProcess.LOGIN)


@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: UUID) -> HttpResponse:
    """Where the provider sends the browser back to: allauth exchanges the code, our adapter says who it is."""
    row = _row(provider_id)
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(RowAdapter(request, row.key))(request)
    except DomainError as refusal:
        return refused(request, row, refusal)
    except _MALFORMED:
        return refused(request, row, SignInBroken())
    return answer


@never_cache
@require_safe
@staff_only
@own_account
@recently_confirmed
def link(request: HttpRequest) -> HttpResponse:
    """Lets a member sign in at their organisation from now on: they prove there who they are, once."""
    row = provider_for(request.user, at=timezone.now()) if request.user.is_authenticated else None
    if row is None:
        raise Http404
    return _sent(request, row, AuthProcess.CONNECT)


@require_POST
@own_account
def unlink(request: HttpRequest) -> HttpResponse:
    """Takes one's link away; the password stays."""
    if not request.user.is_authenticated or not unlink_person(request.user, at=timezone.now()):
        raise Http404
    messages.success(request, _("You no longer sign in at your organisation."))
    return redirect("mfa_index")


def _row(provider_id: UUID) -> IdentityProvider:
    try:
        return enabled_provider(str(provider_id))
    except SocialApp.DoesNotExist as absent:
        raise Http404 from absent


def _sent(request: HttpRequest, row: IdentityProvider, process: str) -> HttpResponse:
    try:
        return RowProvider(request, row).start(process=process, next_url=get_next_redirect_url(request))
    except DomainError as refusal:
        return refused(request, row, refusal)
