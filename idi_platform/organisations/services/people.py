"""Ending memberships and changing roles: by an administrator, never one's own, never the last administrator's."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import Membership, MembershipFacts, Role, end_membership, grant_membership
from idi_platform.organisations.errors import DayPassed, LastAdministrator, NotYourOrganisation, OwnRole, RoleUnchanged
from idi_platform.organisations.guards import administered_by, administrators
from idi_platform.tenancy.public import Actor, District

from .inviting import check_role


@transaction.atomic
def end_person(*, membership: Membership, on: date, by: Actor, at: datetime) -> None:
    """Ends a colleague's membership; `on` is the first day without, today or later. `at` is real time.

    Raises:
        NotYourOrganisation, OwnRole, LastAdministrator, DayPassed, MembershipEnded.
    """
    administered_by(by, on=timezone.localdate(at))
    _check_another(membership, on=on, by=by, at=at)
    end_membership(membership=membership, on=on, by=by, at=at)


@transaction.atomic
def change_role(*, membership: Membership, role: str, district: District | None, by: Actor, at: datetime) -> Membership:
    """Ends the membership today and gives the other role from today on, for as long as the first would have lasted.

    Raises:
        NotYourOrganisation, OwnRole, LastAdministrator, RoleNotOfKind, DistrictNotForRole, RoleUnchanged,
        MembershipEnded, MembershipHeld.
    """
    today = timezone.localdate(at)
    organisation = administered_by(by, on=today)
    check_role(organisation, role, district, by=by)
    _check_another(membership, on=today, by=by, at=at)
    if (role, district.pk if district else None) == (membership.role, membership.district_id):
        raise RoleUnchanged(field="role")
    until = membership.valid_to
    end_membership(membership=membership, on=today, by=by, at=at)
    facts = MembershipFacts(
        role=role,
        organisation=organisation,
        district=district,
        valid_from=max(today, membership.valid_from),
        valid_to=until,
    )
    return grant_membership(user=membership.user, facts=facts, by=by, at=at)


def _check_another(membership: Membership, *, on: date, by: Actor, at: datetime) -> None:
    """A colleague's membership, from today on, and not that of the last administrator."""
    membership.refresh_from_db()
    if (membership.organisation_id, membership.city_id) != (by.organisation_id, by.city_id):
        raise NotYourOrganisation
    if membership.user_id == by.person_id:
        raise OwnRole
    if on < timezone.localdate(at):
        raise DayPassed(field="on")
    if membership.role == Role.ORG_ADMIN and by.organisation_id is not None:
        others = administrators(by.organisation_id, by.tenant_id, on=on).exclude(pk=membership.pk)
        if not others.exists():
            raise LastAdministrator
