"""A person who owns a home or acts for its owner may sign in to the city."""

from datetime import datetime

from idi_platform.accounts.public import Membership, MembershipFacts, Role, User, grant_membership
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor


def let_owner_in(person: User, *, by: Actor, real: datetime) -> None:
    """Makes the person an owner in the city, if they are none yet. Which homes they see, the dates say."""
    held = Membership.objects.filter(user=person, role=Role.OWNER, city_id=by.tenant_id, valid_to=None)
    if not held.exists():
        on = real.astimezone(CIVIL_ZONE).date()
        facts = MembershipFacts(role=Role.OWNER, organisation=None, district=None, valid_from=on)
        grant_membership(user=person, facts=facts, by=by, at=real)
