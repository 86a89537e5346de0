"""The answer to "are you there?", for monitors, supervisors and load balancers. No detail, no sign-in."""

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operations.health import answering, database_answers, is_well, record_figures

UNAVAILABLE = 503


@require_safe
@never_cache
@transaction.non_atomic_requests
def health(_request: HttpRequest) -> JsonResponse:
    """For monitors: 200 when every vital part answers, else 503. The clock's and beat's silence is one of them.

    Beside them how much of the record waits for its seal: a figure, which fails nothing by itself.
    """
    return _told(answering(), **record_figures())


@require_safe
@never_cache
@transaction.non_atomic_requests
def web_health(_request: HttpRequest) -> JsonResponse:
    """For whoever starts and restarts the web processes: these and their database, whatever else is down."""
    return _told({"database": database_answers()})


def _told(parts: dict[str, bool], **figures: int) -> JsonResponse:
    told = {part: "ok" if is_ok else "failed" for part, is_ok in parts.items()} | figures
    well = is_well(parts)
    return JsonResponse({"status": "ok" if well else "failed", **told}, status=200 if well else UNAVAILABLE)
