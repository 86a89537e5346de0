"""Wrong answers are counted by user name and address, and each one makes the wait longer there and nowhere else.

So whoever guesses from elsewhere shuts themselves out, never the person.
"""

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest, QueryDict

from idi_platform.accounts.models import User

from .addresses import lockout_address


class GrowingWaitHandler(AxesDatabaseHandler):  # type: ignore[misc]  # axes is published without types
    """axes counts, this decides how long. What comes during a wait is not counted, so nobody can draw it out."""

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: HttpRequest | None = None, **told: Any
    ) -> None:
        """Counted without its form: people type passwords and numbers into any field, and axes would keep them."""
        if request is None:
            return  # nobody asked over the web: there is no address to count by
        typed = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        try:
            super().user_login_failed(sender, credentials, request, **told)
        finally:
            request.GET, request.POST = typed

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return self.wait(request, credentials) > timedelta()

    def wait(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> timedelta:
        """How long this name must wait at this address; zero when it need not."""
        (attempts,) = self.get_user_attempts(request, credentials)
        counted = attempts.aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        wait = wait_after(counted["failures"] or 0)
        if not wait:
            return wait
        asked_at: datetime = request.axes_attempt_time  # type: ignore[attr-defined]  # set by axes's proxy
        last: datetime = counted["last"]
        return max(last + wait - asked_at, timedelta())


def wait_after(failures: int) -> timedelta:
    """The wait that so many wrong answers cost: none below the limit, then doubling up to the longest."""
    over: int = failures - settings.AXES_FAILURE_LIMIT
    if over < 0:
        return timedelta()
    # Beyond sixteen doublings the longest one holds anyway.
    first: timedelta = settings.LOCKOUT_FIRST_WAIT
    longest: timedelta = settings.LOCKOUT_LONGEST_WAIT
    return min(first * (1 << min(over, 16)), longest)


def wait_of(request: HttpRequest, username: str) -> timedelta:
    """How long this name must wait at the asking address."""
    AxesProxyHandler.update_request(request)
    waiting: timedelta = AxesProxyHandler.get_implementation().wait(request, {"username": username})
    return waiting


def count_wrong_code(request: HttpRequest, user: User) -> None:
    """A wrong second factor counts as a wrong password does."""
    count_wrong_answer(request, user.username)


def count_wrong_answer(request: HttpRequest, name: str) -> None:
    """Counts one under this name at the asking address."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def forget_wrong_answers(request: HttpRequest, name: str) -> None:
    """What was counted under this name at the asking address: the right answer came."""
    AxesProxyHandler.reset_attempts(username=name, ip_address=lockout_address(request))
