"""An organisation with its administrators, for tests of how it runs itself."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.services.inviting import InvitationFacts, invite
from idi_platform.tenancy.public import tenant_work
from tests.world import CityWorld, member


@dataclass(frozen=True)
class House:
    """The insurer of a city, with two administrators."""

    city: CityWorld
    admin: Membership
    second: Membership

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def tomorrow(self) -> date:
        return self.today + timedelta(days=1)


def build_house(city: CityWorld, prefix: str = "h") -> House:
    admin, second = (
        member(f"{prefix}-admin-{number}", role=Role.ORG_ADMIN, city=city.city, organisation=city.insurer)
        for number in (1, 2)
    )
    return House(city, admin, second)


def invitation(
    house: House, *, by: Membership | None = None, at: datetime | None = None, **changed: object
) -> Invitation:
    """A colleague asked in as an adjuster."""
    given = {"full_name": "甄宝珠", "role": Role.ADJUSTER, "valid_from": house.today, "phone": "13800000000", **changed}
    with tenant_work((by or house.admin).actor()) as actor:
        return invite(facts=InvitationFacts(**given), by=actor, at=at or timezone.now())  # type: ignore[arg-type]  # a test's shorthand


def browser(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
