"""Who acts for owners: recorded with its paper by one person, confirmed by a second, ended by any whom it concerns."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, recently_confirmed, require_right
from idi_platform.dossiers.public import civil_today
from idi_platform.registry.constants import AuthorityState
from idi_platform.registry.models import Authority, Unit
from idi_platform.registry.rights import CONFIRM_AUTHORITY, END_AUTHORITY, READ_AUTHORITIES, RECORD_AUTHORITY
from idi_platform.registry.selectors import authorities_of, find_homes, homes_in_charge, owners_of
from idi_platform.registry.services.authorities import (
    RECORDERS,
    confirm_authority,
    end_authority,
    may_decide,
    may_end,
    refuse_authority,
)
from idi_platform.registry.services.entrusting import entrust
from idi_platform.tenancy.public import Actor, DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .authority_forms import AuthorityForm, EndForm
from .forms import HomeSearchForm, ReasonForm

REFUSED = 422
MOST_HOMES = 20
MOST_SHOWN = 100


@require_safe
@require_right(READ_AUTHORITIES)
def authorities(request: HttpRequest) -> HttpResponse:
    """What is recorded, the undecided first; those in charge find a home here to record one."""
    viewer = current_actor()
    may_search = viewer.role in RECORDERS and viewer.role != Role.OWNER
    form = HomeSearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if may_search and form.is_valid() else ""
    own = homes_in_charge(viewer).select_related("dossier") if viewer.role == Role.OWNER else []
    context = {
        "layout": _layout(viewer),
        "form": form,
        "may_search": may_search,
        "words": words,
        "homes": find_homes(viewer, words, on=civil_today(), most=MOST_HOMES) if words else own,
        "rows": authorities_of(viewer)[:MOST_SHOWN],
    }
    return render(request, "registry/authorities.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RECORD_AUTHORITY)
def new_authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Writes an authority down for a second person to confirm; an owner names whom they entrust."""
    viewer, unit = current_actor(), _home(pk)
    owners = [held.owner for held in owners_of(viewer, unit).on(civil_today())]
    is_owner = viewer.role == Role.OWNER
    if is_owner:
        owners = [owner for owner in owners if owner.pk == viewer.user_id]
    files = request.FILES if request.method == "POST" else None
    form = AuthorityForm(posted(request), files, owners=owners, is_owner=is_owner)
    if request.method == "POST" and form.is_valid() and (row := _recorded(form, unit)):
        messages.success(request, _("The authority is recorded. A second person must confirm it first."))
        return redirect("registry:authority", row.pk)
    context = {"layout": _layout(viewer), "unit": unit, "form": form, "is_owner": is_owner}
    return render(request, "registry/new_authority.html", context, status=REFUSED if form.is_bound else 200)


@require_safe
@require_right(READ_AUTHORITIES)
def authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _authority(pk))


@require_POST
@require_right(CONFIRM_AUTHORITY)
@recently_confirmed
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _authority(pk)
    try:
        confirm_authority(authority=row, by=current_actor(), at=business_now(), real=timezone.now())
    except DomainError as error:
        return _page(request, row, refusal=error)
    messages.success(request, _("The authority is confirmed. What its holder sees follows on its day."))
    return redirect("registry:authority", pk)


@require_POST
@require_right(CONFIRM_AUTHORITY)
def refuse_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _authority(pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            refuse_authority(authority=row, reason=form.cleaned_data["reason"], by=current_actor(), at=business_now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The authority is not confirmed. It opens nothing."))
            return redirect("registry:authority", pk)
    return _page(request, row, form=form)


@require_POST
@require_right(END_AUTHORITY)
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes effect at once."""
    row, ending = _authority(pk), EndForm(request.POST)
    if ending.is_valid():
        try:
            end_authority(
                authority=row, reason=ending.cleaned_data["end_reason"], by=current_actor(), at=business_now()
            )
        except DomainError as error:
            ending.add_error(None, str(error))
        else:
            messages.success(request, _("The authority has ended. Its holder sees nothing of it any more."))
            return redirect("registry:authorities")
    return _page(request, row, ending=ending)


def _recorded(form: AuthorityForm, unit: Unit) -> Authority | None:
    by, at, real = current_actor(), business_now(), timezone.now()
    try:
        return entrust(unit=unit, told=form.told(), document=form.document(), by=by, at=at, real=real)
    except DomainError as error:
        refuse(form, error)
        return None


def _layout(viewer: Actor) -> str:
    return "ui/public.html" if viewer.role in (Role.OWNER, Role.PARTICIPANT) else "ui/base.html"


def _home(pk: UUID) -> Unit:
    homes = homes_in_charge(current_actor()).select_related("dossier", "project", "building")
    return get_object_or_404(homes, pk=pk)


def _authority(pk: UUID) -> Authority:
    return get_object_or_404(authorities_of(current_actor()), pk=pk)


def _page(
    request: HttpRequest,
    row: Authority,
    *,
    form: ReasonForm | None = None,
    ending: EndForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    viewer, refused = current_actor(), form or ending
    is_running = row.state == AuthorityState.CONFIRMED and (row.to_on is None or row.to_on > civil_today())
    context = {
        "layout": _layout(viewer),
        "authority": row,
        "may_decide": may_decide(row, viewer),
        "may_end": is_running and may_end(row, viewer),
        "form": form or ReasonForm(),
        "ending": ending or EndForm(),
        "refused": refused,
        "refusal": refusal or "",
    }
    status = REFUSED if refused else refusal.status if refusal else 200
    return render(request, "registry/authority.html", context, status=status)
