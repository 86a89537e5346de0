"""A person who lost every second factor: the next sign-in sets up a new one before there is a session."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from idi_platform.tenancy.public import Actor

from .records import record_person
from .sessions import end_sessions


@transaction.atomic
def reset_factors(*, user_id: UUID, reason: str, by: Actor | None, at: datetime) -> int:
    """Removes all second factors and recovery codes and ends the sessions; how many there were. `at` is real time.

    Who calls it has checked the person's identity another way. `by` is None for the command on the server.
    """
    number: int = Authenticator.objects.filter(user_id=user_id).delete()[0]
    record_person("factors_reset", user_id, by=by, at=at, factors=number, reason=reason)
    end_sessions(user_id=user_id, by=by, at=at, reason=reason)
    return number
