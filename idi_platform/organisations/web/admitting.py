"""The bureau's officers decide who works in the city."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.organisations.constants import AdmissionState
from idi_platform.organisations.models import Admission
from idi_platform.organisations.rights import DECIDE
from idi_platform.organisations.selectors import applications as applications_of
from idi_platform.organisations.selectors import current_facts, standings_seen
from idi_platform.organisations.services.admitting import admit as admit_organisation
from idi_platform.organisations.services.admitting import may_decide, refuse_admission
from idi_platform.organisations.wording import ADMISSION_TONES, VALIDITY_TONES, last_day, validity_of
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import refuse

from .forms import ReasonForm

REFUSED = 422


@require_safe
@require_right(DECIDE)
def applications(request: HttpRequest) -> HttpResponse:
    """Who asks to work in the city, the undecided first."""
    rows = [(row, ADMISSION_TONES[AdmissionState(row.state)]) for row in applications_of(current_actor())]
    return render(request, "organisations/applications.html", {"rows": rows})


@require_safe
@require_right(DECIDE)
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _application(pk))


@require_POST
@require_right(DECIDE)
@recently_confirmed
def admit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _application(pk)
    try:
        admit_organisation(admission=row, by=current_actor(), at=timezone.now())
    except DomainError as error:
        return _page(request, row, refusal=error)
    messages.success(request, _("The organisation may work in the city. Its applicant is its administrator here."))
    return redirect("organisations:application", pk)


@require_POST
@require_right(DECIDE)
def refuse_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _application(pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            refuse_admission(admission=row, reason=form.cleaned_data["reason"], by=current_actor(), at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The refusal is recorded. The organisation reads the reason."))
            return redirect("organisations:application", pk)
    return _page(request, row, form=form)


def _application(pk: UUID) -> Admission:
    return get_object_or_404(applications_of(current_actor()), pk=pk)


def _page(
    request: HttpRequest, row: Admission, *, form: ReasonForm | None = None, refusal: DomainError | None = None
) -> HttpResponse:
    viewer, on = current_actor(), timezone.localdate(business_now())
    standing = standings_seen(viewer).get(organisation=row.organisation)
    facts = [(fact, validity_of(fact.valid_to, on=on)) for fact in current_facts(viewer, standing)]
    context = {
        "application": row,
        "standing": standing,
        "tone": ADMISSION_TONES[AdmissionState(row.state)],
        "facts": [(fact, last_day(fact.valid_to), state, VALIDITY_TONES[state]) for fact, state in facts],
        "may_decide": row.state == AdmissionState.ASKED and may_decide(row, viewer),
        "form": form or ReasonForm(),
        "refused": form,
        "refusal": refusal or "",
    }
    status = REFUSED if form else refusal.status if refusal else 200
    return render(request, "organisations/application.html", context, status=status)
