"""The security administrator's page: requests for erasure to carry out, legal holds to place and lift."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import User, recently_confirmed, require_right
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.mydata.erasure import fates_of
from idi_platform.mydata.models import ErasureRequest, ErasureState, LegalHold
from idi_platform.mydata.rights import CARRY_OUT_ERASURE, KEEP_HOLDS
from idi_platform.mydata.services import carry_out_erasure, lift_hold, place_hold
from idi_platform.tenancy.public import DomainError, business_now, current_actor

from .forms import HoldForm

REFUSED = 422


@require_safe
@require_right(KEEP_HOLDS)
def requests(request: HttpRequest) -> HttpResponse:
    """Who asked for erasure, what it would do, and which holds stand."""
    return _page(request)


@require_POST
@require_right(CARRY_OUT_ERASURE)
@recently_confirmed
def carry_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Erases, as the second person."""
    at = business_now()
    on = at.astimezone(CIVIL_ZONE).date()
    return _done(request, lambda: carry_out_erasure(request_id=pk, by=current_actor(), at=timezone.now(), on=on))


@require_POST
@require_right(KEEP_HOLDS)
def hold(request: HttpRequest) -> HttpResponse:
    """Places a hold on a person."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=REFUSED)
    person = User.objects.filter(username=form.cleaned_data["username"]).first()
    if person is None:
        form.add_error("username", _("Nobody has this user name."))
        return _page(request, form=form, status=REFUSED)
    reason = form.cleaned_data["reason"]
    return _done(request, lambda: place_hold(person=person, reason=reason, by=current_actor(), at=timezone.now()))


@require_POST
@require_right(KEEP_HOLDS)
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lifts a hold."""
    return _done(request, lambda: lift_hold(hold_id=pk, by=current_actor(), at=timezone.now()))


def _done(request: HttpRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except (ErasureRequest.DoesNotExist, LegalHold.DoesNotExist) as absent:
        raise Http404 from absent
    except DomainError as refusal:
        messages.error(request, f"{refusal} {refusal.rule or ''}".strip())
    else:
        messages.success(request, _("Done; it is on record."))
    return redirect("mydata:requests")


def _page(request: HttpRequest, *, form: HoldForm | None = None, status: int = 200) -> HttpResponse:
    on = business_now().astimezone(CIVIL_ZONE).date()
    asked = ErasureRequest.objects.filter(state=ErasureState.ASKED).select_related("person")
    context = {
        "asked": [(one, fates_of(one.person_id, on=on), one.ripe_on <= on) for one in asked],
        "holds": LegalHold.objects.standing().exclude(person=None).select_related("person", "placed_by"),
        "form": form or HoldForm(),
        "refused": form,
    }
    return render(request, "mydata/requests.html", context, status=status)
