"""Looking at the portal as another person, for support: an operator's session, that person's eyes, nobody's hands.

The session keeps which look; the row says until when. The Actor of such a request is the other person's, with
`looked_by` saying whose eyes these are. What may be opened is decided here, in one place, for every address.
"""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import AccessKind, log_access
from idi_platform.tenancy.public import Actor, DomainError, system_actor, tenant_work

from .constants import CITY_ROLES, PLATFORM_ROLES, Role
from .look_ends import SESSION_KEY, leave
from .models import Membership, SupportLook, User
from .signin.records import PERSON, record_person
from .signin.sessions import ends_by_itself_at

_HOME = "ui:home"
# What may be pressed: the end of the look or of the session, and what only the looker's own browser keeps.
PRESSED = frozenset({"accounts:stop_looking", "accounts:sign_out", "ui:language", "ui:preference"})
# On a page; all of them stand on record.
MOST_LOOKS = 20
_SAFE = frozenset({"GET", "HEAD"})


class NotForSupport(DomainError):
    code = "not_for_support"
    status = HTTPStatus.FORBIDDEN
    message = _("Support cannot look as this person.")


@transaction.atomic
def start_look(*, membership: Membership, reason: str, until: datetime, by: Actor, at: datetime) -> SupportLook:
    """Lets an operator look as a person in one membership, for ACT_AS_LASTS. `at` is real time.

    `until` is when the operator's session ends by itself, and the look with it.

    Raises:
        NotForSupport: anybody but an operator asks, or the person is one of the platform's, a program, themselves,
            or the membership is not in force.
    """
    in_force = Membership.objects.valid_on(timezone.localdate(at)).filter(pk=membership.pk, role__in=CITY_ROLES)
    if by.role != Role.OPERATOR or by.looked_by is not None or not in_force.exists() or not _is_for_support(membership):
        raise NotForSupport
    if membership.user_id == by.person_id:
        raise NotForSupport
    latest = at + settings.ACT_AS_LASTS
    look = SupportLook.objects.create(
        looked_by_id=by.person_id,
        person_id=membership.user_id,
        membership=membership,
        reason=reason,
        started_at=at,
        ends_at=latest,
        open_until=min(latest, until),
    )
    record_person("support_look", look.person_id, by=by, at=at, look=str(look.pk), reason=reason, role=membership.role)
    return look


def open_look(request: HttpRequest, *, membership: Membership, reason: str, by: Actor, at: datetime) -> SupportLook:
    """Starts a look in this session, in place of one that it has. As `start_look`."""
    leave(request.session, looked_by=by.person_id, at=at)
    look = start_look(membership=membership, reason=reason, until=ends_by_itself_at(request.session), by=by, at=at)
    request.session[SESSION_KEY] = look.pk.hex
    return look


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


def may_open(name: str, view: object, *, method: str | None) -> bool:
    """Whether an address opens under a look: pages that ask for a right that support may see, and what ends it."""
    if name in PRESSED:
        return True
    rights = getattr(view, "rights", ())
    is_seen = name == _HOME or (bool(rights) and not any(right.is_private for right in rights))
    return method in _SAFE and is_seen


def is_page(response: HttpResponseBase) -> bool:
    """Whether an answer is a page to read: no file leaves under a look, whichever address hands it out."""
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and "Content-Disposition" not in response.headers and not response.streaming


def log_look(look: SupportLook, *, address: str, until: datetime, by: Actor, at: datetime) -> None:
    """Each address that is opened, under both names: the looker's as who looked, the person's as at whom.

    And that the look lasts on, while the looker's session does: `until`. The platform writes both, in a transaction
    of its own: that of the page is read-only, whatever its view tries (tenancy/postgres).
    """
    open_until = min(look.ends_at, until)
    with tenant_work(system_actor(by.tenant_id)):
        if open_until != look.open_until:
            SupportLook.objects.filter(pk=look.pk, ended_at=None).update(open_until=open_until)
        log_access(
            kind=AccessKind.SUPPORT,
            subject=PERSON,
            subject_id=look.person_id,
            fields=[address],
            reason=look.reason,
            by=by,
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
