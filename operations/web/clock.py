"""The operator's page of a demo: the business clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.tenancy.public import business_now, move_clock
from idi_platform.ui.public import moment_words
from operations.rights import RUN_PLATFORM

from .clock_form import ClockForm

REFUSED = 422
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}

View = Callable[[HttpRequest], HttpResponseBase]


def demo_only(view: View) -> View:
    """Outside a demo the page does not exist: the law's clock is not ours to move."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        if not settings.DEMO_MODE:
            raise Http404
        return view(request)

    return guarded


@require_safe
@demo_only
@require_right(RUN_PLATFORM)
def clock(request: HttpRequest) -> HttpResponse:
    """Business time beside real time."""
    return _page(request, ClockForm(initial={"to": business_now()}))


@require_POST
@demo_only
@require_right(RUN_PLATFORM)
def move(request: HttpRequest) -> HttpResponse:
    """Moves the business clock for every process: to a moment, by a step, or back to real time."""
    step = request.POST.get("step", "")
    if step in STEPS:
        return _moved(request, business_now() + STEPS[step])
    if step == "real":
        return _moved(request, timezone.now())
    form = ClockForm(request.POST)
    return _moved(request, form.cleaned_data["to"]) if form.is_valid() else _page(request, form, status=REFUSED)


def _moved(request: HttpRequest, to: datetime) -> HttpResponse:
    move_clock(to)
    messages.success(request, _("The business clock now stands at %(moment)s.") % {"moment": moment_words(to)})
    return redirect("operations:clock")


def _page(request: HttpRequest, form: ClockForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "at": business_now(), "real": timezone.now()}
    return render(request, "operations/clock.html", context, status=status)
