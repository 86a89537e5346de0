"""How often each body's terms are stopped, and for how long: what an officer looks at when requests are overdone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.rights import READ_STOPS
from idi_platform.deadlines.selectors import STOPS_WITHIN, stops_by_body
from idi_platform.tenancy.public import business_now, current_actor


@require_safe
@require_right(READ_STOPS)
def stops(request: HttpRequest) -> HttpResponse:
    """The last twelve months, the longest standing first."""
    at = business_now()
    context = {"rows": stops_by_body(current_actor(), at=at), "since": at - STOPS_WITHIN, "at": at}
    return render(request, "deadlines/stops.html", context)
