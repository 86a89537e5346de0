"""To whom a defect goes: in years one and two the repair is the developer's, afterwards the claim is the insurer's."""

from datetime import date

from idi_platform.accounts.public import Membership, Organisation, Role
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import Actor
from underwriting.public import Phase, cover_of

from .models import Claim


def developer_in_charge(unit: Unit, *, viewer: Actor, on: date) -> Organisation | None:
    """The developer whose repair it still is; None: the claim is the insurer's, also where cover is not known."""
    cover = cover_of(viewer, unit, on=on)
    return cover.developer if cover.phase == Phase.DEVELOPER else None


def is_reachable(claim: Claim, *, on: date) -> bool:
    """Whether somebody of the claim's developer works here, so that filing tells them at once."""
    people = Membership.objects.valid_on(on).filter(role=Role.PARTICIPANT, organisation=claim.developer)
    return people.filter(city_id=claim.city_id).exists()
