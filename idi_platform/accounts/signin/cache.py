"""The cache that rates are counted in."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
T = TypeVar("T")
# Each call would wait for its time-out: after one failure Redis is left alone for a moment.
_PAUSE_SECONDS = 5.0


class ForgivingRedisCache(RedisCache):
    """Redis, or nothing while it is away: a count that cannot be kept refuses nobody.

    So nothing may rest on this cache alone. Wrong passwords and codes are counted by axes in PostgreSQL as well.
    """

    _away_until = 0.0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), instead=True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask(lambda: super(ForgivingRedisCache, self).get(key, default, version), instead=default)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return self._ask(lambda: super(ForgivingRedisCache, self).incr(*args, **kwargs), instead=0)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), instead=None)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), instead=False)

    def _ask(self, question: Callable[[], T], *, instead: T) -> T:
        if time.monotonic() < ForgivingRedisCache._away_until:
            return instead
        try:
            return question()
        except RedisError:
            log.warning("Redis is away: rates are not counted for %s s.", _PAUSE_SECONDS)
            ForgivingRedisCache._away_until = time.monotonic() + _PAUSE_SECONDS
            return instead
