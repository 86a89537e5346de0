"""How often a stranger may ask the check page: counted in Redis per address and minute. Real time."""

import time
from functools import cache
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from redis import Redis
from redis.exceptions import RedisError

from idi_platform.accounts.public import client_address
from idi_platform.embedded.connections import redis_client_url
from idi_platform.tenancy.public import DomainError

MINUTE = 60


class TooManyChecks(DomainError):
    """Also raised while Redis is away: what cannot be counted is not answered."""

    code = "too_many_checks"
    status = HTTPStatus.TOO_MANY_REQUESTS
    message = _("Too many checks at once. Wait a minute and try again.")


def count_check(request: HttpRequest) -> None:
    """Counts one check of the asking address. Raises TooManyChecks beyond the limit of the minute."""
    key = f"idi:verify:{settings.DATABASES['default']['NAME']}:{client_address(request)}:{int(time.time()) // MINUTE}"
    try:
        with _redis().pipeline() as line:
            line.incr(key)
            line.expire(key, 2 * MINUTE)
            asked, _expires = line.execute()
    except RedisError as away:
        raise TooManyChecks from away
    if asked > settings.CHECKS_A_MINUTE:
        raise TooManyChecks


@cache
def _redis() -> Redis:
    return Redis.from_url(redis_client_url(), socket_timeout=2, socket_connect_timeout=2)
