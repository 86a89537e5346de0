"""Looking at the portal as another person, for support: an operator's session, that person's eyes, nobody's hands.

The session keeps which look; the row says until when. The Actor of such a request is the other person's, with
`looked_by` saying whose eyes these are. What may be opened is decided here, in one place, for every address.
"""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import AccessKind, log_access
from idi_platform.tenancy.public import Actor, DomainError, current_actor

from .constants import CITY_ROLES, PLATFORM_ROLES, Role
from .models import Membership, SupportLook, User
from .signin.records import PERSON, record_person

SESSION_KEY = "support_look"
# What opens, and may be pressed, besides pages that ask for a right: home, the end of the look, the end of the session.
_HOME, _END = "ui:home", frozenset({"accounts:stop_looking", "accounts:sign_out"})
# On a page; all of them stand on record.
MOST_LOOKS = 20
_SAFE = frozenset({"GET", "HEAD"})


class NotForSupport(DomainError):
    code = "not_for_support"
    status = HTTPStatus.FORBIDDEN
    message = _("Support cannot look as this person.")


@transaction.atomic
def start_look(*, membership: Membership, reason: str, by: Actor, at: datetime) -> SupportLook:
    """Lets an operator look as a person in one membership, for ACT_AS_LASTS. `at` is real time.

    Raises:
        NotForSupport: anybody but an operator asks, or the person is one of the platform's, a program, themselves,
            or the membership is not in force.
    """
    in_force = Membership.objects.valid_on(timezone.localdate(at)).filter(pk=membership.pk, role__in=CITY_ROLES)
    if by.role != Role.OPERATOR or by.looked_by is not None or not in_force.exists() or not _is_for_support(membership):
        raise NotForSupport
    if membership.user_id == by.person_id:
        raise NotForSupport
    look = SupportLook.objects.create(
        looked_by_id=by.person_id,
        person_id=membership.user_id,
        membership=membership,
        reason=reason,
        started_at=at,
        ends_at=at + settings.ACT_AS_LASTS,
    )
    record_person("support_look", look.person_id, by=by, at=at, look=str(look.pk), reason=reason, role=membership.role)
    return look


def open_look(request: HttpRequest, *, membership: Membership, reason: str, by: Actor, at: datetime) -> SupportLook:
    """Starts a look in this session, in place of one that it has. As `start_look`."""
    leave(request.session, looked_by=by.person_id, at=at)
    look = start_look(membership=membership, reason=reason, by=by, at=at)
    request.session[SESSION_KEY] = look.pk.hex
    return look


@transaction.atomic
def end_look(look_id: UUID, *, looked_by: UUID, at: datetime) -> None:
    """Ends one's own look; again changes nothing. `at` is real time."""
    mine = SupportLook.objects.filter(pk=look_id, looked_by_id=looked_by, ended_at=None, ends_at__gt=at)
    person_id = mine.values_list("person_id", flat=True).first()
    if person_id is not None and mine.update(ended_at=at):
        record_person("support_look_ended", person_id, by=looked_by, at=at, look=str(look_id))


def leave(session: SessionBase, *, looked_by: UUID, at: datetime) -> None:
    """Ends the look of a session, if it has one."""
    key = session.pop(SESSION_KEY, None)
    if key is not None:
        end_look(UUID(key), looked_by=looked_by, at=at)


def find_look(request: HttpRequest, *, at: datetime) -> SupportLook | None:
    """The look of this session while it lasts. No query for a session without one."""
    key = request.session.get(SESSION_KEY)
    if key is None or not request.user.is_authenticated:
        return None
    related = ("membership__user", "membership__city", "membership__district", "membership__organisation")
    looks = SupportLook.objects.live(at).select_related(*related)
    look = looks.filter(pk=UUID(key), looked_by_id=request.user.pk).first()
    if look is None:
        leave(request.session, looked_by=request.user.pk, at=at)
    return look


def look_of(request: HttpRequest) -> SupportLook | None:
    """The look under which this request is made (ActorMiddleware)."""
    return getattr(request, "support_look", None)


def may_open(request: HttpRequest, view: object) -> bool:
    """Whether an address opens under a look: pages that ask for a right that support may see, and those that end it."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in _END:
        return True
    rights = getattr(view, "rights", ())
    is_seen = name == _HOME or (bool(rights) and not any(right.is_private for right in rights))
    return request.method in _SAFE and is_seen


def is_page(response: HttpResponseBase) -> bool:
    """Whether an answer is a page to read: no file leaves under a look, whichever address hands it out."""
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and "Content-Disposition" not in response.headers


def log_look(look: SupportLook, *, address: str, at: datetime) -> None:
    """Each address that is opened, under both names: the looker's as who looked, the person's as at whom."""
    with transaction.atomic():
        log_access(
            kind=AccessKind.SUPPORT,
            subject=PERSON,
            subject_id=look.person_id,
            fields=[address],
            reason=look.reason,
            by=current_actor(),
            at=at,
        )


def looks_at(person_id: UUID) -> QuerySet[SupportLook]:
    """Who looked as this person, the latest first."""
    return SupportLook.objects.filter(person_id=person_id).select_related("looked_by", "membership__organisation")


def looks_in(*, organisation_id: UUID, city_id: int) -> QuerySet[SupportLook]:
    """Who looked as one of an organisation's people in a city, the latest first."""
    looks = SupportLook.objects.filter(membership__organisation_id=organisation_id, membership__city_id=city_id)
    return looks.select_related("looked_by", "person", "membership")


def _is_for_support(membership: Membership) -> bool:
    """Nobody who ever held one of the platform's roles, and no program."""
    theirs = Membership.objects.filter(user_id=membership.user_id, role__in=PLATFORM_ROLES)
    return not theirs.exists() and User.objects.filter(pk=membership.user_id, is_program=False).exists()
