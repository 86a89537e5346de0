"""What others did to a person's sign-in: told to that person, by role and moment, never by name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.constants import Role
from idi_platform.audit.public import PlatformEvent

from .records import PERSON

_MOST_SHOWN = 20
_words: dict[str, Promise] = {
    "factors_reset": _("Your second factors were taken away"),
    "support_look": _("Support looked at the portal as you"),
    "session_ended": _("You were signed out everywhere"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, who did it (a role's name), and when."""

    words: Promise
    role: Promise | str
    at: datetime


def register_deed(code: str, words: Promise) -> None:
    """Names a code of the platform's record that its person is told of. Called from apps.ready()."""
    _words[code] = words


def deeds_on(user_id: UUID) -> list[Deed]:
    """The latest first."""
    found = _done_to(user_id).order_by("-at")[:_MOST_SHOWN]
    return [Deed(_words[event.code], _role(event.actor_role), event.at) for event in found]


def has_deeds_since_sign_in(user_id: UUID) -> bool:
    """Whether somebody did something since the person last signed in; False for a first sign-in. One query or two."""
    mine = PlatformEvent.objects.filter(subject=PERSON, subject_id=str(user_id), code="signed_in")
    last = mine.order_by("-at").values_list("at", flat=True).first()
    return last is not None and _done_to(user_id).filter(at__gt=last).exists()


def _done_to(user_id: UUID) -> QuerySet[PlatformEvent]:
    about = PlatformEvent.objects.filter(subject=PERSON, subject_id=str(user_id), code__in=_words)
    return about.exclude(actor_user_id=user_id)


def _role(role: str) -> Promise | str:
    return Role(role).label if role in Role else _("The platform")
