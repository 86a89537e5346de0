"""How often each body's terms are stopped, and for how long: what an officer looks at when requests are overdone."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.rights import READ_STOPS
from idi_platform.deadlines.selectors import STOPS_WITHIN, StopsOfBody, stops_by_body
from idi_platform.tenancy.public import business_now, current_actor
from idi_platform.ui.public import ChartData, Series, Tone


@require_safe
@require_right(READ_STOPS)
def stops(request: HttpRequest) -> HttpResponse:
    """The last twelve months, the longest standing first."""
    at = business_now()
    rows = stops_by_body(current_actor(), at=at)
    context = {"rows": rows, "chart": _chart(rows), "since": at - STOPS_WITHIN, "at": at}
    return render(request, "deadlines/stops.html", context)


def _chart(rows: Sequence[StopsOfBody]) -> ChartData:
    """How long each body's terms stood still, beside the longest stop of one."""
    return ChartData(
        kind="bar",
        labels=tuple(row.body.name for row in rows),
        series=(
            Series(_("Days stopped, all together"), tuple(row.days for row in rows), Tone.NEAR),
            Series(_("Longest stop, days"), tuple(row.longest for row in rows), Tone.NEUTRAL),
        ),
        label_head=_("Obliged party"),
        is_horizontal=True,
    )
