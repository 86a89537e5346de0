"""Giving and ending memberships: never deleted, never rewritten, each act recorded for the body that it concerns."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Greatest

from idi_platform.accounts.errors import MembershipEnded, MembershipHeld
from idi_platform.accounts.models import Membership, Organisation, User
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, District

# What a platform event about a body, or about somebody who acts for none, names as its subject.
ORGANISATION = "accounts.organisation"
PERSON = "accounts.user"


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """What is given: a role for a body, in the city or one district of it; `valid_to` is the first day after.

    An owner acts for no body.
    """

    role: str
    organisation: Organisation | None
    district: District | None
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def grant_membership(*, user: User, facts: MembershipFacts, by: Actor, at: datetime) -> Membership:
    """Gives a person a role in the actor's city. `at` is real time. MembershipHeld when they hold it in that time.

    The person's row stays locked meanwhile, so that two grants of one moment see each other.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=facts.valid_from),
        user=user,
        role=facts.role,
        organisation=facts.organisation,
        city_id=by.tenant_id,
        district=facts.district,
    )
    if facts.valid_to is not None:
        same = same.filter(valid_from__lt=facts.valid_to)
    if same.exists():
        raise MembershipHeld(field="role")
    membership = Membership.objects.create(
        user=user,
        role=facts.role,
        organisation=facts.organisation,
        city_id=by.tenant_id,
        district=facts.district,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
    )
    _record("membership_granted", membership, facts.valid_from, by=by, at=at)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, on: date, by: Actor, at: datetime) -> None:
    """Ends it: `on` is the first day without, or its first day where it had not begun. MembershipEnded when it has."""
    ended = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), pk=membership.pk).update(
        valid_to=Greatest(F("valid_from"), Value(on, DateField()))
    )
    if not ended:
        raise MembershipEnded(field="on")
    membership.refresh_from_db(fields=["valid_to"])
    _record("membership_ended", membership, on, by=by, at=at)


def _record(code: str, membership: Membership, on: date, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject=ORGANISATION if membership.organisation_id else PERSON,
        subject_id=membership.organisation_id or membership.user_id,
        by=by,
        at=at,
        payload={
            "membership": str(membership.pk),
            "user": str(membership.user_id),
            "role": membership.role,
            "on": on.isoformat(),
        },
    )
