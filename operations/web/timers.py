"""Timers that the sweep has put aside, and arming one again."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.public import Deadline, NotPutAside, put_aside
from idi_platform.tenancy.public import City, business_now, current_actor, system_actor, tenant_work
from idi_platform.ui.public import posted
from operations.rights import RUN_PLATFORM
from operations.services.timers import retry_timer
from policies.public import parameter_label

from .forms import ReasonForm

REFUSED = 422
AT_MOST = 200


@require_safe
@require_right(RUN_PLATFORM)
def timers_put_aside(request: HttpRequest) -> HttpResponse:
    """City by city, the earliest due first."""
    return render(request, "operations/timers.html", {"cities": _put_aside()})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RUN_PLATFORM)
def retry(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Asks for the reason, then arms the timer again."""
    city = get_object_or_404(City, code=code)
    form = ReasonForm(posted(request))
    if form.is_valid():
        reason, at = form.cleaned_data["reason"], business_now()
        try:
            retry_timer(city=city, deadline_id=pk, reason=reason, by=current_actor(), at=at, real=timezone.now())
        except NotPutAside as refused:
            form.add_error(None, str(refused))
        else:
            notices.success(request, _("The timer is armed again."))
            return redirect("operations:timers")
    with tenant_work(system_actor(city.pk)):
        term = next((each for each in put_aside(city.pk, AT_MOST) if each.pk == pk), None)
    if term is None:
        raise Http404
    context = {"city": city, "term": term, "duty": parameter_label(term.duty), "form": form}
    return render(request, "operations/retry_timer.html", context, status=REFUSED if form.errors else 200)


def _put_aside() -> list[tuple[City, list[tuple[Deadline, str]]]]:
    """With each city its terms, and what their duties are called."""
    found = []
    for city in City.objects.all():
        with tenant_work(system_actor(city.pk)):
            found.append((city, [(term, parameter_label(term.duty)) for term in put_aside(city.pk, AT_MOST)]))
    return [(city, terms) for city, terms in found if terms]
