"""The organisation's own identity provider: entered, tested, taken into use and out of it."""

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.public import IdentityProvider, links_of, recently_confirmed, require_right, try_provider
from idi_platform.organisations.rights import CONFIRM_SIGN_IN, MANAGE_SIGN_IN
from idi_platform.organisations.selectors import own_body_id
from idi_platform.organisations.services.signing_in import (
    ProviderFacts,
    confirm_second_factor,
    enter_provider,
    may_confirm,
    take_into_use,
    take_out_of_use,
)
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted, refuse

REFUSED = 422
_DOMAIN = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")


class ProviderForm(forms.Form):
    """What the provider's administrator hands over, and what the organisation declares."""

    issuer = forms.CharField(
        label=gettext_lazy("Issuer"),
        max_length=300,
        help_text=gettext_lazy("The provider's https address, as it names itself."),
        widget=forms.TextInput(attrs={"type": "url", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Give the issuer.")},
    )
    client_id = forms.CharField(
        label=gettext_lazy("Client ID"),
        max_length=190,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Give the client ID.")},
    )
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        max_length=500,
        required=False,
        strip=True,
        help_text=gettext_lazy("Kept sealed, never shown again. Leave it empty to keep the one entered."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    email_domains = forms.CharField(
        label=gettext_lazy("E-mail domains"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "A member with a verified address of these is known at once. Separate them by blanks. Empty: your people "
            "link themselves, under “Sign-in and security”."
        ),
    )
    is_second_factor = forms.BooleanField(
        label=gettext_lazy("A sign-in there with several factors needs no second factor here"),
        required=False,
        help_text=gettext_lazy("Only where the provider says so each time: “amr” holds “mfa”, or “acr” is as below."),
    )
    accepted_acr = forms.CharField(
        label=gettext_lazy("Accepted “acr”"),
        max_length=190,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_email_domains(self) -> tuple[str, ...]:
        domains = tuple(word.lower() for word in re.split(r"[\s,;，；、]+", self.cleaned_data["email_domains"]) if word)
        if not all(_DOMAIN.fullmatch(domain) for domain in domains):
            raise forms.ValidationError(_("Give domains such as example.com."))
        return domains


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(MANAGE_SIGN_IN)
@recently_confirmed
def provider(request: HttpRequest) -> HttpResponse:
    """The form, and what stands."""
    row = IdentityProvider.objects.filter(organisation_id=own_body_id(current_actor())).first()
    form = ProviderForm(posted(request), initial=_initial(row))
    if form.is_valid():
        try:
            enter_provider(facts=ProviderFacts(**form.cleaned_data), by=current_actor(), at=timezone.now())
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Kept. Test it before you take it into use."))
            return redirect("organisations:provider")
    return _page(request, row, form)


@require_POST
@require_right(MANAGE_SIGN_IN)
@recently_confirmed
def test(request: HttpRequest) -> HttpResponse:
    """Asks the provider; says what is wrong, or that it answers as it should."""
    row = _own()
    try:
        try_provider(row.issuer)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The provider answers as it should. Whether client ID and secret are right, a sign-in shows.")
        )
    return redirect("organisations:provider")


@require_POST
@require_right(MANAGE_SIGN_IN)
@recently_confirmed
def switch(request: HttpRequest) -> HttpResponse:
    """Into use (`on` is 1) or out of it."""
    _own()
    act, done = (
        (take_into_use, _("Your people can sign in at your provider."))
        if request.POST.get("on") == "1"
        else (take_out_of_use, _("Nobody signs in at your provider any more."))
    )
    try:
        act(by=current_actor(), at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("organisations:provider")


@require_POST
@require_right(CONFIRM_SIGN_IN)
@recently_confirmed
def confirm(request: HttpRequest) -> HttpResponse:
    """Lets the provider's second factor count, by another person than who declared it."""
    read = request.POST.get("declared_at", "")
    try:
        confirm_second_factor(provider_id=_own().pk, declared_at=read, by=current_actor(), at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("A sign-in there with several factors needs no second factor here from now on."))
    return redirect("organisations:provider")


def _own() -> IdentityProvider:
    return get_object_or_404(IdentityProvider, organisation_id=own_body_id(current_actor()))


def _initial(row: IdentityProvider | None) -> dict[str, object]:
    if row is None:
        return {}
    names = ("issuer", "client_id", "is_second_factor", "accepted_acr")
    return {**{name: getattr(row, name) for name in names}, "email_domains": " ".join(row.email_domains)}


def _page(request: HttpRequest, row: IdentityProvider | None, form: ProviderForm) -> HttpResponse:
    back = reverse("openid_connect_callback", kwargs={"provider_id": row.pk}) if row else ""
    context = {
        "form": form,
        "provider": row,
        "may_confirm": row is not None and may_confirm(row, current_actor(), on=timezone.localdate()),
        "linked": links_of(row).count() if row else 0,
        "redirect_uri": request.build_absolute_uri(back) if back else "",
    }
    return render(request, "organisations/provider.html", context, status=REFUSED if form.errors else 200)
