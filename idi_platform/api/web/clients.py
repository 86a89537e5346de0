"""The programs of an organisation: an administrator lets them in, gives them keys, and ends both."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, recently_confirmed, require_right
from idi_platform.api.models import ApiClient
from idi_platform.api.openings import scope_words
from idi_platform.api.rights import MANAGE_PROGRAMS
from idi_platform.api.selectors import ENDS_SOON, clients_of, clients_with_keys, roles_for_programs
from idi_platform.api.services.clients import end_client, end_key, let_program_in, make_key
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted

from .forms import ClientForm, KeyForm

# What the form proposes; the administrator changes it.
PROPOSED_LIFE = timedelta(days=180)


@require_safe
@require_right(MANAGE_PROGRAMS)
def clients(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    told = {"clients": clients_with_keys(current_actor(), at=now), "soon": now + ENDS_SOON}
    return render(request, "api/clients.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(MANAGE_PROGRAMS)
def new_client(request: HttpRequest) -> HttpResponse:
    viewer, now = current_actor(), timezone.now()
    roles = roles_for_programs(viewer, on=timezone.localdate(now))
    form = ClientForm(posted(request), roles=roles)
    if form.is_valid():
        try:
            return redirect("api:client", let_program_in(**form.cleaned_data, by=viewer, at=now).pk)
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
    return render(request, "api/new_client.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@require_right(MANAGE_PROGRAMS)
def client(request: HttpRequest, pk: UUID) -> HttpResponse:
    proposed = timezone.localdate() + PROPOSED_LIFE
    return _client_page(request, _found(pk), KeyForm(initial={"expires_on": proposed}))


@require_POST
@never_cache
@require_right(MANAGE_PROGRAMS)
@recently_confirmed
def new_key(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer to this press is the only page that ever shows the key."""
    found, form = _found(pk), KeyForm(request.POST)
    if form.is_valid():
        try:
            _key, text = make_key(client=found, **form.cleaned_data, by=current_actor(), at=timezone.now())
            return render(request, "api/new_key.html", {"client": found, "text": text})
        except DomainError as refusal:
            form.add_error(refusal.field, str(refusal))
    return _client_page(request, found, form, status=422)


@require_POST
@require_right(MANAGE_PROGRAMS)
def stop_key(request: HttpRequest, pk: UUID, prefix: str) -> HttpResponse:
    found = _found(pk)
    key = found.keys.filter(prefix=prefix).first()
    if key is None:
        raise Http404
    end_key(key=key, by=current_actor(), at=timezone.now())
    messages.success(request, _("The key has ended."))
    return redirect("api:client", found.pk)


@require_POST
@require_right(MANAGE_PROGRAMS)
def stop_client(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = _found(pk)
    end_client(client=found, by=current_actor(), at=timezone.now())
    messages.success(request, _("The program has no access any more."))
    return redirect("api:clients")


def _found(pk: UUID) -> ApiClient:
    found = clients_of(current_actor()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _client_page(request: HttpRequest, found: ApiClient, form: KeyForm, *, status: int = 200) -> HttpResponse:
    told = {
        "client": found,
        "role": Role(found.membership.role).label,
        "scopes": scope_words(found.scopes),
        "keys": found.keys.select_related("created_by"),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "api/client.html", told, status=status)
