"""How often somebody who is not signed in may ask what everybody may ask: counted per address and minute. Real time."""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from idi_platform.accounts.public import client_address
from idi_platform.tenancy.public import has_actor

MINUTE = 60


class StrangersRate(BaseThrottle):
    """Lets callers with a session or a key pass, and strangers up to the limit of the minute; Redis away, everybody.

    It keeps one program from taking the answers of all; nothing that is secret rests on it.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        """Counts one request of the asking address."""
        del view
        if has_actor():
            return True
        database = settings.DATABASES["default"]["NAME"]
        key = f"strangers:{database}:{client_address(request._request)}:{int(time.time()) // MINUTE}"
        cache.add(key, 0, timeout=2 * MINUTE)
        return cache.incr(key) <= settings.STRANGERS_A_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return MINUTE - time.time() % MINUTE
