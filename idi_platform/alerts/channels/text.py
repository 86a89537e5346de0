"""Text messages by an HTTP gateway that speaks our small interface (docs/howto/send-notices.md)."""

import json

from django.conf import settings
from django.utils import timezone

from .base import NotNow, Outgoing, post
from .signing import SIGNATURE, TIMESTAMP, signature

_LONGEST_RECEIPT = 200


class TextMessages:
    def is_on(self) -> bool:
        return bool(settings.SMS_GATEWAY and settings.SMS_SECRET)

    def send(self, outgoing: Outgoing) -> str:
        """The gateway's number of the message."""
        told = {"reference": outgoing.reference, "to": outgoing.to, "text": outgoing.text}
        body = json.dumps(told, ensure_ascii=False).encode()
        timestamp = str(int(timezone.now().timestamp()))
        headers = {
            "Idempotency-Key": outgoing.reference,
            TIMESTAMP: timestamp,
            SIGNATURE: signature(timestamp=timestamp, body=body, secret=settings.SMS_SECRET),
        }
        answer = post(settings.SMS_GATEWAY, body=body, headers=headers)
        try:
            return str(answer.json()["id"])[:_LONGEST_RECEIPT]
        except (ValueError, KeyError, TypeError):
            raise NotNow("The gateway's answer has no id.") from None
