"""What the security administrator does to a person's account; never to their password. Always with the reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import PLATFORM_ROLES, Membership, Role, User, end_sessions, reset_factors
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, require_another_person
from operations.errors import LastOfItsRole, NothingChanged, NotYours, OneselfDisabled, SecondPersonNeeded
from operations.models import Proposal, ProposalKind

from .proposing import propose


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


@transaction.atomic
def sign_person_out(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Ends every session of the person. NotYours, NothingChanged where there is none."""
    _require_security(by)
    if not end_sessions(user_id=person_id, by=by, at=at, reason=reason):
        raise NothingChanged


@transaction.atomic
def reset_person(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Takes the person's second factors away: the next sign-in enrols anew. `at` is real time.

    Raises:
        NotYours, SamePerson, NothingChanged; SecondPersonNeeded for an administrator of the platform.
    """
    _require_security(by)
    require_another_person(by, person_id)
    if is_administrator(person_id):
        raise SecondPersonNeeded
    _reset(person_id, reason=reason, by=by, at=at)


def ask_to_reset_administrator(*, person_id: UUID, reason: str, by: Actor, at: datetime) -> Proposal:
    """Asks that an administrator of the platform enrol anew. NotYours, SamePerson, OneWaits.

    NothingChanged for anybody else: the security administrator alone does it.
    """
    require_another_person(by, person_id)
    if not is_administrator(person_id):
        raise NothingChanged
    return propose(kind=ProposalKind.RESET_FACTORS, subject_id=person_id, reason=reason, by=by, at=at)


def reset_administrator(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out. SamePerson when it is the decider's own, NothingChanged."""
    person_id = UUID(proposal.subject_id)
    require_another_person(by, person_id)
    _reset(person_id, reason=proposal.reason, by=by, at=at)


def is_administrator(person_id: UUID) -> bool:
    """Whether the person ever held one of the platform's roles."""
    return Membership.objects.filter(user_id=person_id, role__in=PLATFORM_ROLES).exists()


def _reset(person_id: UUID, *, reason: str, by: Actor, at: datetime) -> None:
    if not reset_factors(user_id=person_id, reason=reason, by=by, at=at):
        raise NothingChanged


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
