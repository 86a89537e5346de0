"""How long a session holds, and ending it before that. All in real time."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from idi_platform.accounts.look_ends import leave
from idi_platform.accounts.models import User
from idi_platform.tenancy.public import Actor

from .policy import DOOR, session_limits
from .records import record_person

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# Whose identity provider let the person in: nobody else's memberships are open in that session.
ORGANISATION = "organisation_signed_in_at"
# allauth's name for a sign-in at a provider.
BY_PROVIDER = "socialaccount"
_NOTED_EVERY = timedelta(minutes=1)


def start_limits(session: SessionBase, user: User, *, at: datetime) -> None:
    """Starts both limits: the person has completed their sign-in."""
    session[SIGNED_IN_AT] = at.timestamp()
    _note(session, user, at=at)


def has_ended(session: SessionBase, user: User, *, at: datetime) -> bool:
    """Whether the absolute limit is reached. The idle one is the session's own expiry, which the store holds."""
    limits = session_limits(user, door=session.get(DOOR), on=timezone.localdate(at))
    return at >= signed_in_at(session) + limits.absolute


def extend(session: SessionBase, user: User, *, at: datetime) -> None:
    """Puts the idle limit off by this visit, unless the last one is less than a minute old."""
    if at >= seen_at(session) + _NOTED_EVERY:
        _note(session, user, at=at)


def signed_in_at(session: SessionBase) -> datetime:
    """When its person signed in; the epoch for a session that does not say, which so has ended."""
    return datetime.fromtimestamp(float(session.get(SIGNED_IN_AT, 0)), UTC)


def confine(session: SessionBase, organisation_id: UUID) -> None:
    """This session acts for that organisation alone: its provider vouched for the person, nobody else did."""
    session[ORGANISATION] = str(organisation_id)


def confined_to(session: SessionBase) -> UUID | None:
    """The organisation, or None where the person signed in here."""
    key = session.get(ORGANISATION)
    return UUID(key) if key else None


def seen_at(session: SessionBase) -> datetime:
    """The last visit, to the minute."""
    return datetime.fromtimestamp(float(session.get(SEEN_AT, 0)), UTC)


def ends_by_itself_at(session: SessionBase) -> datetime:
    """When this session ends if nobody visits any more."""
    return seen_at(session) + timedelta(seconds=session.get_expiry_age())


def _note(session: SessionBase, user: User, *, at: datetime) -> None:
    limits = session_limits(user, door=session.get(DOOR), on=timezone.localdate(at))
    left = signed_in_at(session) + limits.absolute - at
    session[SEEN_AT] = at.timestamp()
    session.set_expiry(int(min(limits.idle, left).total_seconds()))


def sessions_of(user_id: UUID) -> list[UserSession]:
    """Where a person is signed in, latest first. Rows of sessions that are no more are removed."""
    found = UserSession.objects.purge_and_list(User(pk=user_id))
    return sorted(found, key=lambda one: one.created_at, reverse=True)


def end_sessions(
    *,
    user_id: UUID,
    by: Actor | UUID | None,
    at: datetime,
    spare: str | None = None,
    only: Iterable[int] | None = None,
    reason: str = "",
) -> int:
    """Ends the person's sessions, or those rows of them, with the looks they hold; how many.

    `spare` is the key of one that stays.
    `by` as in `record_person`; somebody else than the person gives a reason.
    """
    rows = UserSession.objects.filter(user_id=user_id).exclude(session_key=spare)
    ending = list(rows if only is None else rows.filter(pk__in=list(only)))
    for session in ending:
        leave(SessionStore(session.session_key), looked_by=user_id, at=at)
        session.end()
    why = {"reason": reason} if reason else {}
    if ending:
        record_person("session_ended", user_id, by=by, at=at, sessions=len(ending), **why)
    return len(ending)
