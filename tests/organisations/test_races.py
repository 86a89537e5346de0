"""Two at once: one link of two people, two administrators who end each other, a link used and withdrawn."""

from functools import partial

from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.organisations.links import token_of
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.services.inviting import accept_invitation, withdraw_invitation
from idi_platform.organisations.services.people import end_person
from idi_platform.tenancy.public import DomainError, tenant_work
from tests.organisations.house import build_house, invitation
from tests.threads import at_once
from tests.world import World


def take(token: str, person: User) -> bool:
    try:
        accept_invitation(token=token, person=person, at=timezone.now())
    except DomainError:
        return False
    return True


def end(person: Membership, by: Membership) -> bool:
    try:
        with tenant_work(by.actor()) as actor:
            end_person(membership=person, on=timezone.localdate(), by=actor, at=timezone.now())
    except DomainError:
        return False
    return True


def withdraw(row: Invitation, by: Membership) -> bool:
    try:
        with tenant_work(by.actor()) as actor:
            withdraw_invitation(invitation=row, by=actor, at=timezone.now())
    except DomainError:
        return False
    return True


def test_two_at_once(committed_db: str, committed_world: World) -> None:
    house = build_house(committed_world.here)
    row = invitation(house)
    people = (committed_world.here.officer.user, committed_world.there.officer.user)
    takes = [("idi_app", partial(take, token_of(row), person)) for person in people]
    assert sorted(at_once(committed_db, *takes)) == [False, True]
    assert Membership.objects.filter(user__in=people, role=Role.ADJUSTER).count() == 1

    row = invitation(house, role=Role.UNDERWRITER)
    works = (partial(take, token_of(row), people[0]), partial(withdraw, row, house.admin))
    taken, _withdrawn = results = at_once(committed_db, *[("idi_app", work) for work in works])
    assert sorted(results) == [False, True]
    assert Membership.objects.filter(user=people[0], role=Role.UNDERWRITER).exists() == taken

    ends = (partial(end, house.second, house.admin), partial(end, house.admin, house.second))
    assert sorted(at_once(committed_db, *[("idi_app", work) for work in ends])) == [False, True]
    left = Membership.objects.valid_on(timezone.localdate()).filter(role=Role.ORG_ADMIN)
    assert left.filter(organisation=house.city.insurer).count() == 1
