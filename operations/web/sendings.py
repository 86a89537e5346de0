"""What did not arrive: by city, channel and reason; and sending it again."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.alerts.public import ChannelKind, DeadGroup, Sending, SendingState, dead_groups, dead_sendings
from idi_platform.tenancy.public import City, current_actor, system_actor, tenant_work
from operations.rights import RUN_PLATFORM
from operations.services.sendings import send_dead_again

from .forms import ReasonForm

REFUSED = 422
AT_MOST = 200


class AgainForm(ReasonForm):
    """Which ones, and what was mended."""

    pk = forms.MultipleChoiceField(
        label=gettext_lazy("Which"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )

    def __init__(self, *args: object, dead: Iterable[Sending]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # passes everything on
        self.fields["pk"].choices = [(str(one.pk), str(one.pk)) for one in dead]  # type: ignore[attr-defined]  # a MultipleChoiceField

    def ids(self) -> list[UUID]:
        return [UUID(pk) for pk in self.cleaned_data["pk"]]


@require_safe
@require_right(RUN_PLATFORM)
def sendings(request: HttpRequest) -> HttpResponse:
    """The groups of all cities; the filter by channel is the address."""
    channel = request.GET.get("channel", "")
    channel = channel if channel in ChannelKind else ""
    found = _groups()
    context = {
        "groups": [(city, group) for city, group in found if channel in {"", group.channel}],
        "channels": [
            (kind.value, kind.label, sum(group.count for _city, group in found if group.channel == kind))
            for kind in ChannelKind
        ],
        "channel": channel,
        "total": sum(group.count for _city, group in found),
        "labels": dict(ChannelKind.choices),
        "states": dict(SendingState.choices),
    }
    return render(request, "operations/sendings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RUN_PLATFORM)
def dead(request: HttpRequest, code: str, channel: str) -> HttpResponse:
    """One group (`error` is its reason): one, some or all of it are sent again, for a reason."""
    city = get_object_or_404(City, code=code)
    if channel not in ChannelKind:
        raise Http404
    error = request.GET.get("error", "").replace("\0", "")
    with tenant_work(system_actor(city.pk)):
        found = dead_sendings(city.pk).filter(channel=channel, error=error)
        rows = list(found.select_related("notice")[:AT_MOST])
    if not rows:
        raise Http404
    given = (request.POST,) if request.method == "POST" else ()
    form = AgainForm(*given, dead=rows)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        by, at = current_actor(), timezone.now()
        count = send_dead_again(city=city, ids=form.ids(), channel=channel, error=error, reason=reason, by=by, at=at)
        told = ngettext("%(count)d waits for a worker again.", "%(count)d wait for a worker again.", count)
        messages.success(request, told % {"count": count})
        return redirect("operations:sendings")
    chosen = set(request.POST.getlist("pk")) or {str(row.pk) for row in rows}
    context = {
        "city": city,
        "kind": ChannelKind(channel),
        "error": error,
        "rows": [(row, str(row.pk) in chosen) for row in rows],
        "form": form,
        "at_most": AT_MOST,
    }
    return render(request, "operations/dead_sendings.html", context, status=REFUSED if form.errors else 200)


def _groups() -> list[tuple[City, DeadGroup]]:
    found = []
    for city in City.objects.all():
        with tenant_work(system_actor(city.pk)):
            found += [(city, group) for group in dead_groups(city.pk)]
    return found
