"""The register of organisations over all cities: finding, entering, correcting."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import IdentityProvider, Organisation, recently_confirmed, require_right
from idi_platform.organisations.public import confirm_second_factor, may_confirm
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted
from operations import search
from operations.rights import CONFIRM_SIGN_IN, READ_ORGANISATIONS, WRITE_ORGANISATIONS
from operations.services.organisations import FIELDS, OrganisationFacts, correct_organisation, enter_organisation

from .forms import OrganisationForm, SearchForm, is_done

REFUSED = 422
PER_PAGE = 25


@require_safe
@require_right(READ_ORGANISATIONS)
def organisations(request: HttpRequest) -> HttpResponse:
    """The bodies whose name, telephone number or credit code fits."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(search.organisations(words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "operations/organisations.html", {"words": words, "page": page})


@require_safe
@require_right(READ_ORGANISATIONS)
def organisation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it is, and who works for it in which city."""
    found = get_object_or_404(Organisation, pk=pk)
    members = Paginator(search.members_of_organisation(found), PER_PAGE).get_page(request.GET.get("page"))
    provider = IdentityProvider.objects.filter(organisation=found, is_second_factor=True).first()
    context = {
        "organisation": found,
        "members": members,
        "alias_of": search.kept_organisation(found),
        "provider": provider,
        "may_confirm": provider is not None and may_confirm(provider, current_actor(), on=timezone.localdate()),
    }
    return render(request, "operations/organisation.html", context)


@require_POST
@require_right(CONFIRM_SIGN_IN)
@recently_confirmed
def confirm_sign_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lets the second factor of the organisation's provider count, where it has nobody else to confirm it."""
    provider = get_object_or_404(IdentityProvider, organisation_id=pk)
    read = request.POST.get("declared_at", "")
    try:
        confirm_second_factor(provider_id=provider.pk, declared_at=read, by=current_actor(), at=timezone.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Confirmed."))
    return redirect("operations:organisation", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_ORGANISATIONS)
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Enters a body."""
    form = OrganisationForm(posted(request))
    entered: list[Organisation] = []
    if is_done(form, lambda: entered.append(_enter(form))):
        messages.success(request, _("The organisation is entered."))
        return redirect("operations:organisation", pk=entered[0].pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_ORGANISATIONS)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Corrects what stands there; before and after stay on record."""
    found = get_object_or_404(Organisation, pk=pk)
    there = {field: getattr(found, field) or "" for field in FIELDS}
    form = OrganisationForm(posted(request), initial=there)
    if is_done(form, lambda: _correct(form, pk)):
        messages.success(request, _("The organisation is corrected."))
        return redirect("operations:organisation", pk=pk)
    return _form_page(request, form, found)


def _form_page(request: HttpRequest, form: OrganisationForm, organisation: Organisation | None) -> HttpResponse:
    context = {"form": form, "organisation": organisation}
    return render(request, "operations/organisation_form.html", context, status=REFUSED if form.errors else 200)


def _enter(form: OrganisationForm) -> Organisation:
    return enter_organisation(facts=OrganisationFacts(**form.cleaned_data), by=current_actor(), at=timezone.now())


def _correct(form: OrganisationForm, pk: UUID) -> None:
    facts = OrganisationFacts(**form.cleaned_data)
    correct_organisation(organisation_id=pk, facts=facts, by=current_actor(), at=timezone.now())
