"""Messages that were given up, and handing one out again."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.outbox.public import Message, given_up
from idi_platform.tenancy.public import City, current_actor, system_actor, tenant_work
from idi_platform.ui.public import posted
from operations.rights import RUN_PLATFORM
from operations.services.messages import replay

from .forms import ReasonForm

REFUSED = 422
AT_MOST = 200


@require_safe
@require_right(RUN_PLATFORM)
def given_up_messages(request: HttpRequest) -> HttpResponse:
    """City by city, the oldest first."""
    return render(request, "operations/messages.html", {"cities": _given_up(), "at_most": AT_MOST})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RUN_PLATFORM)
def replay_message(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Asks for the reason, then hands the message out again."""
    city = get_object_or_404(City, code=code)
    with tenant_work(system_actor(city.pk)):
        message = get_object_or_404(given_up(city.pk), pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        replay(city=city, message_id=pk, reason=reason, by=current_actor(), at=timezone.now())
        notices.success(request, _("The message waits for a worker again."))
        return redirect("operations:messages")
    context = {"city": city, "message": message, "form": form}
    return render(request, "operations/replay.html", context, status=REFUSED if form.errors else 200)


def _given_up() -> list[tuple[City, list[Message]]]:
    found = []
    for city in City.objects.all():
        with tenant_work(system_actor(city.pk)):
            found.append((city, list(given_up(city.pk)[:AT_MOST])))
    return [(city, messages) for city, messages in found if messages]
