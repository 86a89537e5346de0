"""Finding a person, seeing what they are in which city, and what is done to their account."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import (
    MOST_LOOKS,
    Membership,
    Role,
    User,
    looks_at,
    open_look,
    recently_confirmed,
    require_right,
)
from idi_platform.privacy.public import DataKind, mask
from idi_platform.tenancy.public import Actor, current_actor
from idi_platform.ui.public import posted
from operations import search
from operations.models import ProposalKind
from operations.rights import ACT_AS, ASK_ADMINISTRATOR, ASK_RESET, KEEP_OUT, READ_PEOPLE
from operations.services.administrators import ask_for_administrator
from operations.services.people import (
    ask_to_reset_administrator,
    disable_person,
    enable_person,
    is_administrator,
    reset_person,
    sign_person_out,
)

from .forms import AdministratorForm, ReasonForm, SearchForm, is_done

REFUSED = 422
PER_PAGE = 25
RESET = "reset"


class PersonDeed(Protocol):
    def __call__(self, *, person_id: UUID, reason: str, by: Actor, at: datetime) -> object: ...


# What may be done to an account: the service, what it is called, and what is said when it is done.
DEEDS: dict[str, tuple[PersonDeed, Promise, Promise]] = {
    "disable": (disable_person, _("Keep the person out"), _("The person can no longer sign in.")),
    "enable": (enable_person, _("Let the person in again"), _("The person can sign in again.")),
    "sign-out": (sign_person_out, _("End all sessions"), _("The person is signed out everywhere.")),
    RESET: (
        reset_person,
        _("Take the second factor away"),
        _("The person sets up a new second factor at the next sign-in."),
    ),
}


@require_safe
@require_right(READ_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """The people whose name, user name or telephone number fits."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(search.people(words), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(one, mask(DataKind.PHONE, one.phone)) for one in page]
    return render(request, "operations/people.html", {"words": words, "page": page, "lines": lines})


@require_safe
@require_right(READ_PEOPLE)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What they are in every city; the security administrator finds the deeds here."""
    found = get_object_or_404(User, pk=pk)
    context = {
        "person": found,
        "phone": mask(DataKind.PHONE, found.phone),
        "alias_of": search.kept_person(found),
        "memberships": search.memberships_of_person(found),
        "deeds": [(name, label) for name, (_act, label, _done) in DEEDS.items() if name not in _idle_deeds(found)],
        "may_act": current_actor().role == Role.SECURITY_ADMIN,
        "is_administrator": is_administrator(found.pk),
        "looks": looks_at(found.pk)[:MOST_LOOKS],
        "lookable": _lookable(found),
    }
    return render(request, "operations/person.html", context)


def _lookable(person: User) -> set[UUID]:
    """The memberships of the person that this reader may look at the portal in."""
    reader = current_actor()
    if reader.role not in ACT_AS.roles or person.pk == reader.user_id or is_administrator(person.pk):
        return set()
    in_force = Membership.objects.valid_on(timezone.localdate()).filter(user=person, user__is_program=False)
    return set(in_force.values_list("pk", flat=True))


def _idle_deeds(person: User) -> set[str]:
    """Those that would change nothing, or that one person alone may not do."""
    idle = {"enable"} if person.is_active else {"disable", "sign-out"}
    return idle | {RESET} if is_administrator(person.pk) else idle


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(KEEP_OUT)
@recently_confirmed
def act_on_person(request: HttpRequest, pk: UUID, deed: str) -> HttpResponse:
    """Asks for the reason, then does it."""
    if deed not in DEEDS:
        raise Http404
    found = get_object_or_404(User, pk=pk)
    act, label, done = DEEDS[deed]
    form = ReasonForm(posted(request))
    if is_done(form, lambda: _act(act, pk, form)):
        messages.success(request, str(done))
        return redirect("operations:person", pk=pk)
    context = {"person": found, "form": form, "label": label, "is_reset": deed == RESET}
    return render(request, "operations/person_act.html", context, status=REFUSED if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ACT_AS)
@recently_confirmed
def look_as(request: HttpRequest, pk: UUID, membership: UUID) -> HttpResponse:
    """Asks for the reason, then shows the portal as the person sees it in that membership."""
    memberships = Membership.objects.valid_on(timezone.localdate()).select_related("user")
    found = get_object_or_404(memberships, pk=membership, user_id=pk)
    form = ReasonForm(posted(request))
    if is_done(form, lambda: _look(request, found, form)):
        return redirect("ui:home")
    context = {
        "person": found.user,
        "form": form,
        "label": _("Look as this person"),
        "minutes": settings.ACT_AS_LASTS // timedelta(minutes=1),
    }
    return render(request, "operations/look_as.html", context, status=REFUSED if form.errors else 200)


def _look(request: HttpRequest, membership: Membership, form: ReasonForm) -> None:
    reason = form.cleaned_data["reason"]
    open_look(request, membership=membership, reason=reason, by=current_actor(), at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_RESET)
@recently_confirmed
def ask_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks the security administrator that another administrator enrol anew."""
    found = get_object_or_404(User, pk=pk)
    form = ReasonForm(posted(request))
    if is_done(form, lambda: _act(ask_to_reset_administrator, pk, form)):
        messages.success(request, _("The security administrator has been asked."))
        return redirect("operations:proposals")
    context = {"person": found, "form": form, "label": ProposalKind.RESET_FACTORS.label, "is_reset": True}
    return render(request, "operations/person_act.html", context, status=REFUSED if form.errors else 200)


def _act(act: PersonDeed, person_id: UUID, form: ReasonForm) -> None:
    act(person_id=person_id, reason=form.cleaned_data["reason"], by=current_actor(), at=timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_ADMINISTRATOR)
@recently_confirmed
def new_administrator(request: HttpRequest) -> HttpResponse:
    """Asks the security administrator for somebody new on the platform."""
    form = AdministratorForm(posted(request))
    if is_done(form, lambda: _ask(form)):
        messages.success(request, _("The security administrator has been asked."))
        return redirect("operations:proposals")
    return render(request, "operations/new_administrator.html", {"form": form}, status=REFUSED if form.errors else 200)


def _ask(form: AdministratorForm) -> None:
    told = form.cleaned_data
    ask_for_administrator(
        username=told["username"],
        full_name=told["full_name"],
        role=Role(told["role"]),
        reason=told["reason"],
        by=current_actor(),
        at=timezone.now(),
    )
