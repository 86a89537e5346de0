"""Certificates: one, entering one, taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.organisations.models import Certificate
from idi_platform.organisations.rights import KEEP_CERTIFICATES, READ_ORGANISATION
from idi_platform.organisations.selectors import certificates_seen, colleagues_of
from idi_platform.organisations.services.certifying import enter_certificate, withdraw_certificate
from idi_platform.organisations.wording import VALIDITY_TONES, last_day, validity_of
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import LAST_DAY, CertificateForm

REFUSED = 422


@require_safe
@require_right(READ_ORGANISATION)
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _certificate(pk)
    validity = validity_of(row.valid_to, on=timezone.localdate(business_now()))
    context = {
        "certificate": row,
        "last_day": last_day(row.valid_to),
        "validity": validity,
        "tone": VALIDITY_TONES[validity],
        "is_admin": current_actor().role == Role.ORG_ADMIN,
    }
    return render(request, "organisations/certificate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(KEEP_CERTIFICATES)
def new_certificate(request: HttpRequest) -> HttpResponse:
    viewer = current_actor()
    form = CertificateForm(
        posted(request), request.FILES or None, colleagues=colleagues_of(viewer, on=timezone.localdate())
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = enter_certificate(facts=form.facts(), by=viewer, at=business_now())
            return redirect("organisations:certificate", made.pk)
        except DomainError as error:
            refuse(form, error, LAST_DAY)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/new_certificate.html", {"form": form}, status=status)


@require_POST
@require_right(KEEP_CERTIFICATES)
def withdraw_entry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes a wrong entry back."""
    try:
        withdraw_certificate(certificate=_certificate(pk), by=current_actor(), at=business_now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The entry is withdrawn. It stays in the records."))
    return redirect("organisations:certificates")


def _certificate(pk: UUID) -> Certificate:
    return get_object_or_404(certificates_seen(current_actor()), pk=pk)
