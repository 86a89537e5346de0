"""The organisation in a city: its dossier's page, its statements; joining another city."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.organisations.constants import facts_of
from idi_platform.organisations.rights import APPLY, KEEP_CERTIFICATES, READ_ORGANISATION
from idi_platform.organisations.selectors import (
    certificates_seen,
    chain_of,
    cities_to_join,
    current_facts,
    own_body_id,
    own_organisation,
    standings_seen,
)
from idi_platform.organisations.services.admitting import apply_to_city
from idi_platform.organisations.services.standing import state_fact
from idi_platform.organisations.timeline import entries_of
from idi_platform.organisations.wording import ADMISSION_TONES, VALIDITY_TONES, last_day, validity_of
from idi_platform.tenancy.public import City, DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import ApplicationForm, FactForm

REFUSED = 422


@require_safe
@require_right(READ_ORGANISATION)
def own(request: HttpRequest) -> HttpResponse:
    """To the page of the reader's own organisation in this city; 404 without a dossier, saying how it gets one."""
    viewer = current_actor()
    standing = standings_seen(viewer).filter(organisation_id=own_body_id(viewer)).first()
    if standing is None:
        kinds = facts_of(own_organisation(viewer).kind) if viewer.role == Role.ORG_ADMIN else ()
        return render(request, "organisations/no_standing.html", {"kinds": kinds}, status=HTTPStatus.NOT_FOUND)
    return redirect("organisations:standing", standing.pk)


@require_safe
@require_right(READ_ORGANISATION)
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the organisation states, its people's certificates as far as the reader sees them, what happened."""
    viewer, on = current_actor(), timezone.localdate(business_now())
    row = get_object_or_404(standings_seen(viewer), pk=pk)
    facts = [(fact, validity_of(fact.valid_to, on=on)) for fact in current_facts(viewer, row)]
    held = certificates_seen(viewer).filter(organisation=row.organisation)
    certificates = [(one, validity_of(one.valid_to, on=on)) for one in held]
    stated = {fact.kind for fact, _validity in facts}
    is_admin = viewer.role == Role.ORG_ADMIN
    context = {
        "standing": row,
        "facts": [(fact, last_day(fact.valid_to), state, VALIDITY_TONES[state]) for fact, state in facts],
        "missing": [kind for kind in facts_of(row.organisation.kind) if kind not in stated] if is_admin else [],
        "certificates": [(one, last_day(one.valid_to), state, VALIDITY_TONES[state]) for one, state in certificates],
        "events": entries_of(viewer, row),
        "is_admin": is_admin,
        "chain": chain_of(row),
    }
    return render(request, "organisations/standing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(KEEP_CERTIFICATES)
def fact(request: HttpRequest, kind: str) -> HttpResponse:
    """States one fact anew."""
    viewer = current_actor()
    if kind not in facts_of(own_organisation(viewer).kind):
        raise Http404
    form = FactForm(posted(request), request.FILES or None, kinds=[kind])
    if request.method == "POST" and form.is_valid():
        try:
            made = state_fact(statement=form.statements()[0], by=viewer, at=business_now())
            return redirect("organisations:standing", made.standing_id)
        except DomainError as error:
            refuse(form, error)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/fact.html", {"form": form}, status=status)


@require_safe
@require_right(APPLY)
def cities(request: HttpRequest) -> HttpResponse:
    """The cities of the platform, and where the organisation works or has applied."""
    rows = [
        (row, ADMISSION_TONES[row.admission.state] if row.admission else None)  # type: ignore[index]  # a value of AdmissionState
        for row in cities_to_join(current_actor(), on=_today())
    ]
    return render(request, "organisations/cities.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(APPLY)
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The application to one city: what an organisation of this kind states."""
    viewer, city = current_actor(), get_object_or_404(City, code=code, is_active=True)
    form = ApplicationForm(posted(request), request.FILES or None, kinds=facts_of(own_organisation(viewer).kind))
    if request.method == "POST" and form.is_valid():
        try:
            apply_to_city(city=city, statements=form.statements(), by=viewer, at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The application is with the city's housing bureau."))
            return redirect("organisations:cities")
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/apply.html", {"form": form, "city": city}, status=status)


def _today() -> date:
    return timezone.localdate()
