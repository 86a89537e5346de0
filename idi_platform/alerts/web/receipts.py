"""Where the gateway of text messages tells what became of one. Open to everybody, believed by its signature alone."""

import json
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from idi_platform.alerts.channels.signing import SIGNATURE, TIMESTAMP, is_signed
from idi_platform.alerts.sending.receipts import note_receipt

_LONGEST_REASON = 200


@csrf_exempt
@require_POST
def text_receipt(request: HttpRequest) -> HttpResponse:
    """`{"reference", "state": "delivered" | "failed", "reason"}`; 204, or 403, 400, 404."""
    at = timezone.now()
    signed = is_signed(
        timestamp=request.headers.get(TIMESTAMP, ""),
        given=request.headers.get(SIGNATURE, ""),
        body=request.body,
        secret=settings.SMS_SECRET,
        at=at,
    )
    if not signed:
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    try:
        told = json.loads(request.body)
        reference, state = str(told["reference"]), str(told["state"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    reason = str(told.get("reason", "")).replace("\0", "")[:_LONGEST_REASON]
    found = note_receipt(reference=reference, told=state, reason=reason, at=at)
    return HttpResponse(status=HTTPStatus.NO_CONTENT if found else HTTPStatus.NOT_FOUND)
