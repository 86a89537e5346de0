"""From the owners' door: somebody whose number is new to us asks for help with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import proven_number
from idi_platform.hotline.errors import AskedToday
from idi_platform.hotline.services import ask_for_change
from idi_platform.tenancy.public import acting_as, system_actor

from .forms import AskForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Only with a number whose code was answered: it is the one that will be called, and that may sign in later."""
    number = proven_number(request)
    if number is None:
        messages.info(request, _("First enter your new number; after its code you can ask for help."))
        return redirect("accounts:owner_sign_in")
    form = AskForm(request.POST or None)
    if form.is_valid() and _asked(form, number):
        messages.success(request, _("We have your request and will call you. We never ask you for money."))
        return redirect("accounts:owner_sign_in")
    return render(request, "hotline/ask.html", {"form": form, "number": number})


def _asked(form: AskForm, number: str) -> bool:
    given = form.cleaned_data
    with acting_as(system_actor(given["city"].pk)) as by:
        try:
            ask_for_change(full_name=given["full_name"], home=given["home"], number=number, by=by, at=timezone.now())
        except AskedToday as refused:
            form.add_error(None, str(refused))
            return False
    return True
