"""The hotline's desk: find an owner, check who they are, confirm what somebody else has checked."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.audit.public import AccessKind, log_access
from idi_platform.dossiers.public import civil_today
from idi_platform.hotline.models import ChangeState, NumberChange
from idi_platform.hotline.rights import CHECK, CONFIRM
from idi_platform.hotline.selectors import owners_named, ownerships_of, past, waiting
from idi_platform.hotline.services import Presented, check_identity, confirm_change, refuse_change
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import refuse as show_refusal

from .forms import CheckForm, RefusalForm, SearchForm

REFUSED = 422


@require_safe
@require_right(CHECK, CONFIRM)
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, and the search by name and door."""
    viewer = current_actor()
    form = SearchForm(request.GET if {"name", "door"} & request.GET.keys() else None)
    found: list[Ownership] | None = None
    if form.is_valid():
        given = form.cleaned_data
        found = owners_named(viewer, full_name=given["name"], door=given["door"], on=civil_today())
        log_access(
            kind=AccessKind.SEARCH,
            subject="registry.Ownership",
            subject_id=",".join(str(one.pk) for one in found[:1]),
            by=viewer,
            at=timezone.now(),
        )
    asked = request.GET.get("asked", "")
    context = {"form": form, "found": found, "asked": asked, "waiting": waiting(viewer), "past": past(viewer)}
    return render(request, "hotline/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(CHECK)
@recently_confirmed
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The identity check of one owner of one home."""
    viewer = current_actor()
    ownership = get_object_or_404(ownerships_of(viewer, on=civil_today()), pk=pk)
    asked = _asked(request)
    form = CheckForm(request.POST or None, initial={"number": asked.number} if asked else {})
    if form.is_valid() and _checked(form, ownership, asked):
        messages.success(request, _("Checked. Another person must confirm it before the new number counts."))
        return redirect("hotline:desk")
    context = {"form": form, "ownership": ownership, "asked": asked}
    return render(request, "hotline/check.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(CONFIRM)
@recently_confirmed
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirms as the second person."""
    return _done(request, lambda: confirm_change(change_id=pk, by=current_actor(), at=timezone.now()))


@require_POST
@require_right(CONFIRM)
@recently_confirmed
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Refuses, with a reason."""
    form = RefusalForm(request.POST)
    if not form.is_valid():
        get_object_or_404(NumberChange.objects.visible_to(current_actor()), pk=pk)
        messages.error(request, _("Give the reason."))
        return redirect("hotline:desk")
    reason = form.cleaned_data["reason"]
    return _done(request, lambda: refuse_change(change_id=pk, reason=reason, by=current_actor(), at=timezone.now()))


def _asked(request: HttpRequest) -> NumberChange | None:
    """The owner's own request that the check answers, if the address names one."""
    try:
        wanted = UUID(request.GET.get("asked", ""))
    except ValueError:
        return None
    return NumberChange.objects.visible_to(current_actor()).filter(pk=wanted, state=ChangeState.ASKED).first()


def _checked(form: CheckForm, ownership: Ownership, asked: NumberChange | None) -> bool:
    given = form.cleaned_data
    presented = Presented(
        kind=given["kind"],
        document_number=given["document_number"],
        words=given["words"],
        number=given["number"],
    )
    try:
        check_identity(ownership=ownership, presented=presented, asked=asked, by=current_actor(), at=timezone.now())
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _done(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except NumberChange.DoesNotExist as absent:
        raise Http404 from absent
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done; it is on record."))
    return redirect("hotline:desk")
