"""An administrator's work on the organisation's people: one person, another role, the end; invitations."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import MOST_LOOKS, Membership, looks_in, recently_confirmed, require_right
from idi_platform.organisations.constants import InvitationState
from idi_platform.organisations.errors import InvitationGone
from idi_platform.organisations.links import address_of
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.rights import MANAGE_PEOPLE
from idi_platform.organisations.selectors import districts_of, invitations_of, own_body_id, own_organisation, people_of
from idi_platform.organisations.services.inviting import invite as send_invitation
from idi_platform.organisations.services.inviting import renew_link, withdraw_invitation
from idi_platform.organisations.services.people import change_role, end_person
from idi_platform.organisations.wording import STANDING_TONES, Standing, invitation_words, last_day, standing_of
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import LAST_DAY, EndForm, InviteForm, RoleForm

REFUSED = 422


@require_safe
@require_right(MANAGE_PEOPLE)
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One membership: what it is, another role, its end."""
    return _person_page(request, _membership(pk))


@require_safe
@require_right(MANAGE_PEOPLE)
def looks(request: HttpRequest) -> HttpResponse:
    """Which of our people support looked as, who, when and why."""
    found = looks_in(organisation_id=own_body_id(current_actor()), city_id=current_actor().tenant_id)[:MOST_LOOKS]
    return render(request, "organisations/looks.html", {"looks": found})


@require_POST
@require_right(MANAGE_PEOPLE)
@recently_confirmed
def role(request: HttpRequest, pk: UUID) -> HttpResponse:
    membership = _membership(pk)
    form = _role_form(membership, request)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = change_role(
                membership=membership,
                role=given["role"],
                district=given.get("district"),
                by=current_actor(),
                at=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The role is changed from today on."))
            return redirect("organisations:person", made.pk)
    return _person_page(request, membership, role_form=form)


@require_POST
@require_right(MANAGE_PEOPLE)
@recently_confirmed
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    membership, form = _membership(pk), EndForm(request.POST)
    if form.is_valid():
        try:
            end_person(membership=membership, on=form.cleaned_data["on"], by=current_actor(), at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The end of the membership is recorded."))
            return redirect("organisations:person", pk)
    return _person_page(request, membership, end_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    viewer = current_actor()
    form = InviteForm(
        posted(request),
        organisation=own_organisation(viewer),
        districts=districts_of(viewer, on=_today()),
        initial={"valid_from": _today()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = send_invitation(facts=form.facts(), by=viewer, at=timezone.now())
            return redirect("organisations:invitation", made.pk)
        except DomainError as error:
            refuse(form, error, LAST_DAY)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisations/invite.html", {"form": form}, status=status)


@require_safe
@require_right(MANAGE_PEOPLE)
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The invitation with its link, as long as that opens."""
    return _invitation_page(request, _invitation(pk))


@require_POST
@require_right(MANAGE_PEOPLE)
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invitation(pk)
    try:
        renew_link(invitation=row, by=current_actor(), at=timezone.now())
    except DomainError as error:
        return _invitation_page(request, row, refusal=error)
    messages.success(request, _("There is a new link. The one before no longer opens."))
    return redirect("organisations:invitation", pk)


@require_POST
@require_right(MANAGE_PEOPLE)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _invitation(pk)
    try:
        withdraw_invitation(invitation=row, by=current_actor(), at=timezone.now())
    except DomainError as error:
        return _invitation_page(request, row, refusal=error)
    messages.success(request, _("The invitation is withdrawn. Its link no longer opens."))
    return redirect("organisations:invitation", pk)


def _today() -> date:
    """Memberships follow real time, as sign-in does."""
    return timezone.localdate()


def _membership(pk: UUID) -> Membership:
    return get_object_or_404(people_of(current_actor()), pk=pk)


def _invitation(pk: UUID) -> Invitation:
    return get_object_or_404(invitations_of(current_actor()), pk=pk)


def _role_form(membership: Membership, request: HttpRequest | None = None) -> RoleForm:
    viewer = current_actor()
    return RoleForm(
        request.POST if request else None,
        organisation=own_organisation(viewer),
        districts=districts_of(viewer, on=_today()),
        initial={"role": membership.role, "district": membership.district_id},
    )


def _person_page(
    request: HttpRequest,
    membership: Membership,
    *,
    role_form: RoleForm | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    standing = standing_of(membership, on=_today())
    is_self = membership.user_id == current_actor().user_id
    context = {
        "membership": membership,
        "standing": standing,
        "tone": STANDING_TONES[standing],
        "last_day": last_day(membership.valid_to),
        "is_self": is_self,
        "may_change": standing != Standing.ENDED and not is_self,
        "role_form": role_form or _role_form(membership),
        "end_form": end_form or EndForm(initial={"on": _today()}),
        "refused": role_form or end_form,
    }
    return render(request, "organisations/person.html", context, status=REFUSED if context["refused"] else 200)


def _invitation_page(request: HttpRequest, row: Invitation, *, refusal: DomainError | None = None) -> HttpResponse:
    now = timezone.now()
    words, tone = invitation_words(row, at=now)
    context = {
        "invitation": row,
        "words": words,
        "tone": tone,
        "last_day": last_day(row.valid_to),
        "is_open": row.state == InvitationState.OPEN,
        "link": address_of(row) if row.is_open_at(now) else "",
        "refusal": refusal or "",
    }
    return render(request, "organisations/invitation.html", context, status=InvitationGone.status if refusal else 200)
