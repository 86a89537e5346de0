"""Whose sign-in needs what, and how long it holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from idi_platform.accounts.constants import Role
from idi_platform.accounts.models import User
from idi_platform.accounts.selectors import own_memberships


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """`idle` without a request, `absolute` since signing in; both in real time."""

    idle: timedelta
    absolute: timedelta


def is_staff(user: User, *, on: date) -> bool:
    """Whether a person is more than an owner that day. Somebody without any membership counts as staff."""
    roles = {membership.role for membership in own_memberships(user, on=on)}
    return roles != {Role.OWNER}


# Of a session: which door it came by. The owners' is a text message; there is no second factor behind it.
DOOR, OWNERS = "door", "owners"


def needs_second_factor(user: User, *, on: date) -> bool:
    """Owners alone sign in without one."""
    return is_staff(user, on=on)


def session_limits(user: User, *, door: str | None, on: date) -> SessionLimits:
    """Staff's limits for whoever is more than an owner, unless they came by the owners' door."""
    if door != OWNERS and is_staff(user, on=on):
        return SessionLimits(settings.STAFF_IDLE_LIMIT, settings.STAFF_ABSOLUTE_LIMIT)
    return SessionLimits(settings.OWNER_IDLE_LIMIT, settings.OWNER_ABSOLUTE_LIMIT)
