"""The health page: every part with its state, and what waits in each city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.tenancy.public import business_now
from operations.health import EXAMINATIONS, sections, waiting_work
from operations.rights import RUN_PLATFORM


@require_safe
@never_cache
@require_right(RUN_PLATFORM)
def health(request: HttpRequest) -> HttpResponse:
    """htmx asks for the part `lines` every few seconds."""
    real = timezone.now()
    context = {
        "at": real,
        "sections": sections(EXAMINATIONS),
        "cities": waiting_work(now=business_now(), real=real),
    }
    template = "operations/_health.html" if request.GET.get("part") == "lines" else "operations/health.html"
    return render(request, template, context)
