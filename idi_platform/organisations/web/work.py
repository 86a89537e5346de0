"""Who is in charge of what: one's own work, a case's person in charge, absences, handing over for good."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, recently_confirmed, require_right
from idi_platform.dossiers.public import Dossier, dossier_url
from idi_platform.organisations.models import Absence
from idi_platform.organisations.rights import HAND_OVER, SHARE_WORK
from idi_platform.organisations.selectors import (
    absences_seen,
    charged_to,
    colleagues_of,
    current_assignment,
    deputies_of,
    own_organisation,
    people_of,
    who_open,
    work_of,
)
from idi_platform.organisations.services.assigning import assign, enter_absence, hand_over, withdraw_absence
from idi_platform.organisations.wording import last_day
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import LAST_DAY, AbsenceForm, ColleagueForm

REFUSED = 422


@require_safe
@require_right(SHARE_WORK)
def work(request: HttpRequest) -> HttpResponse:
    """The cases that the reader is in charge of or stands in for, and absences that are not over."""
    viewer, on = current_actor(), timezone.localdate(business_now())
    context = {
        "rows": [
            (row, dossier_url(row.dossier, viewer), row.assignee_id != viewer.user_id) for row in work_of(viewer, on=on)
        ],
        "absences": [(row, last_day(row.to_on)) for row in absences_seen(viewer, on=on)],
    }
    return render(request, "organisations/work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(SHARE_WORK)
def in_charge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who is in charge of a case at the reader's organisation, and putting another colleague in charge."""
    viewer, at = current_actor(), business_now()
    organisation = own_organisation(viewer)
    dossier = get_object_or_404(Dossier.objects.visible_to(viewer), pk=pk)
    form = ColleagueForm(
        posted(request),
        label=_("In charge"),
        colleagues=who_open(viewer, [dossier.pk], on=timezone.localdate(at)),
    )
    if request.method == "POST" and form.is_valid():
        try:
            assign(dossier=dossier, assignee=form.cleaned_data["assignee"], by=viewer, at=at)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The person in charge is recorded."))
            return redirect(dossier_url(dossier, viewer) or "organisations:work")
    context = {
        "dossier": dossier,
        "organisation": organisation,
        "assignment": current_assignment(viewer, dossier),
        "back": dossier_url(dossier, viewer),
        "form": form,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/in_charge.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(SHARE_WORK)
def new_absence(request: HttpRequest) -> HttpResponse:
    """One's own leave; for an administrator anybody's."""
    viewer = current_actor()
    on = timezone.localdate()
    colleagues = colleagues_of(viewer, on=on)
    people = colleagues if viewer.role == Role.ORG_ADMIN else colleagues.filter(pk=viewer.person_id)
    form = AbsenceForm(
        posted(request), people=people, deputies=deputies_of(viewer, on=on), initial={"person": viewer.user_id}
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_absence(facts=form.facts(), by=viewer, at=business_now())
        except DomainError as error:
            refuse(form, error, LAST_DAY)
        else:
            messages.success(request, _("The absence is entered. The deputy is told what the absent person is told."))
            return redirect("organisations:work")
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/new_absence.html", {"form": form}, status=status)


@require_POST
@require_right(SHARE_WORK)
def end_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Absence.objects.visible_to(current_actor()), pk=pk)
    try:
        withdraw_absence(absence=row, by=current_actor(), at=business_now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The absence is taken back."))
    return redirect("organisations:work")


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(HAND_OVER)
@recently_confirmed
def hand_over_work(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything that a person is in charge of goes to a successor."""
    viewer, at = current_actor(), business_now()
    membership = get_object_or_404(people_of(viewer), pk=pk)
    theirs = charged_to(viewer, membership.user).values_list("dossier", flat=True)
    colleagues = who_open(viewer, [*theirs], on=timezone.localdate(at)).exclude(pk=membership.user_id)
    form = ColleagueForm(posted(request), label=_("Successor"), colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            count = hand_over(person=membership.user, successor=form.cleaned_data["assignee"], by=viewer, at=at)
        except DomainError as error:
            refuse(form, error)
        else:
            told = ngettext("%(count)s case is handed over.", "%(count)s cases are handed over.", count)
            messages.success(request, told % {"count": count})
            return redirect("organisations:person", pk)
    status = REFUSED if request.method == "POST" else 200
    context = {"membership": membership, "form": form}
    return render(request, "organisations/hand_over.html", context, status=status)
