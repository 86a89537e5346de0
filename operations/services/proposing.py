"""Asking for what two people must agree on."""

from datetime import datetime

from django.db import transaction

from idi_platform.accounts.public import Role
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.tenancy.public import Actor, OneWaits, unless_taken
from operations.errors import NotYours
from operations.models import Proposal, ProposalKind

ASKED_BY, DECIDED_BY = Role.OPERATOR, Role.SECURITY_ADMIN


@transaction.atomic
def propose(
    *,
    kind: ProposalKind,
    subject_id: object,
    reason: str,
    by: Actor,
    at: datetime,
    facts: dict[str, JSONValue] | None = None,
) -> Proposal:
    """Asks the security administrator. `at` is real time. NotYours, OneWaits."""
    if by.role != ASKED_BY:
        raise NotYours
    with unless_taken(OneWaits()):
        proposal = Proposal.objects.create(
            kind=kind,
            subject_id=str(subject_id),
            facts=facts or {},
            reason=reason,
            asked_by_id=by.person_id,
            asked_at=at,
        )
    record_proposal("proposed", proposal, by=by, at=at)
    return proposal


def record_proposal(code: str, proposal: Proposal, *, by: Actor, at: datetime) -> None:
    """One line of the platform's record for each step of a proposal."""
    record_platform(
        code=f"{proposal.kind}_{code}",
        subject="operations.proposal",
        subject_id=proposal.pk,
        by=by,
        at=at,
        payload={"subject": proposal.subject_id, "facts": proposal.facts, "reason": proposal.note or proposal.reason},
    )
