"""People of the platform: the operator asks for one, the security administrator admits them."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import PLATFORM_ROLES, Membership, Role, User
from idi_platform.tenancy.public import Actor, unless_taken
from operations.errors import HoldsAnotherRole, UserNameTaken
from operations.models import Proposal, ProposalKind

from .proposing import propose


@transaction.atomic
def ask_for_administrator(
    *, username: str, full_name: str, role: Role, reason: str, by: Actor, at: datetime
) -> Proposal:
    """Makes the person, who cannot sign in, and asks for their role. Gives no password: that is set on the server.

    Raises:
        UserNameTaken, NotYours.
    """
    if role not in PLATFORM_ROLES:
        message = f"{role} is no role of the platform."
        raise ValueError(message)
    person = User(username=username, full_name=full_name, is_active=False)
    person.set_unusable_password()
    with unless_taken(UserNameTaken(field="username")):
        person.save()
    return propose(
        kind=ProposalKind.ADMINISTRATOR, subject_id=person.pk, facts={"role": role.value}, reason=reason, by=by, at=at
    )


def admit_administrator(proposal: Proposal, _by: Actor, at: datetime) -> None:
    """Gives the role from today on and lets the person in. HoldsAnotherRole."""
    with unless_taken(HoldsAnotherRole()):
        Membership.objects.create(
            user_id=proposal.subject_id, role=proposal.facts["role"], valid_from=timezone.localdate(at)
        )
    User.objects.filter(pk=proposal.subject_id).update(is_active=True)
