"""What passes of an organisation's own: its people, their open work, leave and certificates."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from idi_platform.accounts.public import Membership, MembershipFacts, MembershipHeld, end_membership, grant_membership
from idi_platform.organisations.models import Absence, Assignment, Certificate
from idi_platform.organisations.succeeding import Passing
from idi_platform.tenancy.public import Actor


def pass_people(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Ends every membership of the predecessor in the city on the day and gives it again for the successor.

    A program's ends with its keys: its new administrator lets it in. Somebody who has the role already keeps it once.
    """
    if not passing.brings_people:
        return 0
    held = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=passing.from_on),
        city_id=by.tenant_id,
        organisation=passing.predecessor,
    ).select_related("user", "district")
    found = list(held.order_by("pk"))
    for membership in found:
        begins, ends = max(membership.valid_from, passing.from_on), membership.valid_to
        end_membership(membership=membership, on=passing.from_on, by=by, at=at)
        if membership.user.is_program:
            continue
        facts = MembershipFacts(
            role=membership.role,
            organisation=passing.successor,
            district=membership.district,
            valid_from=begins,
            valid_to=ends,
        )
        try:
            grant_membership(user=membership.user, facts=facts, by=by, at=at)
        except MembershipHeld:
            continue
    return len(found)


def pass_work(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Whoever is in charge of a case stays so, and leave stands: as the successor's people."""
    del at
    if not passing.brings_people:
        return 0
    taken = Assignment.objects.filter(
        city_id=by.tenant_id, dossier=OuterRef("dossier"), organisation=passing.successor, ended_at=None
    )
    cases = Assignment.objects.filter(
        ~Exists(taken), city_id=by.tenant_id, organisation=passing.predecessor, ended_at=None
    )
    leave = Absence.objects.filter(
        city_id=by.tenant_id, organisation=passing.predecessor, withdrawn_at=None, to_on__gt=passing.from_on
    )
    leave.update(organisation=passing.successor)
    return cases.update(organisation=passing.successor)


def pass_certificates(passing: Passing, *, by: Actor, at: datetime) -> int:
    """A certificate is its holder's, and is entered where the holder works; one that had lapsed stays as it was."""
    del at
    if not passing.brings_people:
        return 0
    same = Certificate.objects.filter(
        city_id=by.tenant_id,
        organisation=passing.successor,
        holder=OuterRef("holder"),
        kind=OuterRef("kind"),
        number=OuterRef("number"),
        valid_from=OuterRef("valid_from"),
        withdrawn_at=None,
    )
    held = Certificate.objects.filter(
        ~Exists(same),
        Q(valid_to=None) | Q(valid_to__gt=passing.from_on),
        city_id=by.tenant_id,
        organisation=passing.predecessor,
        withdrawn_at=None,
    )
    return held.update(organisation=passing.successor)
