"""What the security administrator does to a person's account; never to their password. Always with the reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import PLATFORM_ROLES, Membership, Role, User
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor
from operations.errors import LastOfItsRole, NothingChanged, NotYours, OneselfDisabled


@transaction.atomic
def disable_person(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Keeps the person out from now on. `at` is real time.

    Raises:
        NotYours, OneselfDisabled, LastOfItsRole, NothingChanged.
    """
    _require_security(by)
    if person_id == by.person_id:
        raise OneselfDisabled
    _keep_one_of_each_role(person_id, at=at)
    if not User.objects.filter(pk=person_id, is_active=True).update(is_active=False):
        raise NothingChanged
    _record("person_disabled", person_id, reason=reason, by=by, at=at)


@transaction.atomic
def enable_person(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Lets the person in again; what they may do stands in their memberships. NotYours, NothingChanged."""
    _require_security(by)
    if not User.objects.filter(pk=person_id, is_active=False).update(is_active=True):
        raise NothingChanged
    _record("person_enabled", person_id, reason=reason, by=by, at=at)


def _require_security(by: Actor) -> None:
    if by.role != Role.SECURITY_ADMIN:
        raise NotYours


def _keep_one_of_each_role(person_id: UUID, *, at: datetime) -> None:
    """Two who would disable each other's colleague wait for each other here: all holders of the role are locked."""
    held = Membership.objects.filter(user_id=person_id, role__in=PLATFORM_ROLES).first()
    if held is None:
        return
    in_force = Membership.objects.valid_on(timezone.localdate(at)).filter(role=held.role)
    holders = User.objects.filter(pk__in=in_force.values("user_id")).select_for_update().order_by("pk")
    if {holder.pk for holder in holders if holder.is_active} <= {person_id}:
        raise LastOfItsRole


def _record(code: str, person_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    record_platform(code=code, subject="accounts.user", subject_id=person_id, by=by, at=at, payload={"reason": reason})
