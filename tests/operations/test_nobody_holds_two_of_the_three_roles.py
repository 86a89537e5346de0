"""Duties split three ways: no person ever holds two of the platform's roles, however the two are given."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from idi_platform.accounts.public import PLATFORM_ROLES, Membership, Role, User
from tests.threads import at_once
from tests.world import World, member

DAY = date(2026, 1, 1)


@pytest.mark.parametrize("role", [Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_operator_is_given_no_second_role_even_after_the_first_has_ended(world: World, role: Role) -> None:
    Membership.objects.filter(pk=world.operator.pk).update(valid_to=world.operator.valid_from + timedelta(days=1))
    with pytest.raises(IntegrityError, match="one_platform_role"), transaction.atomic():
        member("operator", role=role)


def test_of_three_roles_given_to_one_person_at_once_one_stays(committed_world: World, committed_db: str) -> None:
    person = User.objects.create(username="new", full_name="new")

    def give(role: Role) -> bool:
        try:
            Membership.objects.create(user_id=person.pk, role=role, valid_from=DAY)
        except IntegrityError:
            return False
        return True

    given = at_once(committed_db, *(("idi_app", lambda role=role: give(role)) for role in PLATFORM_ROLES))
    assert sorted(given) == [False, False, True]
    assert Membership.objects.filter(user=person).count() == 1
