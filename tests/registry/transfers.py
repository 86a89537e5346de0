"""A world in which a home changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.registry.constants import Title, TransferCause
from idi_platform.registry.models import Transfer
from idi_platform.registry.services.transfers import Holding, TransferFacts, approve_transfer, record_transfer
from idi_platform.tenancy.public import tenant_work
from tests.world import CityWorld, World, member

TODAY = timezone.localdate()


@dataclass(frozen=True)
class Desk:
    """The lead insurer's two people, the owner and the buyer."""

    world: World
    adjuster: Membership
    manager: Membership
    seller: Membership
    buyer: User

    @property
    def here(self) -> CityWorld:
        return self.world.here


def desk_of(world: World) -> Desk:
    here = world.here
    manager = member("here-manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)
    buyer = User.objects.create(username="buyer", full_name="buyer")
    return Desk(world=world, adjuster=here.adjuster, manager=manager, seller=here.owner, buyer=buyer)


def facts(
    *owners: User, on: date = TODAY, shares: Sequence[Fraction | None] = (), title: str = Title.REGISTERED
) -> TransferFacts:
    given = list(shares) or [None] * len(owners)
    held = [Holding(person, share) for person, share in zip(owners, given, strict=True)]
    return TransferFacts(cause=TransferCause.SALE, on=on, title=title, document="deed 1", owners=held)


def record(desk: Desk, told: TransferFacts, *, who: Membership | None = None) -> Transfer:
    with tenant_work((who or desk.adjuster).actor()) as by:
        return record_transfer(unit=desk.here.unit, facts=told, by=by, at=timezone.now())


def approve(desk: Desk, transfer: Transfer, *, who: Membership | None = None) -> None:
    with tenant_work((who or desk.manager).actor()) as by:
        approve_transfer(transfer=transfer, by=by, at=timezone.now(), real=timezone.now())


def sell(desk: Desk, told: TransferFacts) -> Membership:
    """Recorded and approved; the buyer's membership."""
    approve(desk, record(desk, told))
    return Membership.objects.get(user=desk.buyer, role=Role.OWNER)


def waiting(city: CityWorld) -> Transfer:
    """A change of a far day that the adjuster recorded and nobody decided."""
    heir = User.objects.create(username=f"heir-{city.city.code}", full_name="heir")
    with tenant_work(city.adjuster.actor()) as by:
        return record_transfer(unit=city.unit, facts=facts(heir, on=in_days(1000)), by=by, at=timezone.now())


def in_days(count: int) -> date:
    return TODAY + timedelta(days=count)
