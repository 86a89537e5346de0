"""Who a session belongs to: the person with their memberships, in one query."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from idi_platform.accounts.models import Membership, User


class PersonBackend(ModelBackend):
    """Django's, which also hashes for an unknown name, so that time tells nothing.

    Loads the memberships of the day beside the person: every request needs both.
    """

    def get_user(self, user_id: Any) -> User | None:
        today = timezone.localdate()
        found = list(
            Membership.objects.valid_on(today)
            .filter(user_id=user_id)
            .select_related("user", "city", "district", "organisation")
        )
        if not found:
            person = super().get_user(user_id)
            if isinstance(person, User):
                person.memberships_on = (today, [])
                return person
            return None
        person = found[0].user
        for membership in found:
            membership.user = person
        person.memberships_on = (today, found)
        return person
